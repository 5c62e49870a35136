#include <ctgrad/plan/shared_powers.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto u = scalar<"u">;
constexpr auto quotients = sin(x / u) + cos(y / u) + exp(1_c / square(u));
constexpr auto powers = sin(sqrt(u)) + cos(1_c / sqrt(u)) + exp(u * sqrt(u)) + log(x / sqrt(u));

}  // namespace

static_assert(cost(quotients).divisions == 1, "one reciprocal");
static_assert(cost(powers).divisions == 1 && cost(powers).functions == 5, "one root");
static_assert(cost(x / u).divisions == 1 && cost(x / u).multiplications == 0);

BOOST_AUTO_TEST_CASE(values_stay) {
    const auto close = boost::test_tools::tolerance(1e-15);
    const double a = 0.7, b = -1.3, c = 2.9, root = std::sqrt(c);
    BOOST_TEST(quotients(x = a, y = b, u = c) ==
                   std::sin(a / c) + std::cos(b / c) + std::exp(1 / (c * c)),
               close);
    BOOST_TEST(powers(x = a, u = c) ==
                   std::sin(root) + std::cos(1 / root) + std::exp(c * root) + std::log(a / root),
               close);
}

// 1 / sqrt(0) and 1 / 0 are infinite as they would be one by one; of a negative number only roots
// are NaN.
BOOST_AUTO_TEST_CASE(outside_of_the_domain) {
    constexpr auto roots =
        concat(1_c / sqrt(u), u * sqrt(u), 1_c / (u * sqrt(u)), 1_c / u, 1_c / square(u));
    const auto at_zero = roots(u = 0.0);
    BOOST_TEST((std::isinf(at_zero[0]) && at_zero[1] == 0 && std::isinf(at_zero[2])));
    BOOST_TEST((std::isinf(at_zero[3]) && std::isinf(at_zero[4])));
    const auto below = roots(u = -2.0);
    BOOST_TEST((std::isnan(below[0]) && std::isnan(below[1]) && std::isnan(below[2])));
    BOOST_TEST((below[3] == -0.5 && below[4] == 0.25));
}
