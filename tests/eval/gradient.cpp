#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/gradient.hpp>

#include <cmath>

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

namespace {

struct waves {
    template <int I> static constexpr auto term() {
        constexpr std::integral_constant<int, I + 1> k{};
        return sin(k * x) * cos(y / k);
    }
};

template <int From, int To> constexpr auto sum_of_waves() {
    if constexpr (To - From == 1) return waves::term<From>();
    else return sum_of_waves<From, (From + To) / 2>() + sum_of_waves<(From + To) / 2, To>();
}

}  // namespace

// More nodes than one stage of the sweep takes.
BOOST_AUTO_TEST_CASE(a_gradient_in_stages) {
    constexpr auto f = sum_of_waves<0, 150>();
    using pass = decltype(gradient(f, x, y))::pass;
    static_assert(pass::in_stages && detail::last_stage<pass>() > 1);
    const auto g = gradient(f, x, y)(x = 0.3, y = 0.7);
    double by_x = 0, by_y = 0;
    for (int k = 1; k <= 150; ++k) {
        by_x += k * std::cos(k * 0.3) * std::cos(0.7 / k);
        by_y -= std::sin(k * 0.3) * std::sin(0.7 / k) / k;
    }
    BOOST_TEST(g[x] == by_x, boost::test_tools::tolerance(1e-13));
    BOOST_TEST(g[y] == by_y, boost::test_tools::tolerance(1e-13));
}
