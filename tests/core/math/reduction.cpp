#include <cmath>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/reduction.hpp>

using namespace ctgrad::math::constant;
using wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<400>>;

namespace {

/// The relative error of the rest, where the multiple of pi / 2 is known.
double error(long double x) {
    static const wide half_pi = 2 * atan(wide(1));
    const auto [quadrant, rest] = reduce_by_half_pi(x);
    const wide multiple = round(wide(x) / half_pi);
    const wide expected = wide(x) - multiple * half_pi;
    const wide found = wide(rest.high) + rest.low;
    BOOST_TEST((fmod(multiple, wide(4)) == quadrant % 4));
    return static_cast<double>(abs(found / expected - 1));
}

}  // namespace

static_assert(reduce_by_half_pi(0.5L).rest.high == 0.5L);
static_assert(reduce_by_half_pi(1.5L).quadrant == 1);
static_assert(can_reduce(1e308L) && !can_reduce(infinity) && !can_reduce(not_a_number));

BOOST_AUTO_TEST_CASE(the_rest_has_all_digits) {
    for (long double x = 0.8L; can_reduce(x); x *= 1.37L) {
        BOOST_TEST(error(x) < limits::epsilon() / 100);
        BOOST_TEST(error(std::floor(x) + 1) < limits::epsilon() / 100);
    }
}

BOOST_AUTO_TEST_CASE(arguments_closest_to_multiples) {
    BOOST_TEST(error(0x1.6ac5b262ca1ffp+849L) < limits::epsilon() / 100);  // the worst double
    BOOST_TEST(error(1.5707963267948966L) < limits::epsilon() / 100);
    BOOST_TEST(error(pi.high) < limits::epsilon() / 100);
    BOOST_TEST(error(1e6L * pi.high) < limits::epsilon() / 100);
}
