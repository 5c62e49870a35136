#include <cmath>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/inverse_trigonometric.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

static_assert(math::atan(1.0) == 0.78539816339744831);
static_assert(math::acos(-1.0) == 3.14159265358979324);
static_assert(math::asin(1.0F) == 1.57079632679489662F);
static_assert(math::atan2(0.0, -1.0) == 3.14159265358979324);
static_assert(math::isnan(math::asin(1.5)));

BOOST_AUTO_TEST_CASE(asin_agrees_with_std) {
    agree([](auto x) { return math::asin(x); },
          [](long double x) { return math::constant::asin(x); },
          {{-1, 1}, {0.999, 1}, {-1e-320, -1, true}});
}

BOOST_AUTO_TEST_CASE(acos_agrees_with_std) {
    agree([](auto x) { return math::acos(x); },
          [](long double x) { return math::constant::acos(x); },
          {{-1, 1}, {0.999, 1}, {-1, -0.999}, {1e-320, 1, true}});
}

BOOST_AUTO_TEST_CASE(atan_agrees_with_std) {
    agree([](auto x) { return math::atan(x); },
          [](long double x) { return math::constant::atan(x); },
          {{-10, 10}, {1e-320, 1e308, true}});
}

BOOST_AUTO_TEST_CASE(atan2_agrees_with_std) {
    ctgrad_test::agree_on_pairs(
        [](auto y, auto x) { return math::atan2(y, x); },
        [](long double y, long double x) { return math::constant::atan2(y, x); },
        {{{-2, 2}, {-2, 2}},
         {{1e-320, 1e308, true}, {1e-320, 1e308, true}},
         {{-1e-30, -1e30, true}, {1e-30, 1e30, true}},
         {{1e-30, 1e30, true}, {-1e-30, -1e30, true}}});
}
