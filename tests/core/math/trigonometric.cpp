#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/trigonometric.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::sin(0.0) == 0);
static_assert(math::cos(0.0) == 1);
static_assert(math::sin(1e22) == -0.8522008497671888);
static_assert(math::cos(1e300) == -0.5753861119575491);
static_assert(math::tan(1.5707963267948966) == 16331239353195370.0);
static_assert(math::isnan(math::sin(infinity)));
static_assert(math::isnan(math::sin(0x1p1024L)) || std::numeric_limits<long double>::digits == 53);

BOOST_AUTO_TEST_CASE(sin_agrees_with_std) {
    agree([](auto x) { return math::sin(x); }, [](long double x) { return math::constant::sin(x); },
          {{-10, 10}, {1, 1e10, true}, {1e-320, 1e308, true}, {-1e5, 1e5}}, {.largest = 0x1p1023});
}

BOOST_AUTO_TEST_CASE(cos_agrees_with_std) {
    agree([](auto x) { return math::cos(x); }, [](long double x) { return math::constant::cos(x); },
          {{-10, 10}, {1, 1e10, true}, {1e-320, 1e308, true}, {-1e5, 1e5}}, {.largest = 0x1p1023});
}

BOOST_AUTO_TEST_CASE(tan_agrees_with_std) {
    agree([](auto x) { return math::tan(x); }, [](long double x) { return math::constant::tan(x); },
          {{-10, 10}, {1, 1e10, true}, {1e-320, 1e308, true}, {-1e5, 1e5}},
          {.in_long_double = 4, .largest = 0x1p1023});
}
