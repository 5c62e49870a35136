#include <ctgrad/plan/scalar_factors.hpp>

#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto t = scalar<"t">;
constexpr auto u = vector<"u", 50>;
constexpr auto v = vector<"v", 50>;
constexpr auto A = matrix<"A", 6, 7>;

constexpr auto twice = value_and_gradient(3_c * s * squared_norm(u), u);

}  // namespace

static_assert(cost(3_c * s * u).operations == 51);
static_assert(cost(-(s * exp(u))).operations == 2 * 50 + 1, "the scalar is negated");
static_assert(cost(2_c * sum(s * A)).operations == cost(sum(A)).operations + 2);
static_assert(cost(twice).operations == cost(squared_norm(u)).operations + 2 + 51);
// What has another use is there anyway.
static_assert(cost(dot(s * u, v) + sum(2_c * exp(s * u))).operations <=
              cost(s * u).operations + cost(dot(u, v)).operations +
                  cost(2_c * sum(exp(u))).operations + 1);

BOOST_AUTO_TEST_CASE(values) {
    std::vector<double> numbers(50);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i) - 20;
    const auto y = (-0.5_c * s * u)(u = numbers, s = 3.0);
    const auto negated = (-(s * t * u))(u = numbers, s = 3.0, t = 0.5);
    const auto entrywise = (s * hadamard(u, v))(u = numbers, v = numbers, s = -0.5);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        BOOST_TEST(y[i] == -1.5 * numbers[i]);
        BOOST_TEST(negated[i] == -1.5 * numbers[i]);
        BOOST_TEST(entrywise[i] == -0.5 * numbers[i] * numbers[i]);
    }
}
