#include <cmath>
#include <limits>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/evaluate.hpp>

namespace math = ctgrad::math;
using math::constant::narrow;

namespace {

using single = std::numeric_limits<float>;

// The face that was chosen shows in the value.
constexpr double chosen(double x) {
    return math::detail::evaluate([](auto) { return 1.0L; }, [](auto) { return 2.0; }, x);
}

}  // namespace

static_assert(math::native<long double> && !math::native<int>);
static_assert(math::real<float> && math::real<boost::multiprecision::cpp_bin_float_50>);
static_assert(!math::real<int> && !math::real<bool>);

static_assert(narrow<float>(0.1L) == 0.1F);
static_assert(narrow<float>(1e39L) == single::infinity());
static_assert(narrow<float>(-1e39L) == -single::infinity());
static_assert(narrow<float>(0x1.fffffefp127L) == single::max());  // below the midpoint
static_assert(narrow<float>(0x1.ffffffp127L) == single::infinity());
static_assert(narrow<float>(1e-50L) == 0);
static_assert(math::isnan(narrow<float>(math::constant::not_a_number)));

BOOST_AUTO_TEST_CASE(constant_expressions_and_run_time_take_different_ways) {
    constexpr double at_compile_time = chosen(0);
    double zero = 0;
    const double at_run_time = chosen(zero += 0);
    BOOST_TEST(at_compile_time == 1);
    BOOST_TEST(at_run_time == 2);
}

BOOST_AUTO_TEST_CASE(narrow_rounds_as_the_processor_does) {
    const float largest = single::max();
    for (const long double x : {1 / 3.0L, -1e-40L, 1e-46L, 1e38L, -3.3e38L, 1.0L * largest}) {
        BOOST_TEST(narrow<float>(x) == static_cast<float>(x));
    }
}

BOOST_AUTO_TEST_CASE(isnan_for_any_type) {
    using wide = boost::multiprecision::cpp_bin_float_50;
    BOOST_TEST(math::isnan(std::nan("")));
    BOOST_TEST(!math::isnan(HUGE_VAL));
    BOOST_TEST(math::isnan(std::numeric_limits<wide>::quiet_NaN()));
    BOOST_TEST(!math::isnan(wide(1)));
}
