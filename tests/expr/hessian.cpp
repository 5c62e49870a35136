#include <array>

#include <ctgrad/expr/hessian.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto t = vector<"t", 3>;
constexpr auto A = matrix<"A", 3, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(of_quadratic_forms_as_in_the_textbook) {
    constexpr auto b = vector<"b", 3>;
    static_assert(same(hessian(dot(v, A * v), v), A + transpose(A)));
    static_assert(same(hessian(squared_norm(A * v - b), v), 2_c * transpose(A) * A));
    static_assert(same(hessian(dot(v, A * t), v, t)[v][t], A));
    static_assert(same(hessian(dot(v, A * t), v, t)[t][v], transpose(A)));
}

BOOST_AUTO_TEST_CASE(hessian_times_vector) {
    static_assert(same(hessian_vector_product(pow(x, 3_c), x, y), 6_c * x * y));
    static_assert(same(hessian_vector_product(squared_norm(v), v, t), 2_c * t));
    static_assert(same(hessian_vector_product(sum(sin(v)), v, t), -hadamard(sin(v), t)));
    static_assert(hessian_vector_product(sum(v), v, t).extent() == vector_shape(3));
}

// The counted operations of a product, over those of the gradient.
template <class F, class X, class Tangent> constexpr double relative_cost(F f, X at,
                                                                          Tangent along) {
    return static_cast<double>(cost(hessian_vector_product(f, at, along)).operations) /
           static_cast<double>(cost(gradient(f, at)).operations);
}
constexpr auto layers = tanh(A * tanh(A * v));
static_assert(relative_cost(squared_norm(layers), v, t) <= 2.5);
static_assert(relative_cost(squared_norm(layers), A, matrix<"T", 3, 3>) <= 2.5);
static_assert(relative_cost(log_sum_exp(A * sin(v)), v, t) <= 2.5);
static_assert(relative_cost(square(dot(v, v)), v, t) <= 2.5);
static_assert(relative_cost(dot(v, A* v), v, t) <= 2.5);

BOOST_AUTO_TEST_CASE(is_the_hessian_times_the_vector) {
    constexpr auto f = log_sum_exp(A * sin(v)) + pow(dot(v, v), 2_c);
    const std::array a{0.1, 0.2, -0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9};
    const std::array at{0.3, 0.6, -0.9}, along{1.0, -2.0, 0.5};
    const auto product = hessian_vector_product(f, v, t)(A = a, v = at, t = along);
    const auto full = (hessian(f, v) * t)(A = a, v = at, t = along);
    for (std::size_t i = 0; i < 3; ++i)
        BOOST_TEST(product[i] == full[i], boost::test_tools::tolerance(1e-13));
}
