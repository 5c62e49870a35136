#include <cmath>
#include <random>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/double_word.hpp>

using namespace ctgrad::math::constant;
using wide = boost::multiprecision::cpp_bin_float_100;

namespace {

wide exact(double_word x) { return wide(x.high) + x.low; }

/// The relative error of x in units of the square of epsilon.
double error(double_word x, const wide& expected) {
    const wide epsilon = limits::epsilon();
    return static_cast<double>(abs(exact(x) / expected - 1) / (epsilon * epsilon));
}

}  // namespace

static_assert(two_sum(1, limits::epsilon() / 8).low == limits::epsilon() / 8);
static_assert(two_product(3, 5).high == 15 && two_product(3, 5).low == 0);

BOOST_AUTO_TEST_CASE(arithmetic_has_twice_the_digits) {
    std::mt19937_64 random;
    std::uniform_real_distribution<long double> number(0.5L, 1000);
    for (int i = 0; i < 2000; ++i) {
        const double_word a = two_sum(number(random), number(random) * limits::epsilon() / 4000);
        const double_word b = two_sum(number(random), number(random) * limits::epsilon() / 4000);
        BOOST_TEST((exact(two_sum(a.high, b.high)) == wide(a.high) + b.high));
        BOOST_TEST((exact(two_product(a.high, b.high)) == wide(a.high) * b.high));
        BOOST_TEST(error(a + b, exact(a) + exact(b)) < 4);
        BOOST_TEST(error(a + b.high, exact(a) + b.high) < 4);
        BOOST_TEST(error(a * b, exact(a) * exact(b)) < 8);
        BOOST_TEST(error(a * b.high, exact(a) * b.high) < 8);
        BOOST_TEST(error(a / b, exact(a) / exact(b)) < 8);
    }
}

BOOST_AUTO_TEST_CASE(constants_have_53_digits_more) {
    BOOST_TEST(error(pi, 4 * atan(wide(1))) < 0x1p-53L / limits::epsilon());
    BOOST_TEST(error(ln_2, log(wide(2))) < 0x1p-53L / limits::epsilon());
}
