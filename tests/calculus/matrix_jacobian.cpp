#include <array>

#include <ctgrad/calculus/matrix_jacobian.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 3, 3>;
constexpr auto B = matrix<"B", 2, 3>;
constexpr auto b = vector<"b", 3>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(softmax_and_its_relatives) {
    constexpr auto s = softmax(v);
    static_assert(same(jacobian(s, v), diagonal(s) - outer(s, s)));
    static_assert(same(hessian(log_sum_exp(v), v), diagonal(s) - outer(s, s)));
    static_assert(same(hessian(log_sum_exp(v), v) * b, hadamard(s, b) - dot(s, b) * s));
    constexpr auto p = softmax(A * v + b);
    static_assert(
        same(hessian(log_sum_exp(A * v + b), v),
             transpose(A) * (diagonal(p) * A) - outer(transpose(A) * p, transpose(A) * p)));
}

BOOST_AUTO_TEST_CASE(entry_by_entry) {
    static_assert(same(jacobian(sin(v), v), diagonal(cos(v))));
    static_assert(same(jacobian(x * v, v), x * jacobian(v, v)));
    static_assert(same(hessian(sum(cos(v)), v), -diagonal(cos(v))));
    static_assert(same(jacobian(tanh(A * v + b), v), diagonal(1_c - square(tanh(A * v + b))) * A));
    static_assert(
        same(jacobian(hadamard(sin(v), cos(v)), v), diagonal(square(cos(v)) - square(sin(v)))));
}

BOOST_AUTO_TEST_CASE(with_scalars_of_the_variable) {
    static_assert(same(hessian(squared_norm(v), v), 2_c * jacobian(v, v)));
    static_assert(same(jacobian(v / norm(v), v),
                       jacobian(v, v) / norm(v) - outer(v, v) / pow(squared_norm(v), 1.5_c)));
}

BOOST_AUTO_TEST_CASE(values) {
    const std::array at{0.3, -0.6, 0.9};
    const std::array a{0.1, 0.2, -0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9};
    const double c[2][3] = {{1, -1, 2}, {0.5, 0.25, -1}};
    constexpr auto f = B * tanh(A * v / norm(v)) + softmax(B * solve(A, v));
    const auto whole = jacobian(f, v)(v = at, A = a, B = c);
    const auto row = diff(element<0>(f), v)(v = at, A = a, B = c);
    const auto other = diff(element<1>(f), v)(v = at, A = a, B = c);
    for (int j = 0; j < 3; ++j) {
        BOOST_TEST(whole(0, j) == row[static_cast<unsigned>(j)],
                   boost::test_tools::tolerance(1e-12));
        BOOST_TEST(whole(1, j) == other[static_cast<unsigned>(j)],
                   boost::test_tools::tolerance(1e-12));
    }
}
