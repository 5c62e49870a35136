#include <ctgrad/plan/number_rules.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;

/// An angle by its vector, of which its sine and cosine are taken.
constexpr auto angle = norm(v);
constexpr auto turned = sin(angle) / angle + (1_c - cos(angle)) / square(angle) * x;

}  // namespace

static_assert(cost(value_and_gradient(turned, v)).divisions == 2, "1 / angle, 1 / angle^2");
static_assert(cost(value_and_gradient(turned, v)).functions == 3, "one root, sine and cosine");

BOOST_AUTO_TEST_CASE(value_and_gradient_of_an_angle) {
    const double numbers[] = {0.3, -0.2, 0.4}, s = std::sqrt(0.29);
    const auto r = value_and_gradient(turned, v)(v = numbers, x = 0.5);
    const double by_angle = std::cos(s) / s - std::sin(s) / (s * s) +
                            0.5 * (std::sin(s) / (s * s) - 2 * (1 - std::cos(s)) / (s * s * s));
    BOOST_TEST(r.value == std::sin(s) / s + 0.5 * (1 - std::cos(s)) / (s * s),
               boost::test_tools::tolerance(1e-15));
    for (std::size_t i = 0; i < 3; ++i)
        BOOST_TEST(r.gradient[v][i] == by_angle * numbers[i] / s,
                   boost::test_tools::tolerance(1e-13));
}
