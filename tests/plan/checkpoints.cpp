#include <ctgrad/plan/checkpoints.hpp>

#include <ctgrad/calculus/reverse.hpp>
#include <ctgrad/plan/loops.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

/// u0 = exp(a * u0) with a checkpoint every four of nine steps, and the derivatives of its last
/// state; where `Emits`, all states are outputs, too.
template <bool Emits> struct last_state {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int start = leaf(g, descriptor<operations::variable>, scalar_shape, "s0");
        const int scale = leaf(g, descriptor<operations::variable>, scalar_shape, "a");
        const int state = leaf(g, descriptor<operations::step_variable>, scalar_shape, 0, 0);
        const int product = make_product(g, scale, state);
        const int next = apply<operations::exp>(node{&g, product}).index;
        list<int> operands, targets, adjoints;
        for (const int i : {start, state, next, next}) operands.push(i);
        scan_form f{9, 0, false, 1, 0, 0, 1};
        f.interval = 4;
        const node loop{&g, make_scan(g, f, operands)};
        const int last = operations::slice::make(loop, 0, scalar_shape).index;
        targets.push(start);
        targets.push(scale);
        reverse(g, last, make_constant(g, 1), targets, adjoints);
        outputs.push(adjoints[0]);
        outputs.push(adjoints[1]);
        if (Emits) outputs.push(operations::slice::make(loop, 1, vector_shape(9)).index);
    }
};

template <class Pass> constexpr int leader() {
    for (int i = 0; i < frozen<Pass>.count; ++i)
        if (scan_form::of(frozen<Pass>.nodes[i]).interval == 4 && loops<Pass>.runs(i)) return i;
    return -1;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_only_the_way_back_reads_is_computed_again) {
    using pass = last_state<false>;
    constexpr int y = leader<pass>();
    constexpr scan_form f = scan_form::of(frozen<pass>.nodes[y]);
    constexpr const auto& s = loops<pass>;
    static_assert(f.steps == 9 && f.interval == 4 && count_segments(f) == 3, "4, 4 and 1");
    static_assert(f.outputs == 2, "the new state, and the one a step begins with");
    static_assert(s.segments[y].again == 3, "both");
    static_assert(s.segments[y].whole == 0, "none is read but row by row");
    static_assert(size_of_results(frozen<pass>, s, y) == 1, "the last state");
    static_assert(place_of_root(frozen<pass>, s, y, 2) ==
                      place_of_root(frozen<pass>, s, y, 1) + f.interval,
                  "values of a segment");
}

BOOST_AUTO_TEST_CASE(what_others_read_is_kept) {
    using pass = last_state<true>;
    constexpr int y = leader<pass>();
    constexpr const auto& s = loops<pass>;
    static_assert(s.segments[y].again == 2, "all but the states that are outputs");
    static_assert(s.segments[y].whole == 1, "which are read as a whole");
    static_assert(size_of_results(frozen<pass>, s, y) == 1 + 9, "the last state and all states");
    static_assert(place_of_part(frozen<pass>, s, y, 1) == s.at[y].offset + 1, "behind it");
}

BOOST_AUTO_TEST_CASE(loops_find_rows_up_to_the_end_of_a_segment) {
    // Of nine or seven rows in segments of four, made from the first one on.
    scan_form made{9};
    made.interval = 4;
    const row_source turned{0, made, true}, straight{0, made, false}, all{};
    for (const int steps : {9, 7}) {
        BOOST_TEST(turned.place(6, steps) == 2);
        BOOST_TEST(turned.count_from(6, steps) == 3);
        BOOST_TEST(straight.count_from(5, steps) == 3);
        BOOST_TEST(all.count_from(5, steps) == steps);
    }
    made.backward = true;  // row 8 is the first one, row 4 begins the second segment
    BOOST_TEST((row_source{0, made, true}.place(4, 9) == 0));
    BOOST_TEST((row_source{0, made, true}.count_from(5, 9) == 4));
}
