#include <ctgrad/eval/hessian.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto v = vector<"v", 3>;

template <int I> constexpr auto name() {
    const char characters[] = {'x', static_cast<char>('0' + I / 10),
                               static_cast<char>('0' + I % 10), 0};
    return core::label<4>(characters);
}
template <int I> constexpr auto xs = scalar<name<I>()>;

template <int... I> constexpr auto rosenbrock(std::integer_sequence<int, I...>) {
    return ((100_c * square(xs<I + 1> - square(xs<I>)) + square(1_c - xs<I>)) + ...);
}

}  // namespace

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

BOOST_AUTO_TEST_CASE(all_numbers_at_once) {
    constexpr auto f = square(x) * y + exp(y) + x * z;
    const auto h = hessian(f, x, y, z)(x = 3.0, y = 0.0, z = 1.0);
    static_assert(decltype(h)::size == 4, "x x, x y, x z, y y");
    BOOST_TEST(h[x][x] == 0);
    BOOST_TEST(h[x][y] == 6);
    BOOST_TEST(h[y][x] == 6);
    BOOST_TEST(h[y][y] == 1);
    BOOST_TEST(h[z][x] == 1);
    BOOST_TEST(h[z][y] == 0);
    BOOST_TEST(h[z][z] == 0);
}

BOOST_AUTO_TEST_CASE(blocks_as_numbers) {
    constexpr auto f = x * pow(element<0>(v), 2_c) * element<2>(v);
    const auto h = hessian(f, x, v)(x = 3.0, v = {1., 5., 2.});
    static_assert(decltype(h)::size == 2 + 2, "x v0, x v2; v0 v0, v0 v2");
    BOOST_TEST((h[v][v] == tensor<double, 3, 3>{12, 0, 6, 0, 0, 0, 6, 0, 0}));
    BOOST_TEST((h[x][v] == tensor<double, 3>{4, 0, 1}));
    BOOST_TEST((h[v][x] == tensor<double, 3>{4, 0, 1}));
    BOOST_TEST(h[x][x] == 0);
}

BOOST_AUTO_TEST_CASE(of_a_linear_function_nothing_is_stored) {
    const auto h = hessian(x + 2_c * y, x, y)(x = 1.0, y = 2.0);
    static_assert(decltype(h)::size == 0);
    BOOST_TEST(h[x][y] == 0);
}

BOOST_AUTO_TEST_CASE(rosenbrock_in_twenty_variables) {
    [&]<int... I>(std::integer_sequence<int, I...>) {
        constexpr auto f = rosenbrock(std::make_integer_sequence<int, 19>{});
        const auto h = hessian(f, xs<I>...)((xs<I> = 0.1 * I - 0.7)...);
        static_assert(decltype(h)::size == 39, "the diagonal and one beside it");
        BOOST_TEST(h[xs<0>][xs<0>] == 1200 * 0.49 - 400 * -0.6 + 2,
                   boost::test_tools::tolerance(1e-14));
        BOOST_TEST(h[xs<5>][xs<6>] == -400 * -0.2, boost::test_tools::tolerance(1e-14));
        BOOST_TEST(h[xs<6>][xs<5>] == h[xs<5>][xs<6>]);
        BOOST_TEST(h[xs<19>][xs<19>] == 200);
        BOOST_TEST(h[xs<3>][xs<5>] == 0);
    }(std::make_integer_sequence<int, 20>{});
}
