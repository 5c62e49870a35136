#include <array>

#include <ctgrad/expr/symbol.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr std::integral_constant<int, 3> three;

/// Whether a formula of symbols is the formula of expressions.
template <core::label Name, class Formula> constexpr bool agrees(Formula formula) {
    constexpr auto f = define_function<Name>([](auto a, auto) { return a; }, Formula{}, Formula{});
    return std::is_same_v<decltype(diff(f(x, y), x)), decltype(formula(x, y))> &&
           std::is_same_v<decltype(diff(f(x, y), y)), decltype(formula(x, y))>;
}

}  // namespace

BOOST_AUTO_TEST_CASE(operators) {
    static_assert(agrees<"f1">([](auto a, auto b) { return 2_c * a + b - three * -a; }));
    static_assert(agrees<"f2">([](auto a, auto b) { return (a + 1_c) / b - three / (b - 2_c); }));
    static_assert(agrees<"f3">([](auto a, auto b) { return +a * b / 2_c - (1_c - a * three); }));
    static_assert(agrees<"f4">([](auto a, auto b) { return (a < b) + (a < 1_c) + (2_c < b); }));
    static_assert(agrees<"f5">([](auto a, auto b) { return (a <= b) + (a <= 1_c) + (2_c <= b); }));
    static_assert(agrees<"f6">([](auto a, auto b) { return (a > b) + (a > 1_c) + (2_c > b); }));
    static_assert(agrees<"f7">([](auto a, auto b) { return (a >= b) + (a >= 1_c) + (2_c >= b); }));
    static_assert(agrees<"f8">([](auto a, auto b) { return (a == b) + (a == 1_c) + (2_c == b); }));
    static_assert(agrees<"f9">([](auto, auto) { return 2_c; }));
}

BOOST_AUTO_TEST_CASE(functions) {
    static_assert(agrees<"g1">([](auto a, auto b) { return exp(a) * sqrt(b) + square(cos(-a)); }));
    static_assert(
        agrees<"g2">([](auto a, auto b) { return pow(a, b) + pow(b, 2_c) + pow(2_c, a); }));
    static_assert(
        agrees<"g3">([](auto a, auto b) { return max(a, b) + min(a, 1_c) + atan2(a, b); }));
    static_assert(agrees<"g4">([](auto a, auto b) { return select(a < b, a, 0_c) + hypot(a, b); }));
    static_assert(
        agrees<"g5">([](auto a, auto b) { return silu(a) + gelu(b) + selu(a) + ceil(b); }));
    static_assert(agrees<"g6">([](auto a, auto b) { return polygamma(1_c, a) + leaky_relu(b); }));
    static_assert(agrees<"g7">([](auto a, auto b) { return clamp(a, 0_c, b) + hadamard(2_c, b); }));
}

// The numbers of a vector by themselves: `*` of symbols is never the product of matrices.
BOOST_AUTO_TEST_CASE(of_vectors) {
    constexpr auto v = vector<"v", 2>;
    constexpr auto f = define_function<"fourth">([](auto u) { return u * u * u * u; },
                                                 [](auto u) { return 4_c * (u * u * u); });
    const auto found = diff(sum(f(v)), v)(v = std::array{1.0, 2.0});
    BOOST_TEST(found[0] == 4);
    BOOST_TEST(found[1] == 32);
}
