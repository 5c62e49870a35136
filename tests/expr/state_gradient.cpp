#include <ctgrad/expr/state_gradient.hpp>

#include <ctgrad/ctgrad.hpp>

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto s0 = scalar<"s0">;
constexpr auto p = scalar<"p">;
constexpr auto p0 = scalar<"p0">;
constexpr auto u = scalar<"u">;
constexpr auto a = scalar<"a">;
constexpr auto v = vector<"v", 4>;

constexpr std::array<double, 4> numbers{.1, .5, -.3, .7};

}  // namespace

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-13))
BOOST_AUTO_TEST_CASE(rows_are_what_later_steps_say_of_a_state) {
    // Two states that go into each other, outputs that are looked at, a total, and the last state.
    constexpr auto run = scan<4>(carry(s, s0, sin(a * s) + u * p), carry(p, p0, p * s), each(u, v),
                                 emit(a * p), accumulate(square(sin(a * s) + u * p)));
    constexpr auto loss = run.last(s) * run.last(p) + sum(square(run.output())) + run.total();
    constexpr auto by_s = state_gradient(loss, run, s);
    constexpr auto by_p = state_gradient(loss, run, p);
    const auto rows_s = by_s(a = .7, s0 = .4, p0 = 1.3, v = numbers);
    const auto rows_p = by_p(a = .7, s0 = .4, p0 = 1.3, v = numbers);
    BOOST_TEST_REQUIRE(rows_s.size() == 5);
    // By hand, forward and back.
    double at_s[5] = {.4}, at_p[5] = {1.3};
    for (int t = 0; t < 4; ++t) {
        at_s[t + 1] = std::sin(.7 * at_s[t]) + numbers[static_cast<std::size_t>(t)] * at_p[t];
        at_p[t + 1] = at_p[t] * at_s[t];
    }
    double back_s = at_p[4], back_p = at_s[4];
    for (int t = 4; t >= 0; --t) {
        if (t < 4) {
            const double of_next = back_s + 2 * at_s[t + 1], was = back_p;
            back_p = was * at_s[t] + of_next * numbers[static_cast<std::size_t>(t)] +
                     2 * .7 * .7 * at_p[t];
            back_s = of_next * .7 * std::cos(.7 * at_s[t]) + was * at_p[t];
        }
        BOOST_TEST(rows_s[static_cast<std::size_t>(t)] == back_s);
        BOOST_TEST(rows_p[static_cast<std::size_t>(t)] == back_p);
    }
    const auto r = gradient(loss, s0, p0)(a = .7, s0 = .4, p0 = 1.3, v = numbers);
    BOOST_TEST(r[s0] == rows_s[0]);
    BOOST_TEST(r[p0] == rows_p[0]);
}

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-14))
BOOST_AUTO_TEST_CASE(loops_on_top_of_loops_backward_ones_and_those_of_one_step) {
    constexpr auto below = scan_backward<4>(carry(s, 0_c, a * s + u), each(u, v), emit(a * s + u));
    constexpr auto above = scan<4>(carry(p, p0, p * u), each(u, below.output()));
    constexpr auto loss = square(above.last(p));
    const auto rows = state_gradient(loss, below, s)(a = .5, p0 = 2., v = numbers);
    const auto by_v = gradient(loss, v)(a = .5, p0 = 2., v = numbers);
    // The number v_t comes to where a times the state does, and goes the same way.
    for (std::size_t t = 0; t < 4; ++t) BOOST_TEST(rows[t] == .5 * by_v[v][t]);
    BOOST_TEST(rows[4] == 0);  // nobody looks at the last state
    constexpr auto n = length_up_to<"n", 4>;
    constexpr auto told = scan<4>(n, carry(s, s0, a * s + u), each(u, v));
    constexpr auto of_told = state_gradient(square(told.last(s)), told, s);
    const double expected[] = {9 * 19.6, 3 * 19.6, 0, 0, 19.6};  // 3 (3 + .1) + .5 is 9.8
    for (std::size_t t = 0; t < 5; ++t)
        BOOST_TEST(of_told(n = 2, a = 3., s0 = 1., v = numbers)[t] == expected[t]);
    constexpr auto one = scan<1>(carry(s, s0, a * s));
    constexpr auto of_one = state_gradient(square(one.last(s)), one, s);
    static_assert(of_one(a = 3., s0 = 2.)[0] == 36 && of_one(a = 3., s0 = 2.)[1] == 12,
                  "2 a s0 times a, and 2 a s0");
    constexpr auto P = matrix<"P", 2, 3>;
    constexpr auto A = matrix<"A", 2, 2>;
    constexpr auto of_matrix = scan<2>(carry(P, matrix<"P0", 2, 3>, A * P));
    constexpr auto rows_of_matrix = state_gradient(sum(of_matrix.last(P)), of_matrix, P);
    static_assert(decltype(rows_of_matrix)::extent() == matrix_shape(6, 3),
                  "three below each other");
}
