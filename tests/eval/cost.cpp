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

static_assert(cost<float>(W * v).bytes_written == 2 * 4, "in another number type");
static_assert(cost<float>(gradient(euler3, x, y)).arena_bytes * 2 ==
                  cost(gradient(euler3, x, y)).arena_bytes,
              "of a gradient as well");

constexpr auto valley = square(1_c - x) + 100_c * square(y - square(x));
constexpr auto second = cost(hessian(valley, x, y));
static_assert(second.operations > 0 && second.functions == 0, "a Hessian of a polynomial");
static_assert(second.bytes_written >= 3 * 8, "its entries are written");
static_assert(second.operations == second.additions + second.multiplications + second.divisions +
                                       second.comparisons + second.functions,
              "the sum of its parts");

BOOST_AUTO_TEST_CASE(a_gradient_alone_does_not_pay_for_the_value) {
    constexpr auto f = x * x + sin(y);
    BOOST_TEST(cost(gradient(f, x, y)).operations < cost(value_and_gradient(f, x, y)).operations);
}
