#include <cmath>

#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/gamma.hpp>

namespace math = ctgrad::math;
namespace tt = boost::test_tools;

BOOST_AUTO_TEST_CASE(digamma_at_known_points) {
    constexpr double euler = 0.57721566490153286;
    BOOST_TEST(math::digamma(1.0) == -euler, tt::tolerance(1e-15));
    BOOST_TEST(math::digamma(0.5) == -euler - 2 * std::log(2.0), tt::tolerance(1e-15));
    BOOST_TEST(math::digamma(2.0F) == static_cast<float>(1 - euler), tt::tolerance(1e-6F));
    BOOST_TEST(math::digamma(-0.5L) == 0.03648997397857652056L, tt::tolerance(1e-17L));
}

BOOST_AUTO_TEST_CASE(polygamma_is_the_derivative_of_digamma) {
    const double pi = std::acos(-1.0);
    BOOST_TEST(math::polygamma(0, 3.5) == math::digamma(3.5), tt::tolerance(1e-14));
    BOOST_TEST(math::polygamma(1, 1.0) == pi * pi / 6, tt::tolerance(1e-14));
    BOOST_TEST(math::polygamma(3, 0.5) == std::pow(pi, 4), tt::tolerance(1e-14));
    const double h = 1e-4;
    const double slope = (math::digamma(2.5 + h) - math::digamma(2.5 - h)) / (2 * h);
    BOOST_TEST(math::polygamma(1, 2.5) == slope, tt::tolerance(1e-8));
}

BOOST_AUTO_TEST_CASE(poles_do_not_throw) {
    static_assert(noexcept(math::digamma(0.0)));
    BOOST_TEST(std::isnan(math::digamma(0.0)));
    BOOST_TEST(std::isnan(math::polygamma(1, -2.0)));
}
