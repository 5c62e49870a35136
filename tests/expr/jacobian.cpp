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

BOOST_AUTO_TEST_CASE(hessians) {
    constexpr auto f = square(x) * y + exp(y);
    constexpr auto H = hessian(f, x, y);
    static_assert(same(H[x][x], 2_c * y));
    static_assert(same(H[x][y], 2_c * x) && same(H[y][x], 2_c * x));
    static_assert(same(H[y][y], exp(y)));
    static_assert(same(hessian(f, x), 2_c * y));
}

BOOST_AUTO_TEST_CASE(blocks_of_a_hessian) {
    constexpr auto H = hessian(x * squared_norm(v), x, v);
    static_assert(same(H[x][v], 2_c * v) && same(H[v][x], 2_c * v));
    static_assert(H[v][v].extent() == matrix_shape(3, 3));
    BOOST_TEST((H[v][v](x = 3.0) == tensor<double, 3, 3>{6, 0, 0, 0, 6, 0, 0, 0, 6}));
}
