#include <ctgrad/calculus/reverse.hpp>

#include <ctgrad/calculus/reverse_scan.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

/// s <- a s, four times; the derivatives of the last s by its first and by a.
struct example {
    graph g{};
    int start = leaf(g, descriptor<operations::variable>, scalar_shape, "s0");
    int scale = leaf(g, descriptor<operations::variable>, scalar_shape, "a");
    int state = leaf(g, descriptor<operations::step_variable>, scalar_shape, 0, 0);
    int loop = -1;
    list<int> adjoints{};

    constexpr explicit example(int root_of_output) {
        list<int> operands, targets;
        for (const int i : {start, state, make_product(g, scale, state)}) operands.push(i);
        scan_form f{4, 0, false, 1, 0, 0, 0};
        if (root_of_output > 0) {
            f.outputs = 1;
            operands.push(make_power(g, state, 2));
        }
        loop = make_scan(g, f, operands);
        const int last = operations::slice::make({&g, loop}, 0, scalar_shape).index;
        targets.push(start);
        targets.push(scale);
        reverse(g, last, make_constant(g, 1), targets, adjoints);
    }
    /// The scan that an adjoint is a part of.
    constexpr int derivative() const { return g.nodes[adjoints[0]].operand[0]; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_derivative_of_a_scan_is_one_scan_the_other_way) {
    const example e(0);
    const int back = e.derivative();
    BOOST_TEST((e.g.nodes[back].op == &descriptor<operations::scan>));
    BOOST_TEST(e.g.nodes[e.adjoints[1]].operand[0] == back);
    const scan_form f = scan_form::of(e.g.nodes[back]);
    BOOST_TEST(f.backward);
    BOOST_TEST(f.steps == 4);
    BOOST_TEST(f.states == 1);     // the adjoint of the state
    BOOST_TEST(f.totals == 1);     // that of a
    BOOST_TEST(f.sequences == 1);  // the states, which the forward scan kept
    BOOST_TEST(f.outputs == 0);
}

BOOST_AUTO_TEST_CASE(what_is_kept_stands_behind_the_results_that_were_there) {
    const example e(1);
    const int back = e.derivative();
    const scan_form f = scan_form::of(e.g.nodes[back]);
    const int kept = e.g.operand(back, f.sequence(0));
    const int longer = e.g.nodes[kept].operand[0];
    BOOST_TEST(longer != e.loop);
    const int count = e.g.nodes[e.loop].count;
    BOOST_TEST(e.g.nodes[longer].count == count + 1);
    for (int k = 0; k < count; ++k) BOOST_TEST(e.g.operand(longer, k) == e.g.operand(e.loop, k));
    BOOST_TEST(e.g.operand(longer, count) == e.state);
    BOOST_TEST(e.g.nodes[kept].p == 1 + 4);  // behind the last state and four outputs
}
