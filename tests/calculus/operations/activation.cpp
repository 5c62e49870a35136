#include <ctgrad/calculus/operations/activation.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(relu(x), x), 0_c < x));
    static_assert(same(diff(softplus(x), x), sigmoid(x)));
    static_assert(same(diff(sigmoid(x), x), sigmoid(x) * sigmoid(-x)));
    static_assert(same(diff(leaky_relu(x), x), select(0_c < x, 1_c, 0.01_c)));
    static_assert(same(diff(leaky_relu(x, y), y), select(0_c < x, 0_c, x)));
    static_assert(same(diff(elu(x), x), exp(select(0_c < x, 0_c, x))));
    static_assert(same(diff(hard_tanh(x), x), (-1_c < x) * (x < 1_c)));
}

BOOST_AUTO_TEST_CASE(no_overflow) {
    using namespace operations;
    static_assert(sigmoid::value(-800.0) == 0 && sigmoid::value(800.0) == 1);
    static_assert(softplus::value(800.0) == 800 && softplus::value(-800.0) == 0);
    static_assert(operations::elu::value(-800.0) == -1);
}

BOOST_AUTO_TEST_CASE(derivatives_of_elu_where_exp_overflows) {
    static_assert(diff(elu(x), x)(x = 800.0) == 1 && diff(elu(x), x, x)(x = 800.0) == 0);
    static_assert(diff(elu(x), x)(x = 0.0) == 1 && diff(elu(x), x, x)(x = 0.0) == 1);
    static_assert(diff(elu(x), x)(x = -700.0) > 0);
}

BOOST_AUTO_TEST_CASE(infinities) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(sigmoid(x)(x = infinity) == 1.0);
    BOOST_TEST(softplus(x)(x = infinity) == infinity);
    BOOST_TEST(relu(x)(x = -infinity) == 0.0);
    BOOST_TEST(hard_tanh(x)(x = -infinity) == -1.0);
}
