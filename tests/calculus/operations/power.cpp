#include <cmath>

#include <ctgrad/calculus/operations/power.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(exponents_are_collected) {
    static_assert(same(pow(x, 2_c) * pow(x, 3_c), pow(x, 5_c)));
    static_assert(same(pow(pow(x, 2_c), 3_c), pow(x, 6_c)));
    static_assert(same(square(sqrt(x)), x));
    static_assert(same(1_c / (1_c / x), x));
    static_assert(same(pow(x, 0_c), 1_c));
    static_assert(same(pow(x, 1_c), x));
    static_assert(same(pow(2_c * x, 3_c), 8_c * pow(x, 3_c)));
    static_assert(same(pow(4_c, 0.5_c), 2_c));
    static_assert(same(pow(8_c / 27_c, -2_c / 3_c), 2.25_c));
}

BOOST_AUTO_TEST_CASE(roots_of_squares_keep_their_sign) {
    static_assert(!same(sqrt(square(x)), x));
    BOOST_TEST(sqrt(square(x))(x = -3.0) == 3.0);
    BOOST_TEST(sqrt(square(-2_c * x))(x = -3.0) == 6.0);
    BOOST_TEST(pow(square(x), 1.5_c)(x = -2.0) == 8.0);
    BOOST_TEST(cbrt(pow(x, 3_c))(x = -2.0) == -2.0);
}

BOOST_AUTO_TEST_CASE(odd_roots_of_negative_numbers) {
    BOOST_TEST(cbrt(x)(x = -8.0) == -2.0);
    BOOST_TEST(std::abs(diff(cbrt(x), x)(x = -8.0) - 1 / 12.0) < 1e-16);
    BOOST_TEST(std::abs(diff(cbrt(x), x, x)(x = -8.0) - 1 / 144.0) < 1e-16);
}

BOOST_AUTO_TEST_CASE(one_minus_a_square) {
    static_assert(same(diff(one_minus_square(x), x), -2_c * x));
    static_assert(same(one_minus_square(-3_c * x), one_minus_square(3_c * x)));
    BOOST_TEST(one_minus_square(x)(x = 1 - 0x1p-50) == 0x1p-49 - 0x1p-100);
    BOOST_TEST(diff(asin(x), x, x, x)(x = 0.0) == 1.0);
}

BOOST_AUTO_TEST_CASE(by_squaring) {
    using operations::power;
    static_assert(power::value<10, 1>(2.0) == 1024);
    static_assert(power::value<-2, 1>(4.0) == 0.0625);
    static_assert(power::value<0 + 7, 1>(-2.0) == -128);
    BOOST_TEST((power::value<3, 2>(4.0)) == 8.0);
}
