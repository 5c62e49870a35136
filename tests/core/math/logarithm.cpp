#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/logarithm.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
using ctgrad_test::agree;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

static_assert(math::log(1.0) == 0);
static_assert(math::log(0.0) == -infinity);
static_assert(math::isnan(math::log(-1.0)));
static_assert(math::log(10.0) == 2.3025850929940457);
static_assert(math::log1p(1e-20) == 1e-20);
static_assert(math::log2(8.0F) == 3 && math::log2(0x1p-1074) == -1074);
static_assert(math::log10(1e15) == 15);

BOOST_AUTO_TEST_CASE(log_agrees_with_std) {
    agree([](auto x) { return math::log(x); }, [](long double x) { return math::constant::log(x); },
          {{1e-320, 1e308, true}, {0.9, 1.1}, {0, 20}});
}

BOOST_AUTO_TEST_CASE(log1p_agrees_with_std) {
    agree([](auto x) { return math::log1p(x); },
          [](long double x) { return math::constant::log1p(x); },
          {{1e-320, 1e308, true}, {-1e-320, -1, true}, {-0.5, 1}, {-1, -0.9}});
}

BOOST_AUTO_TEST_CASE(log2_agrees_with_std) {
    agree([](auto x) { return math::log2(x); },
          [](long double x) { return math::constant::log2(x); }, {{1e-320, 1e308, true}, {0.5, 2}});
}

BOOST_AUTO_TEST_CASE(log10_agrees_with_std) {
    agree([](auto x) { return math::log10(x); },
          [](long double x) { return math::constant::log10(x); }, {{1e-320, 1e308, true}, {0.5, 2}},
          {.in_float = 2, .in_double = 2});
}
