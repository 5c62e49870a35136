#include <ctgrad/show/code_block.hpp>

#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using namespace ctgrad::detail;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto q = scalar<"q">;
constexpr auto a = scalar<"a">;
constexpr auto u = scalar<"u">;
constexpr auto v = vector<"v", 5>;

// q and the output of it are for nothing where they are not read.
constexpr auto loops_run = scan<5>(carry(s, a, exp(a) * s + u), carry(q, 1_c, q* s), each(u, v),
                                   emit(q), accumulate(s* s));

/// The variables of a block.
int variables(const shown_graph& shown) {
    int count = 0;
    for (const record& r : shown.nodes.nodes) count += r.op->kind == role::variable;
    return count;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_block_computes_what_is_read_and_no_more) {
    shown_graph all;
    all.outputs.push(load(all.nodes, entry_of<decltype(square(loops_run.last(s)))::id>));
    list<identity> open;
    open_levels(all.nodes, all.nodes.nodes.size, open);
    block_marks<> marks{all.nodes, open, -1};
    marks.mark_function(all.outputs);
    shown_graph outside;
    code_block<> function{marks, outside};
    function.build(all.outputs);
    BOOST_TEST(variables(outside) == 3);  // a, v and what s has become
    int loop = -1;
    for (int i = 0; i < outside.nodes.nodes.size; ++i)
        if (outside.nodes.nodes[i].op == &descriptor<operations::scan>) loop = i;
    BOOST_TEST_REQUIRE(loop >= 0);
    const record& r = outside.nodes.nodes[loop];
    BOOST_TEST(r.p == 1);      // s
    BOOST_TEST(r.q == 2);      // the rows
    BOOST_TEST(r.count == 3);  // exp(a), which is computed once, in front
    block_marks<> step{all.nodes, open, function.node[loop]};
    step.mark_step(marks);
    BOOST_TEST(step.roots[0]);
    BOOST_TEST(!step.roots[1]);
    BOOST_TEST(step.uses_row(0));
}

BOOST_AUTO_TEST_CASE(the_innermost_name_counts) {
    shown_graph all;
    all.outputs.push(load(all.nodes, entry_of<decltype(loops_run.last(s) * q)::id>));
    all.value = true;
    const code_names own(all, [](std::string_view word) { return word == "u"; });
    known_names names{own};
    names.add(3, -1, "outside");
    names.add(3, 0, "result");
    names.add(3, -1, "inside");
    BOOST_TEST(names.find(3, -1) == "inside");
    BOOST_TEST(names.find(3, 0) == "result");
    BOOST_TEST(names.find(4, -1) == "");
    for (int i = 0; i < all.nodes.nodes.size; ++i) {
        const record& r = all.nodes.nodes[i];
        if (r.op != &descriptor<operations::step_variable>) continue;
        int number = 0;
        const bool free = std::string_view(r.name) == "s";  // q is an input, u reserved
        BOOST_TEST(names.name_of(i, "state", number).view() == (free ? "s" : "state1"));
        names.add(100, -1, "s");
        BOOST_TEST(names.name_of(i, "state", number).view().starts_with("state"));
        names.all.pop();
    }
    int last = 6;
    BOOST_TEST(known_names::numbered("row", last).view() == "row7");
    BOOST_TEST(is_loop_word("state1"));
    BOOST_TEST(!is_loop_word("states"));
}
