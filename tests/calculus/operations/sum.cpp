#include <array>
#include <cmath>

#include <ctgrad/calculus/operations/sum.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(terms_are_collected) {
    static_assert(same(x + x, 2_c * x));
    static_assert(same(x - x, 0_c));
    static_assert(same(3_c * x + y - 2_c * x - y, x));
    static_assert(same(x + y, y + x));
    static_assert(same(1_c + x + 2_c + x, 3_c + 2_c * x));
    static_assert(same((x + y) + (x - y), 2_c * x));
    static_assert(same(x / 3_c + x / 6_c, x / 2_c));
}

BOOST_AUTO_TEST_CASE(shapes_stay) {
    constexpr auto v = vector<"v", 3>;
    static_assert((v - v).extent() == vector_shape(3));
    static_assert((x + v - v).extent() == vector_shape(3));
    static_assert((1_c + v - v).extent() == vector_shape(3));
    const auto found = (x + v - v - 1_c)(x = 5.0, v = std::array{1.0, 2.0, 3.0});
    BOOST_TEST(found[0] == 4.0);
    BOOST_TEST(found[2] == 4.0);
}

BOOST_AUTO_TEST_CASE(beyond_the_size_that_is_ordered_as_a_whole) {
    constexpr auto long_sum = []<int... I>(std::integer_sequence<int, I...>) {
        return (... + sin(std::integral_constant<int, I + 1>{} * x));
    }(std::make_integer_sequence<int, 20>{});
    static_assert(same(long_sum - long_sum, 0_c));
    static_assert(same(long_sum + long_sum, 2_c * long_sum));
    static_assert(same(1_c + (2_c + long_sum), 3_c + long_sum));
    static_assert(same(long_sum + y, y + long_sum));
    static_assert(same((long_sum + y) - y, long_sum));
    double expected = 0;
    for (int i = 1; i <= 20; ++i) expected += std::sin(0.3 * i);
    BOOST_TEST(std::abs(long_sum(x = 0.3) - expected) < 1e-14);
}
