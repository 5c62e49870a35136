#include <ctgrad/plan/loop_passes.hpp>

#include <ctgrad/plan/program.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::detail;

namespace {

/// The sum of a^2 x over the entries of v, and a^2.
struct example {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int v = leaf(g, descriptor<operations::variable>, vector_shape(7), "v");
        const int a = leaf(g, descriptor<operations::variable>, scalar_shape, "a");
        const int x = leaf(g, descriptor<operations::step_variable>, scalar_shape, 0, 0);
        const int squared = make_power(g, a, 2);
        list<int> operands;
        for (const int i : {v, x, make_product(g, squared, x)}) operands.push(i);
        outputs.push(make_scan(g, scan_form{7, 0, false, 0, 1, 1, 0}, operands));
        outputs.push(squared);
    }
};

constexpr int loop = loops<example>.loop[0];

}  // namespace

BOOST_AUTO_TEST_CASE(a_body_is_a_program_of_its_own) {
    constexpr const auto& body = program<body_pass<example, loop>>;
    static_assert(body.input_count == 2 && body.output_count == 1, "the row and what is captured");
    static_assert(body.size == 1, "one product: the square is no part of it");
}

BOOST_AUTO_TEST_CASE(a_stage_computes_what_others_read_and_what_is_asked_for) {
    constexpr const auto& before = program<stage_pass<example, 0>>;
    static_assert(before.input_count == 1 && before.output_count == 1, "the square, in its output");
    constexpr const auto& behind = program<stage_pass<example, 1>>;
    static_assert(behind.output_count == 1, "the scan's value");
    list<stage_output> made;
    stage_outputs<example>(0, made);
    BOOST_TEST((made[0].to.where == space::output));
    BOOST_TEST(made[0].to.index == 1);
}
