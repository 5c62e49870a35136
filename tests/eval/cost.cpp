#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/cost.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

namespace {

template <class F, class... X> constexpr bool cheap(F f, X... variables) {
    return cost(value_and_gradient(f, variables...)).operations <= 3 * cost(f).operations;
}

constexpr auto step_size = 0.1_c;
constexpr auto euler1 = x + step_size * sin(x * y);
constexpr auto euler2 = euler1 + step_size * sin(euler1 * y);
constexpr auto euler3 = euler2 + step_size * sin(euler2 * y);

}  // namespace

static_assert(cheap(x * y + sin(x), x, y), "a few operations");
static_assert(cheap(sin(x) * exp(x * y) + 0.5_c * x, x, y), "the example of the README");
static_assert(cheap(prod(v), v), "a product of variables");
static_assert(cheap(0.5_c * squared_norm(tanh(W * v)), W, v), "a layer");
static_assert(cheap(log_sum_exp(W * v), W, v), "cross-entropy's denominator");
static_assert(cheap(euler3, x, y), "steps of Euler's method");
static_assert(cheap(mean(square(W * v)), W), "a mean squared error");

BOOST_AUTO_TEST_CASE(a_gradient_alone_does_not_pay_for_the_value) {
    constexpr auto f = x * x + sin(y);
    BOOST_TEST(cost(gradient(f, x, y)).operations < cost(value_and_gradient(f, x, y)).operations);
}
