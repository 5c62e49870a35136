#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/floating_point.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::floor(-0.5) == -1 && math::floor(2.5F) == 2);
static_assert(math::floor(0x1p62L + 0.5L) == 0x1p62L);
static_assert(math::abs(-3.0) == 3 && math::abs(-infinity) == infinity);
static_assert(math::isnan(std::numeric_limits<float>::quiet_NaN()) && !math::isnan(infinity));

namespace constant = math::constant;
static_assert(constant::decompose(0x1.8p-1070L).exponent == -1070);
static_assert(constant::decompose(std::numeric_limits<long double>::max()).mantissa < 2);
static_assert(constant::scale(1.5L, -20'000) == 0);
static_assert(constant::scale(-1.5L, 20'000) == -constant::infinity);
static_assert(constant::nearest(-2.75L) == -3);
static_assert(constant::is_odd(-3) && !constant::is_odd(2.5L) && !constant::is_odd(4));

BOOST_AUTO_TEST_CASE(floor_agrees_with_std) {
    agree([](auto x) { return math::floor(x); },
          [](long double x) { return math::constant::floor(x); },
          {{-10, 10}, {-1e20, 1e20}, {-1e-320, -1e308, true}},
          {.in_float = 0, .in_double = 0, .in_long_double = 0});
}

BOOST_AUTO_TEST_CASE(abs_agrees_with_std) {
    agree([](auto x) { return math::abs(x); }, [](long double x) { return math::constant::abs(x); },
          {{-10, 10}, {-1e-320, -1e308, true}},
          {.in_float = 0, .in_double = 0, .in_long_double = 0});
}

BOOST_AUTO_TEST_CASE(decompose_and_scale_are_inverse) {
    for (long double x = std::numeric_limits<long double>::denorm_min();
         x < std::numeric_limits<long double>::max() / 100; x *= 97.3L) {
        const auto [mantissa, exponent] = constant::decompose(x);
        BOOST_TEST((mantissa >= 1 && mantissa < 2));
        BOOST_TEST(std::ldexp(mantissa, exponent) == x);
        BOOST_TEST(constant::scale(mantissa, exponent) == x);
    }
}
