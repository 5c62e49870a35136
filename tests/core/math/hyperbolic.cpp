#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/hyperbolic.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::sinh(0.0) == 0 && math::cosh(0.0) == 1);
static_assert(math::sinh(-1000.0) == -infinity);
static_assert(math::tanh(0.5) == 0.46211715726000976);
static_assert(math::tanh(100.0) == 1);
static_assert(math::atanh(1.0) == infinity);
static_assert(math::asinh(math::sinh(2.0)) == 2);
static_assert(math::isnan(math::acosh(0.5)));

BOOST_AUTO_TEST_CASE(sinh_agrees_with_std) {
    agree([](auto x) { return math::sinh(x); },
          [](long double x) { return math::constant::sinh(x); },
          {{-5, 5}, {-712, 712}, {-11360, 11360}, {1e-320, 1, true}},
          {.in_float = 2, .in_double = 2, .in_long_double = 4});
}

BOOST_AUTO_TEST_CASE(cosh_agrees_with_std) {
    agree([](auto x) { return math::cosh(x); },
          [](long double x) { return math::constant::cosh(x); },
          {{-5, 5}, {-712, 712}, {-11360, 11360}, {1e-320, 1, true}},
          {.in_float = 2, .in_double = 2});
}

BOOST_AUTO_TEST_CASE(tanh_agrees_with_std) {
    agree([](auto x) { return math::tanh(x); },
          [](long double x) { return math::constant::tanh(x); },
          {{-5, 5}, {-50, 50}, {1e-320, 1, true}},
          {.in_float = 2, .in_double = 2, .in_long_double = 4});
}

BOOST_AUTO_TEST_CASE(asinh_agrees_with_std) {
    agree([](auto x) { return math::asinh(x); },
          [](long double x) { return math::constant::asinh(x); },
          {{-5, 5}, {-1e-320, -1e308, true}}, {.in_float = 2, .in_double = 2, .in_long_double = 4});
}

BOOST_AUTO_TEST_CASE(acosh_agrees_with_std) {
    agree([](auto x) { return math::acosh(x); },
          [](long double x) { return math::constant::acosh(x); },
          {{1, 5}, {1, 1e308, true}, {1, 1.001}},
          {.in_float = 2, .in_double = 2, .in_long_double = 4});
}

BOOST_AUTO_TEST_CASE(atanh_agrees_with_std) {
    agree([](auto x) { return math::atanh(x); },
          [](long double x) { return math::constant::atanh(x); }, {{-1, 1}, {1e-320, 1, true}},
          {.in_float = 2, .in_double = 2, .in_long_double = 4});
}
