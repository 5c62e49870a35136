#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/gamma_function.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::tgamma(5.0) == 24);
static_assert(math::tgamma(0.5F) == 1.77245385090551602730F);
static_assert(math::tgamma(171.0) == 7.257415615307999e306);
static_assert(math::tgamma(172.0) == infinity);
static_assert(math::isnan(math::tgamma(-1.0)));
static_assert(math::lgamma(1.0) == 0 && math::lgamma(2.0) == 0);
static_assert(math::lgamma(3.0) == 0.69314718055994531);
static_assert(math::lgamma(-1.0) == infinity);

BOOST_AUTO_TEST_CASE(tgamma_agrees_with_std) {
    agree([](auto x) { return math::tgamma(x); },
          [](long double x) { return math::constant::tgamma(x); },
          {{0.1, 20},
           {20, 172},
           {172, 1756},
           {-20, 0},
           {-180, -20},
           {1e-320, 1, true},
           {-1e-320, -1, true}},
          {.in_float = 6, .in_double = 6, .in_long_double = 9});
}

BOOST_AUTO_TEST_CASE(lgamma_agrees_with_std) {
    agree([](auto x) { return math::lgamma(x); },
          [](long double x) { return math::constant::lgamma(x); },
          {{0.1, 20},
           {0.9, 2.1},
           {20, 2000},
           {1000, 1e305, true},
           {1e-320, 1, true},
           {-1000, -20},
           {-1e-320, -1, true}},
          {.in_float = 3, .in_double = 3, .in_long_double = 6});
}

BOOST_AUTO_TEST_CASE(lgamma_beside_its_negative_zeros) {
    long double worst = 0;
    for (long double x = -5; x < -2; x += 0x1.3p-14L) {
        const long double expected = std::lgamma(x);
        if (std::abs(expected) < 1) {
            worst = std::max(worst, std::abs(math::constant::lgamma(x) - expected));
        }
    }
    BOOST_TEST(worst < 0x1p-60L);
}
