#include <ctgrad/eval/run_loops.hpp>

#include <ctgrad/ctgrad.hpp>

#include <cmath>
#include <memory>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto t = scalar<"t">;
constexpr auto a = scalar<"a">;

}  // namespace

BOOST_AUTO_TEST_CASE(states_of_one_step_are_made_of_those_before_it) {
    constexpr auto run = scan<3>(carry(s, 1_c, t), carry(t, 2_c, s + a * t));  // at the same time
    BOOST_TEST(run.last(s)(a = 1.) == 5);
    BOOST_TEST(run.last(t)(a = 1.) == 8);
}

BOOST_AUTO_TEST_CASE(an_output_may_be_needed_by_a_loop_and_a_loop_be_an_output) {
    constexpr auto run = scan<2>(carry(s, exp(a), s * exp(a)));
    const auto r = value_and_gradient(run.last(s), a)(a = 0.);
    BOOST_TEST(r.value == 1);
    BOOST_TEST(r.gradient[a] == 3);
    constexpr auto inside = scan<2>(accumulate(2_c * a));
    BOOST_TEST(inside.total()(a = 3.) == 12);
}

BOOST_AUTO_TEST_CASE(long_loops_have_their_memory_outside_of_the_stack) {
    constexpr auto run = scan<300000>(carry(s, a, s + 1_c), emit(s));
    static_assert(cost(run.output()).arena_bytes > 2000000, "more than is wanted on a stack");
    const auto all = std::make_unique<tensor<double, 300000>>(run.output()(a = 1.));
    BOOST_TEST((*all)[0] == 1);
    BOOST_TEST((*all)[299999] == 300000);
}

BOOST_AUTO_TEST_CASE(points_go_through_a_loop_side_by_side) {
    constexpr auto f = scan<4>(carry(s, a, s * a)).last(s);
    const double values[] = {1, 2, 3, -1, .5};
    double found[5];
    over_points(f)(found, a = rows(values));
    for (int i = 0; i < 5; ++i)
        BOOST_TEST(found[i] == std::pow(values[i], 5), boost::test_tools::tolerance(1e-14));
}
