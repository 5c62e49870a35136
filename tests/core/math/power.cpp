#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/power.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::sqrt(2.0) == 1.4142135623730951);
static_assert(math::sqrt(0x1p-1074) == 0x1p-537);
static_assert(math::isnan(math::sqrt(-1.0)));
static_assert(math::cbrt(-27.0) == -3);
static_assert(math::hypot(3e300, 4e300) == 5e300);
static_assert(math::pow(3.0, 4) == 81);
static_assert(math::pow(-2.0, -3) == -0.125);
static_assert(math::pow(2.0, 0.5) == math::sqrt(2.0));
static_assert(math::pow(10.0, 400) == infinity);
static_assert(math::isnan(math::pow(-2.0, 0.5)));

BOOST_AUTO_TEST_CASE(cbrt_agrees_with_std) {
    agree([](auto x) { return math::cbrt(x); },
          [](long double x) { return math::constant::cbrt(x); }, {{1e-320, 1e308, true}, {-8, 8}},
          {.in_double = 4});
}

BOOST_AUTO_TEST_CASE(sqrt_is_correctly_rounded) {
    agree([](auto x) { return math::sqrt(x); }, [](auto x) { return math::constant::sqrt(x); },
          {{1e-320, 1e308, true}, {0.5, 8}, {0, 100}},
          {.in_float = 0, .in_double = 0, .in_long_double = 0});
}

BOOST_AUTO_TEST_CASE(hypot_agrees_with_std) {
    ctgrad_test::agree_on_pairs(
        [](auto x, auto y) { return math::hypot(x, y); },
        [](long double x, long double y) { return math::constant::hypot(x, y); },
        {{{-2, 2}, {-2, 2}}, {{1e-320, 1e307, true}, {1e-320, 1e307, true}}});
}

BOOST_AUTO_TEST_CASE(pow_agrees_with_std) {
    ctgrad_test::agree_on_pairs(
        [](auto x, auto y) { return math::pow(x, y); },
        [](long double x, long double y) { return math::constant::pow(x, y); },
        {{{0.1, 10}, {-10, 10}},
         {{1e-320, 1e308, true}, {-2, 2}},
         {{0.9, 1.1}, {-4000, 4000}},
         {{0.99999, 1.0001}, {-1e8, 1e8}},
         {{1e-320, 1e308, true}, {1e-20, 1e20, true}}});
}
