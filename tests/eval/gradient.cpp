#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/gradient.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(value_and_gradient_agree_with_their_parts) {
    constexpr auto f = x * x * y + sin(y);
    constexpr auto both = value_and_gradient(f, x, y);
    const auto r = both(x = 3.0, y = 0.5);
    BOOST_TEST(r.value == f(x = 3.0, y = 0.5));
    BOOST_TEST(r.gradient[x] == 3.0);
    BOOST_TEST(r.gradient[x] == diff(f, x)(x = 3.0, y = 0.5));
    BOOST_TEST(r.gradient[y] == both.gradient[y](x = 3.0, y = 0.5));
}

BOOST_AUTO_TEST_CASE(derivatives_have_the_shape_of_their_variable) {
    constexpr auto f = squared_norm(W * v);
    const auto g = gradient(f, W, v)(W = {{1., 0., 2.}, {0., 3., 0.}}, v = {1., 1., 1.});
    static_assert(std::is_same_v<decltype(g[W]), const tensor<double, 2, 3>&>, "a matrix");
    static_assert(std::is_same_v<decltype(g[v]), const tensor<double, 3>&>, "a vector");
    BOOST_TEST(g[W](0, 2) == 6);  // 2 (W v) v^T
    BOOST_TEST(g[v][1] == 18);    // 2 W^T W v
}

BOOST_AUTO_TEST_CASE(a_variable_that_does_not_occur_has_derivative_zero) {
    constexpr auto g = gradient(x * x, x, v);
    static_assert(std::is_same_v<decltype(g[x]), decltype(2_c * x)>, "an expression");
    const auto values = g(x = 1.0);
    BOOST_TEST(values[v][2] == 0);
}

BOOST_AUTO_TEST_CASE(gradients_are_constants_of_constant_points) {
    constexpr auto r = value_and_gradient(x * x * y, x, y)(x = 2.0, y = 3.0);
    static_assert(r.value == 12 && r.gradient[x] == 12 && r.gradient[y] == 4, "while compiling");
    BOOST_TEST(r.value == 12);
}
