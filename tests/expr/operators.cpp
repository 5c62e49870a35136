#include <array>

#include <ctgrad/expr/operators.hpp>

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

BOOST_AUTO_TEST_CASE(products_by_shape) {
    static_assert((A * v).extent() == vector_shape(2));
    static_assert((A * transpose(A)).extent() == matrix_shape(2, 2));
    static_assert((x * A).extent() == matrix_shape(2, 3));
    static_assert((v * x).extent() == vector_shape(3));
}

BOOST_AUTO_TEST_CASE(scalars_broadcast) {
    const std::array values{1.0, 2.0, 3.0};
    BOOST_TEST(((x + v)(x = 1.0, v = values) == tensor<double, 3>{2, 3, 4}));
    BOOST_TEST(((x - v)(x = 1.0, v = values) == tensor<double, 3>{0, -1, -2}));
    BOOST_TEST(((6_c / v)(v = values) == tensor<double, 3>{6, 3, 2}));
    BOOST_TEST(((v / v + x)(x = 1.0, v = values) == tensor<double, 3>{2, 2, 2}));
    BOOST_TEST(((x + 2_c + v - v)(x = 1.0, v = values) == tensor<double, 3>{3, 3, 3}));
    BOOST_TEST(((v < 2_c)(v = values) == tensor<double, 3>{1, 0, 0}));
}

BOOST_AUTO_TEST_CASE(signs) {
    static_assert(same(+x, scalar<"x">));
    static_assert(same(-(x - y), y - x));
    static_assert(same(x - (-y), x + y));
    static_assert(same(-A * v, -(A * v)));
}

BOOST_AUTO_TEST_CASE(beside_integral_constants) {
    using two = std::integral_constant<int, 2>;
    static_assert(same(two{} * x, x * 2_c) && same(x * two{}, 2_c * x));
    static_assert(same(two{} - x, 2_c - x) && same(x / two{}, 0.5_c * x));
    static_assert(same(boost::hana::int_c<2> / x, 2_c / x));
    static_assert(same(x > two{}, 2_c < x) && same(two{} >= x, x <= 2_c));
    static_assert(same(x == boost::hana::int_c<2>, x == 2_c));
}
