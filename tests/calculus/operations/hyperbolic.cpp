#include <ctgrad/calculus/operations/hyperbolic.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(sinh(x), x), cosh(x)));
    static_assert(same(diff(cosh(x), x), sinh(x)));
    static_assert(same(diff(tanh(y), y), 1_c - square(tanh(y))));
    static_assert(same(diff(log_cosh(y), y), tanh(y)) && same(log_cosh(-x), log_cosh(x)));
    static_assert(same(sinh(-x), -sinh(x)) && same(cosh(-x), cosh(x)));
    static_assert(same(atanh(-x), -atanh(x)) && same(asinh(-x), -asinh(x)));
}

BOOST_AUTO_TEST_CASE(log_cosh_near_0_and_far_away) {
    using boost::test_tools::tolerance;
    constexpr auto f = log_cosh(x);
    BOOST_TEST(f(x = 0.0) == 0);
    BOOST_TEST(f(x = 1e-8) == 5e-17, tolerance(1e-15));
    for (double u : {1e-3, 0.1, 0.5, 0.999, 1.0, 3.0, 20.0})
        BOOST_TEST(f(x = -u) == std::log1p(2 * std::pow(std::sinh(u / 2), 2)), tolerance(4e-16));
    BOOST_TEST(f(x = -1e4) == 1e4 - std::log(2.0));
}

BOOST_AUTO_TEST_CASE(accurate_at_the_border) {
    const double u = 1 + 1e-12, w = u - 1;  // w is exact
    BOOST_TEST(std::abs(diff(acosh(x), x)(x = u) * std::sqrt(w * (2 + w)) - 1) < 1e-15);
    BOOST_TEST(std::abs(diff(atanh(x), x)(x = 1 - w) * (w * (2 - w)) - 1) < 1e-15);
}
