#include <array>
#include <cmath>

#include <ctgrad/calculus/operations/product.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(factors_are_collected) {
    static_assert(same(x * x, square(x)));
    static_assert(same(x * y, y * x));
    static_assert(same(x / x, 1_c));
    static_assert(same(x * y / x, y));
    static_assert(same(2_c * x * (3_c * y), 6_c * (x * y)));
    static_assert(same(sqrt(x) * sqrt(x), x));
    static_assert(same(-(-x), x));
    static_assert(same(-(x - y), y - x));
    static_assert(same(x * (y * x), square(x) * y));
}

BOOST_AUTO_TEST_CASE(shapes_stay) {
    constexpr auto v = vector<"v", 3>;
    static_assert((v / v).extent() == vector_shape(3));
    static_assert((0_c * v).extent() == vector_shape(3));
    static_assert((x * (v / v)).extent() == vector_shape(3));
    static_assert(hadamard(x * v, 1_c / v).extent() == vector_shape(3));
    const auto found = (x * hadamard(v, 1_c / v))(x = 5.0, v = std::array{1.0, 2.0, 3.0});
    BOOST_TEST(found[1] == 5.0);
}

BOOST_AUTO_TEST_CASE(derivative) {
    static_assert(same(diff(x * y, x), y));
    static_assert(same(diff(x * x, x), 2_c * x));
    static_assert(same(diff(x * x * x, x), 3_c * x * x));
    static_assert(same(diff(x * x * x, x), 3_c * square(x)));
    static_assert(same(diff(sin(x) * y, x), y * cos(x)));
    static_assert(same(diff(x * y, x, y), 1_c));
}

BOOST_AUTO_TEST_CASE(beyond_the_size_that_is_ordered_as_a_whole) {
    constexpr auto large = []<int... I>(std::integer_sequence<int, I...>) {
        return (... * (std::integral_constant<int, I + 1>{} + x));
    }(std::make_integer_sequence<int, 12>{});
    static_assert(same(large * large, square(large)));
    static_assert(same(large / large, 1_c));
    static_assert(same(2_c * (3_c * large), 6_c * large));
    static_assert(same(large * sin(y), sin(y) * large));
    double expected = 1;
    for (int i = 1; i <= 12; ++i) expected *= 0.5 + i;
    BOOST_TEST(std::abs(large(x = 0.5) / expected - 1) < 1e-14);
}
