#include <array>

#include <ctgrad/calculus/operations/linear.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr auto B = matrix<"B", 3, 3>;

template <class U, class V> constexpr bool same(U, V) { return std::is_same_v<U, V>; }

}  // namespace

BOOST_AUTO_TEST_CASE(factors_move_out) {
    static_assert(same(A * (2_c * v), 2_c * A * v));
    static_assert(same(outer(2_c * v, 0.5_c * w), outer(v, w)));
    static_assert(same(transpose(-A), -transpose(A)));
    static_assert(same((0_c * A) * v, 0_c * (A * v)));
}

BOOST_AUTO_TEST_CASE(transposed) {
    static_assert(same(transpose(transpose(A)), A));
    static_assert(same(transpose(A * B), transpose(B) * transpose(A)));
    static_assert(same(transpose(outer(v, w)), outer(w, v)));
    static_assert(same(transpose(x), x));
    static_assert(transpose(v).extent() == matrix_shape(1, 3));
    static_assert(transpose(transpose(v)).extent() == matrix_shape(3, 1));
}

BOOST_AUTO_TEST_CASE(products_associate_to_the_cheaper_side) {
    static_assert(same((A * B) * v, A * (B * v)));
    static_assert(same(outer(v, w) * v, dot(v, w) * v));
}

BOOST_AUTO_TEST_CASE(diagonals) {
    static_assert(same(diagonal(diagonal(v)), v));
    static_assert(same(diagonal(v) * w, hadamard(v, w)));
    static_assert(same(diagonal(outer(v, w)), hadamard(v, w)));
    static_assert(same(trace(outer(v, w)), dot(v, w)));
    static_assert(same(diff(trace(outer(v, v)), v), 2_c * v));
    static_assert(same(diff(trace(B * transpose(B)), B), 2_c * B));
    static_assert(same(diff(trace(B), v), 0_c * v));
    static_assert(diagonal(A).extent() == vector_shape(2));
}

BOOST_AUTO_TEST_CASE(outer_products_are_not_formed_for_a_product) {
    constexpr auto C = matrix<"C", 3, 4>;
    constexpr auto u = vector<"u", 2>;
    static_assert(same(outer(u, v) * C, outer(u, transpose(C) * v)));
    static_assert(same(A * outer(v, u), outer(A * v, u)));
    static_assert(same(outer(u, v) * outer(v, u), outer(u, dot(v, v) * u)));
}

BOOST_AUTO_TEST_CASE(sums_of_products_cost_less_to_differentiate) {
    constexpr auto M = matrix<"M", 64, 96>;
    constexpr auto N = matrix<"N", 96, 80>;
    constexpr auto product = sum(M * N);
    static_assert(5 * cost(gradient(product, M, N)).operations < cost(product).operations);
    constexpr auto C = matrix<"C", 3, 2>;
    const double a[2][3] = {{1, 2, 3}, {4, 5, 6}}, c[3][2] = {{1, 2}, {3, 4}, {5, 6}};
    const auto g = gradient(sum(A * C), A, C)(A = a, C = c);
    BOOST_TEST((g[A] == tensor<double, 2, 3>{3, 7, 11, 3, 7, 11}));
    BOOST_TEST((g[C] == tensor<double, 3, 2>{5, 5, 7, 7, 9, 9}));
}

BOOST_AUTO_TEST_CASE(values) {
    const std::array a{1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    const std::array b{1.0, 0.0, -1.0};
    BOOST_TEST(((A * v)(A = a, v = b) == tensor<double, 2>{-2, -2}));
    BOOST_TEST(((A * transpose(A))(A = a) == tensor<double, 2, 2>{14, 32, 32, 77}));
    BOOST_TEST((outer(A * v, v)(A = a, v = b) == tensor<double, 2, 3>{-2, 0, 2, -2, 0, 2}));
    BOOST_TEST((diagonal(A)(A = a) == tensor<double, 2>{1, 5}));
    BOOST_TEST((diagonal(v)(v = b) == tensor<double, 3, 3>{1, 0, 0, 0, 0, 0, 0, 0, -1}));
    BOOST_TEST(((transpose(v) * transpose(A))(A = a, v = b) == tensor<double, 1, 2>{-2, -2}));
}

BOOST_AUTO_TEST_CASE(one_by_one) {
    constexpr auto C = matrix<"C", 1, 1>;
    constexpr auto u = vector<"u", 1>;
    const std::array three{3.0}, four{4.0};
    BOOST_TEST((C * u)(C = three, u = four)[0] == 12.0);
    BOOST_TEST((C * C)(C = three)(0, 0) == 9.0);
    BOOST_TEST(trace(C)(C = three) == 3.0);
    BOOST_TEST(diff(sum(C * u), C)(u = four)(0, 0) == 4.0);
    BOOST_TEST(element(transpose(C) * C, 0_c, 0_c)(C = three) == 9.0);
    BOOST_TEST(diff(trace(C * C), C)(C = three)(0, 0) == 6.0);
}
