#include <ctgrad/calculus/operations/scan.hpp>

#include <string>

#include <boost/test/unit_test.hpp>

#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/calculus/rule_name.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

struct example {
    graph g{};
    int start = leaf(g, descriptor<operations::variable>, vector_shape(2), "h");
    int rows = leaf(g, descriptor<operations::variable>, matrix_shape(5, 2), "X");
    int scale = leaf(g, descriptor<operations::variable>, scalar_shape, "a");
    int state = leaf(g, descriptor<operations::step_variable>, vector_shape(2), 0, 0);
    int row = leaf(g, descriptor<operations::step_variable>, vector_shape(2), 0, 1);
    int squared = make_power(g, scale, 2);
    int next = make_sum(g, make_product(g, squared, state), row);
    int loop = -1;

    constexpr example() {
        const scan_form f{5, 0, false, 1, 1, 0, 1};
        list<int> operands;
        for (const int i : {start, rows, state, row, next, state}) operands.push(i);
        loop = make_scan(g, f, operands);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_scan_says_what_its_operands_are) {
    const example e;
    const scan_form f = scan_form::of(e.g.nodes[e.loop]);
    BOOST_TEST(f.steps == 5);
    BOOST_TEST(f.states == 1);
    BOOST_TEST(f.sequences == 1);
    BOOST_TEST(f.totals == 0);
    BOOST_TEST(f.outputs == 1);
    BOOST_TEST(!f.backward);
    BOOST_TEST(e.g.operand(e.loop, f.initial(0)) == e.start);
    BOOST_TEST(e.g.operand(e.loop, f.sequence(0)) == e.rows);
    BOOST_TEST(e.g.operand(e.loop, f.state(0)) == e.state);
    BOOST_TEST(e.g.operand(e.loop, f.row(0)) == e.row);
    BOOST_TEST(e.g.operand(e.loop, f.next(0)) == e.next);
    BOOST_TEST(e.g.operand(e.loop, f.output(0)) == e.state);
    BOOST_TEST((e.g.extent(e.loop) == vector_shape(2 + 5 * 2)));
    list<int> offsets;
    scan_offsets(e.g, e.loop, f, offsets);
    BOOST_TEST(offsets[1] == 2);
    BOOST_TEST(offsets[2] == 12);
}

BOOST_AUTO_TEST_CASE(the_form_survives_being_packed) {
    record r{};
    r.p = 1'000'000;
    r.q = scan_form{1, 63, true, 65535, 65535, 65535, 0}.packed();
    r.count = 3 * 65535 + 2 * 65535 + 65535 + 7;
    const scan_form f = scan_form::of(r);
    BOOST_TEST(f.steps == 1'000'000);
    BOOST_TEST(f.level == 63);
    BOOST_TEST(f.backward);
    BOOST_TEST(f.states == 65535);
    BOOST_TEST(f.sequences == 65535);
    BOOST_TEST(f.totals == 65535);
    BOOST_TEST(f.outputs == 7);
}

BOOST_AUTO_TEST_CASE(a_body_is_what_depends_on_the_loop_and_captures_the_rest) {
    const example e;
    list<identity> open;
    open_levels(e.g, e.g.nodes.size, open);
    BOOST_TEST(open[e.next] == 1u);
    BOOST_TEST(open[e.squared] == 0u);
    BOOST_TEST(open[e.loop] == 0u);
    list<in_body::code> body;
    find_body(e.g, e.loop, open, body);
    BOOST_TEST((body[e.state] == in_body::bound));
    BOOST_TEST((body[e.row] == in_body::bound));
    BOOST_TEST((body[e.next] == in_body::computed));
    BOOST_TEST((body[e.squared] == in_body::captured));
    BOOST_TEST((body[e.scale] == in_body::nothing));
    BOOST_TEST((body[e.start] == in_body::nothing));
    BOOST_TEST(rule_name(e.g, e.loop).view() == "backpropagation through time");
}

BOOST_AUTO_TEST_CASE(variables_of_loops_with_loops_inside_are_told_apart) {
    const auto name_of = [](const record& r) {
        std::string name;
        write_step_name(r, [&](std::string_view text) { name = text; });
        return name;
    };
    record r{};
    r.q = 3;
    BOOST_TEST(name_of(r) == "u3");
    r.p = 1;
    BOOST_TEST(name_of(r) == "u3_1");
    graph g;
    const int x = leaf(g, descriptor<operations::variable>, vector_shape(2), "x");
    const int inner = step_variable_of(g, x, 0), outer = step_variable_of(g, x, 1);
    BOOST_TEST(name_of(g.nodes[inner]) == "x");
    BOOST_TEST((g.extent(inner) == vector_shape(2)));
    BOOST_TEST(inner != outer);
    BOOST_TEST(inner == step_variable_of(g, x, 0));
}
