#include <cmath>

#include <ctgrad/calculus/operations/trigonometric.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(parity) {
    static_assert(same(sin(-x), -sin(x)));
    static_assert(same(cos(-x), cos(x)));
    static_assert(same(tan(-2_c * x), -tan(2_c * x)));
    static_assert(same(sin(x - x), 0_c));
    static_assert(same(cos(x - x), 1_c));
}

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(sin(x), x, x), -sin(x)));
    static_assert(same(diff(cos(x), x, x, x, x), cos(x)));
    static_assert(same(diff(tan(x), x), 1_c + square(tan(x))));
    static_assert(same(diff(asin(x) + acos(x), x), 0_c));
    static_assert(same(diff(atan(x / y), x), 1_c / (y * (1_c + square(x / y)))));
}

BOOST_AUTO_TEST_CASE(of_a_point) {
    BOOST_TEST(atan2(y, x)(x = -1.0, y = 0.0) == std::acos(-1.0));
    BOOST_TEST(std::abs(hypot(x, y)(x = 3e200, y = 4e200) / 5e200 - 1) < 1e-15);
    BOOST_TEST(diff(hypot(x, y), x)(x = 3.0, y = 4.0) == 0.6);
    BOOST_TEST(diff(atan2(y, x), x)(x = 3.0, y = 4.0) == -0.16);
}
