#include <array>

#include <ctgrad/calculus/operations/exponential.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

}  // namespace

BOOST_AUTO_TEST_CASE(inverses_cancel) {
    static_assert(same(exp(log(x + y)), x + y));
    static_assert(same(log(exp(x)), x));
    static_assert(same(exp(0_c), 1_c));
    static_assert(same(log(1_c), 0_c));
}

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(exp(x), x), exp(x)));
    static_assert(same(diff(log(x), x), 1_c / x));
    static_assert(same(diff(log1p(x), x), 1_c / (1_c + x)));
    static_assert(same(diff(expm1(x), x), exp(x)));
    static_assert(same(diff(exp2(x), x), log(2_c) * exp2(x)));
}

BOOST_AUTO_TEST_CASE(accurate_near_zero) {
    BOOST_TEST(expm1(x)(x = 1e-20) == 1e-20);
    BOOST_TEST(log1p(x)(x = 1e-20) == 1e-20);
}

BOOST_AUTO_TEST_CASE(powers_with_an_expression) {
    static_assert(same(pow(x, y - y + 2_c), square(x)));
    static_assert(same(diff(pow(x, y), x), y * pow(x, y - 1_c)));
    BOOST_TEST(pow(x, y)(x = 2.0, y = 10.0) == 1024.0);
    BOOST_TEST(diff(pow(x, y), y)(x = 0.0, y = 2.0) == 0.0);
    constexpr auto v = vector<"v", 2>;
    BOOST_TEST((pow(2_c, v)(v = std::array{3.0, 4.0}) == tensor<double, 2>{8, 16}));
    BOOST_TEST((pow(v, 2_c)(v = std::array{3.0, 4.0}) == tensor<double, 2>{9, 16}));
}
