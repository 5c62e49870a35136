#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/exponential.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::exp(0.0) == 1);
static_assert(math::exp(1.0F) == 2.71828182845904523536F);
static_assert(math::exp(1000.0) == infinity);
static_assert(math::exp(-1000.0) == 0);
static_assert(math::exp(-745.0) == std::numeric_limits<double>::denorm_min());
static_assert(math::expm1(1e-20) == 1e-20);
static_assert(math::exp2(-1074.0) == std::numeric_limits<double>::denorm_min());
static_assert(noexcept(math::exp(1.0)) && noexcept(math::exp(1.0L)));

BOOST_AUTO_TEST_CASE(exp_agrees_with_std) {
    agree([](auto x) { return math::exp(x); }, [](long double x) { return math::constant::exp(x); },
          {{-1, 1}, {-750, 712}, {-11400, 11400}, {1e-320, 1, true}});
}

BOOST_AUTO_TEST_CASE(expm1_agrees_with_std) {
    agree([](auto x) { return math::expm1(x); },
          [](long double x) { return math::constant::expm1(x); },
          {{-1, 1}, {-50, 720}, {-1e-320, -50, true}, {1e-320, 1, true}}, {.in_long_double = 5});
}

BOOST_AUTO_TEST_CASE(exp2_agrees_with_std) {
    agree([](auto x) { return math::exp2(x); },
          [](long double x) { return math::constant::exp2(x); },
          {{-1, 1}, {-1080, 1025}, {-16450, 16390}, {1e-320, 1, true}});
}
