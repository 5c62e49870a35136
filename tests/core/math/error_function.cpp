#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/error_function.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::erf(0.0) == 0);
static_assert(math::erf(1.0) == 0.84270079294971487);
static_assert(math::erf(10.0) == 1);
static_assert(math::erfc(-10.0) == 2);
static_assert(math::erfc(20.0) == 5.3958656116079009e-176);
static_assert(math::erfc(infinity) == 0);

BOOST_AUTO_TEST_CASE(erf_agrees_with_std) {
    agree([](auto x) { return math::erf(x); }, [](long double x) { return math::constant::erf(x); },
          {{-1, 1}, {-7, 7}, {1e-320, 1, true}}, {.in_long_double = 5});
}

BOOST_AUTO_TEST_CASE(erfc_agrees_with_std) {
    agree([](auto x) { return math::erfc(x); },
          [](long double x) { return math::constant::erfc(x); },
          {{-1, 1}, {-6, 28}, {20, 107}, {1e-320, 1, true}},
          {.in_float = 3, .in_double = 3, .in_long_double = 12});
}
