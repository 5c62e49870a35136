/// An unevaluated sum of two long doubles, for the places where one long double rounds too much.
///
/// Sums and products after T. J. Dekker, "A floating-point technique for extending the available
/// precision", Numerische Mathematik 18 (1971).
#pragma once

#include <ctgrad/core/math/evaluate.hpp>

namespace ctgrad::math::constant {

/// high + low, |low| at most about half a unit in the last place of high.
struct double_word {
    long double high = 0;
    long double low = 0;
};

/// a + b without error.
constexpr double_word two_sum(long double a, long double b) noexcept {
    const long double sum = a + b;
    const long double rounded_b = sum - a;
    return {sum, (a - (sum - rounded_b)) + (b - rounded_b)};
}

/// a + b without error where |a| >= |b|.
constexpr double_word ordered_sum(long double a, long double b) noexcept {
    const long double sum = a + b;
    return {sum, b - (sum - a)};
}

/// The upper half of the digits of x: products of halves are exact.
constexpr long double upper_half(long double x) noexcept {
    constexpr auto splitter = static_cast<long double>((1ULL << (limits::digits + 1) / 2) + 1);
    const long double multiple = splitter * x;  // named, as within one expression it may be fused
    return multiple - (multiple - x);
}

/// a b without error, within the middle of the range (no overflow of 2^(digits / 2) a or b).
constexpr double_word two_product(long double a, long double b) noexcept {
    const long double a_high = upper_half(a);
    const long double b_high = upper_half(b);
    const long double a_low = a - a_high;
    const long double b_low = b - b_high;
    const long double product = a * b;
    return {product,
            ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr double_word operator-(double_word a) noexcept { return {-a.high, -a.low}; }

constexpr double_word operator+(double_word a, double_word b) noexcept {
    const double_word sum = two_sum(a.high, b.high);
    return ordered_sum(sum.high, sum.low + (a.low + b.low));
}

constexpr double_word operator+(double_word a, long double b) noexcept {
    const double_word sum = two_sum(a.high, b);
    return ordered_sum(sum.high, sum.low + a.low);
}

constexpr double_word operator*(double_word a, double_word b) noexcept {
    const double_word product = two_product(a.high, b.high);
    return ordered_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr double_word operator*(double_word a, long double b) noexcept {
    const double_word product = two_product(a.high, b);
    return ordered_sum(product.high, product.low + a.low * b);
}

constexpr double_word operator/(double_word a, double_word b) noexcept {
    const long double quotient = a.high / b.high;
    const double_word rest = a + -(b * quotient);
    return ordered_sum(quotient, rest.high / b.high);
}

// Constants are their leading 53 bits plus the rest: right for every format of long double.
inline constexpr double_word pi =
    two_sum(0x1.921fb54442d18p+1L, 1.22464679914735317722606593227500105821e-16L);
inline constexpr double_word ln_2 =
    two_sum(0x1.62e42fefa39efp-1L, 2.319046813846299615494855463875478650412e-17L);

}  // namespace ctgrad::math::constant
