#include <ctgrad/core/math/standard.hpp>

#include <cmath>
#include <limits>
#include <tuple>
#include <type_traits>

#include <boost/test/unit_test.hpp>

namespace standard = ctgrad::math::standard;

using natives = std::tuple<float, double, long double>;

BOOST_AUTO_TEST_CASE_TEMPLATE(the_functions_of_the_c_library, T, natives) {
    for (const T x : {T(0.1), T(0.3), T(0.75)}) {
        BOOST_TEST(standard::exp(x) == std::exp(x));
        BOOST_TEST(standard::log1p(x) == std::log1p(x));
        BOOST_TEST(standard::atanh(x) == std::atanh(x));
        BOOST_TEST(standard::erfc(x) == std::erfc(x));
        BOOST_TEST(standard::tgamma(x) == std::tgamma(x));
        BOOST_TEST(standard::cbrt(x) == std::cbrt(x));
        BOOST_TEST(standard::atan2(x, T(2)) == std::atan2(x, T(2)));
        BOOST_TEST(standard::pow(x, T(3)) == std::pow(x, T(3)));
        BOOST_TEST(standard::abs(-x) == x);
        BOOST_TEST(standard::floor(-x) == T(-1));
        static_assert(std::is_same_v<decltype(standard::hypot(x, x)), T>);
    }
    BOOST_TEST(standard::isnan(std::numeric_limits<T>::quiet_NaN()));
    BOOST_TEST(!standard::isnan(std::numeric_limits<T>::infinity()));
}
