// What users write: the program of the design, with everything that it promises about it.

#include <array>
#include <cmath>
#include <span>

#include <boost/hana.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;  // also vector<"v", 3>, matrix<"W", 2, 3>
constexpr auto y = scalar<"y">;
constexpr auto f = sin(x) * exp(x * y) + 0.5_c * x;  // 2_c, 0.5_c: exact rationals inside the type

constexpr auto fx = diff(f, x);                  // an expression again; diff(f, x, y) repeats
static_assert(text(diff(x * x, x)) == "2 * x");  // text() is constexpr
constexpr double c = fx(x = 1.0, y = 2.0);       // the same in a constant expression

constexpr auto g = gradient(f, x, y);

constexpr auto W = matrix<"W", 2, 3>;
constexpr auto v = vector<"v", 3>;
constexpr auto b = vector<"b", 2>;
constexpr auto z = W * v + b;
constexpr auto J = 0.5_c * squared_norm(tanh(z));
constexpr auto H = hessian(f, x, y);

constexpr std::array weights{0.1, -0.2, 0.3, 0.4, 0.5, -0.6};
constexpr std::array input{1.0, 2.0, -1.0};
constexpr std::array bias{0.25, -0.5};

bool close(double found, double expected) { return std::abs(found - expected) < 1e-14; }

// Derivatives of f, by hand.
double f_x(double u, double w) {
    return std::cos(u) * std::exp(u * w) + w * std::sin(u) * std::exp(u * w) + 0.5;
}
double f_y(double u, double w) { return u * std::sin(u) * std::exp(u * w); }
double f_yy(double u, double w) { return u * u * std::sin(u) * std::exp(u * w); }

}  // namespace

BOOST_AUTO_TEST_CASE(derivative) {
    const double a = fx(x = 1.0, y = 2.0);  // every name bound once
    BOOST_TEST(close(a, f_x(1, 2)));
    BOOST_TEST(close(c, a));
    BOOST_TEST(fx(y = 2.0, x = 1.0) == a);  // in any order
    BOOST_TEST(close(diff(f, y, y)(x = 1.0, y = 2.0), f_yy(1, 2)));
    static_assert(std::is_same_v<decltype(diff(f, x, y)), decltype(diff(diff(f, x), y))>);
}

BOOST_AUTO_TEST_CASE(gradient_of_scalars) {
    BOOST_TEST(close(g[x](x = 1.0, y = 2.0), f_x(1, 2)));
    BOOST_TEST(close(g[y](x = 1.0, y = 2.0), f_y(1, 2)));
    const auto r = value_and_gradient(f, x, y)(x = 1.0, y = 2.0);
    BOOST_TEST(close(r.value, std::sin(1) * std::exp(2) + 0.5));
    BOOST_TEST(close(r.gradient[x], f_x(1, 2)));
    BOOST_TEST(close(r.gradient[y], f_y(1, 2)));
}

BOOST_AUTO_TEST_CASE(gradient_of_a_layer) {
    const auto q = value_and_gradient(J, W, b)(W = weights, v = input, b = bias);
    double value = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        double sum = bias[i];
        for (std::size_t j = 0; j < 3; ++j) sum += weights[3 * i + j] * input[j];
        const double h = std::tanh(sum), delta = h * (1 - h * h);
        value += 0.5 * h * h;
        BOOST_TEST(close(q.gradient[b][i], delta));
        for (std::size_t j = 0; j < 3; ++j)
            BOOST_TEST(
                close(q.gradient[W](static_cast<int>(i), static_cast<int>(j)), delta * input[j]));
    }
    BOOST_TEST(close(q.value, value));
}

BOOST_AUTO_TEST_CASE(bound_to_any_array) {
    const auto expected = J(W = weights, v = input, b = bias);
    const tensor<double, 2, 3> as_tensor{0.1, -0.2, 0.3, 0.4, 0.5, -0.6};
    const double nested[2][3] = {{0.1, -0.2, 0.3}, {0.4, 0.5, -0.6}};
    const double row[] = {1.0, 2.0, -1.0};
    const std::span<const double> view(input);
    BOOST_TEST(J(W = as_tensor, v = tensor<double, 3>{1.0, 2.0, -1.0}, b = bias) == expected);
    BOOST_TEST(J(W = nested, v = row, b = bias) == expected);
    BOOST_TEST(J(W = weights, v = view, b = bias) == expected);
    BOOST_CHECK_THROW(J(W = weights, v = view.first(2), b = bias), std::length_error);
}

BOOST_AUTO_TEST_CASE(second_derivatives) {
    BOOST_TEST(close(H[y][y](x = 1.0, y = 2.0), f_yy(1, 2)));
    static_assert(std::is_same_v<decltype(hessian(f, y)), decltype(diff(f, y, y))>);
    BOOST_TEST(close(H[x][y](x = 1.0, y = 2.0), H[y][x](x = 1.0, y = 2.0)));
}

BOOST_AUTO_TEST_CASE(jacobians) {
    static_assert(text(jacobian(z, v)) == "W");
    static_assert(text(jvp(z, v, v)) == "W * v");
    static_assert(text(vjp(z, v, b)) == "transpose(W) * b");
}

BOOST_AUTO_TEST_CASE(results) {
    const auto vector_result = (2_c * v)(v = input);
    static_assert(std::is_same_v<decltype(vector_result), const tensor<double, 3>>);
    static_assert(vector_result.size() == 3);
    BOOST_TEST(vector_result[2] == -2.0);
    BOOST_TEST(vector_result.data()[0] == *vector_result.begin());
    BOOST_TEST(vector_result.end() - vector_result.begin() == 3);
    const auto matrix_result = transpose(W)(W = weights);
    static_assert(std::is_same_v<decltype(matrix_result), const tensor<double, 3, 2>>);
    BOOST_TEST(matrix_result(2, 1) == -0.6);
}

BOOST_AUTO_TEST_CASE(integral_constants) {
    namespace hana = boost::hana;
    static_assert(std::is_same_v<decltype(hana::int_c<2> * x), decltype(2_c * x)>);
    static_assert(std::is_same_v<decltype(x - hana::int_c<2>), decltype(x - 2_c)>);
    static_assert(std::is_same_v<decltype(hana::long_c<1> / x), decltype(1_c / x)>);
    static_assert(std::is_same_v<decltype(x < hana::int_c<0>), decltype(x < 0_c)>);
    static_assert(std::is_same_v<decltype(hana::int_c<0> >= x), decltype(x <= 0_c)>);
    static_assert(std::is_same_v<decltype(pow(x, hana::int_c<3>)), decltype(x * x * x)>);
    static_assert(std::is_same_v<decltype(element(v, hana::size_c<1>)), decltype(element<1>(v))>);
    using three = std::integral_constant<long, 3>;
    static_assert(std::is_same_v<decltype(x + three{}), decltype(x + 3_c)>);
    static_assert(std::is_same_v<decltype(max(x, three{})), decltype(max(x, 3_c))>);
}
