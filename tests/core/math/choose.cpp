#include <ctgrad/core/math/choose.hpp>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

using ctgrad::math::choose;

BOOST_AUTO_TEST_CASE(either) {
    static_assert(choose(1 < 2, 3, 4) == 3 && choose(2 < 1, 3.5, 4.5) == 4.5);
    using number = boost::multiprecision::cpp_bin_float_50;
    BOOST_TEST(choose(true, number(1) / 3, number(2)) == number(1) / 3);
}
