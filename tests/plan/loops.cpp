#include <ctgrad/plan/loops.hpp>

#include <ctgrad/calculus/reverse.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

/// exp(a) captured, the last state squared, and its derivative by the first one.
struct squared_last {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int start = leaf(g, descriptor<operations::variable>, scalar_shape, "s0");
        const int scale = leaf(g, descriptor<operations::variable>, scalar_shape, "a");
        const int state = leaf(g, descriptor<operations::step_variable>, scalar_shape, 0, 0);
        const int captured = apply<operations::exp>(node{&g, scale}).index;
        list<int> operands, targets, adjoints;
        const int next = make_product(g, captured, make_power(g, state, 2));
        for (const int i : {start, state, next}) operands.push(i);
        const int loop = make_scan(g, scan_form{4, 0, false, 1, 0, 0, 0}, operands);
        const int last = operations::slice::make({&g, loop}, 0, scalar_shape).index;
        const int value = make_power(g, last, 2);
        targets.push(start);
        reverse(g, value, make_constant(g, 1), targets, adjoints);
        outputs.push(value);
        outputs.push(adjoints[0]);
    }
};

constexpr const auto& g = frozen<squared_last>;
constexpr const auto& schedule = loops<squared_last>;

constexpr int find(const operation& op, int from = 0) {
    while (from < g.count && g.nodes[from].op != &op) ++from;
    return from;
}

}  // namespace

BOOST_AUTO_TEST_CASE(graphs_with_loops_are_known) {
    static_assert(has_loops(g), "it has two");
    static_assert(schedule.stages == 3, "before the first loop, between, and behind the second");
}

BOOST_AUTO_TEST_CASE(the_longer_scan_runs_for_the_shorter_one) {
    constexpr int first = find(descriptor<operations::scan>);
    constexpr int longer = find(descriptor<operations::scan>, first + 1);
    constexpr int back = find(descriptor<operations::scan>, longer + 1);
    BOOST_TEST(schedule.loop_count == 2);
    BOOST_TEST(schedule.leader[first] == longer);
    BOOST_TEST(schedule.runs(longer));
    BOOST_TEST(schedule.runs(back));
    BOOST_TEST(schedule.at[first].offset == schedule.at[longer].offset);
    BOOST_TEST(schedule.stage[first] == 1);
    BOOST_TEST(schedule.stage[longer] == 1);
    BOOST_TEST(schedule.stage[back] == 2);
}

BOOST_AUTO_TEST_CASE(what_is_captured_is_computed_once_and_stored) {
    constexpr int captured = find(descriptor<operations::exp>);
    BOOST_TEST(schedule.stored[captured]);
    BOOST_TEST(schedule.stage[captured] == 0);
    BOOST_TEST((schedule.at[captured].where == space::arena));
}

BOOST_AUTO_TEST_CASE(no_two_stored_values_overlap) {
    for (int i = 0; i < g.count; ++i)
        for (int k = 0; k < i; ++k) {
            const auto owns = [](int n) {
                return schedule.at[n].where == space::arena &&
                       (schedule.stored[n] || schedule.runs(n));
            };
            if (!owns(i) || !owns(k)) continue;
            const int a = schedule.at[i].offset, b = schedule.at[k].offset;
            BOOST_TEST((a + g.nodes[i].extent.size() <= b || b + g.nodes[k].extent.size() <= a));
        }
}
