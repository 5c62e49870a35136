#include <array>

#include <ctgrad/expr/jacobian.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(jacobians) {
    static_assert(same(jacobian(A * v, v), matrix<"A", 2, 3>));
    static_assert(same(jacobian(x * y, x), y));
    static_assert(same(jacobian(x * v, x), vector<"v", 3>));
    static_assert(same(jacobian(dot(v, v), v), 2_c * v));
    static_assert(jacobian(v, v).extent() == matrix_shape(3, 3));
    BOOST_TEST((jacobian(v, v)() == tensor<double, 3, 3>{1, 0, 0, 0, 1, 0, 0, 0, 1}));
}

BOOST_AUTO_TEST_CASE(rows_are_outputs) {
    constexpr auto f = concat(element<0>(v) * element<1>(v), x * element<2>(v));
    const auto J = jacobian(f, v)(v = std::array{2.0, 3.0, 5.0}, x = 7.0);
    BOOST_TEST((J == tensor<double, 2, 3>{3, 2, 0, 0, 0, 7}));
}

BOOST_AUTO_TEST_CASE(by_columns_where_these_are_fewer) {
    constexpr auto B = matrix<"B", 3, 2>;
    constexpr auto u = vector<"u", 2>;
    static_assert(same(jacobian(B * u, u), B));
    constexpr auto f = concat(concat(square(element<0>(u)), sin(element<1>(u))), 3_c * u);
    const auto J = jacobian(f, u)(u = std::array{2.0, 0.0});
    BOOST_TEST((J == tensor<double, 4, 2>{4, 0, 0, 1, 3, 0, 0, 3}));
}

BOOST_AUTO_TEST_CASE(of_affine_functions_as_in_the_textbook) {
    constexpr auto S = matrix<"S", 3, 3>;
    static_assert(
        same(jacobian(S * v + transpose(S) * v + x * v, v), S + transpose(S) + x * jacobian(v, v)));
    static_assert(
        same(jacobian(x * (A * (S * v)) + A * sin(concat(x, concat(x, x))), v), x * (A * S)));
    static_assert(same(element<0, 1>(jacobian(v, v)), 0_c));
    static_assert(same(element<1, 1>(jacobian(v, v)), 1_c));
}

BOOST_AUTO_TEST_CASE(zeros_are_known_while_compiling) {
    constexpr auto f = concat(element<0>(v) * element<1>(v), x * element<2>(v));
    constexpr auto J = jacobian(f, v);
    static_assert(same(element<0, 2>(J), 0_c) && same(element<1, 0>(J), 0_c));
    static_assert(same(element<1, 2>(J), x));
    constexpr auto tall = jacobian(sin(concat(v, v)), v);
    static_assert(same(element<3, 1>(tall), 0_c) && !same(element<4, 1>(tall), 0_c));
}
