/// The exponential function: e^x = 2^k e^r with |r| <= ln(2) / 2, and e^r by its Taylor series.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/floating_point.hpp>

namespace ctgrad::math::constant {

constexpr long double exp(long double x) noexcept;
constexpr long double expm1(long double x) noexcept;
constexpr long double exp2(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// e^x.
template <real T>
constexpr value_of<T> exp(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::exp(u); },
                            [](const auto& u) {
                                using standard::exp;
                                return exp(u);
                            },
                            x);
}

/// e^x - 1, without cancellation near 0.
template <real T>
constexpr value_of<T> expm1(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::expm1(u); },
                            [](const auto& u) {
                                using standard::expm1;
                                return expm1(u);
                            },
                            x);
}

/// 2^x.
template <real T>
constexpr value_of<T> exp2(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::exp2(u); },
                            [](const auto& u) {
                                using standard::exp2;
                                return exp2(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// e^r - 1 for |r| <= 0.35, by Horner's rule from the last Taylor term that counts.
constexpr long double exponential_series(long double r) noexcept {
    long double sum = 1;
    for (int n = 5 + limits::digits / 5; n > 1; --n) {
        sum = 1 + r * sum / static_cast<long double>(n);
    }
    return r * sum;
}

/// x = multiple ln(2) + rest; needs |x| < 2^20.
struct exponential_argument {
    int multiple;
    long double rest;
};

constexpr exponential_argument reduce_by_ln_2(double_word x) noexcept {
    constexpr long double ln_2_high = 0xb17217f7p-32L;  // 32 bits: its multiples are exact
    constexpr long double ln_2_low = 1.90821492927058781614426568075500134360255254e-10L;
    const long double multiple = nearest(x.high / ln_2.high);
    return {static_cast<int>(multiple),
            (x.high - multiple * ln_2_high) - multiple * ln_2_low + x.low};
}

/// 2^shift e^x, rounding only once or twice: for functions that need more than e^(long double).
constexpr long double exp(double_word x, int shift = 0) noexcept {
    constexpr long double bound = 2 * limits::max_exponent;
    if (x.high > bound) { return infinity; }
    if (x.high < -bound) { return 0; }
    const auto [multiple, rest] = reduce_by_ln_2(x);
    return scale(1 + exponential_series(rest), multiple + shift);
}

constexpr long double exp(long double x) noexcept { return x != x ? x : exp(double_word{x}); }

constexpr long double expm1(long double x) noexcept {
    if (x != x || x == 0) { return x; }
    if (x > limits::max_exponent) { return infinity; }
    if (x < -limits::digits) { return -1; }
    const auto [multiple, rest] = reduce_by_ln_2({x});
    const long double series = exponential_series(rest);
    return multiple == 0 ? series : scale(series + (1 - scale(1, -multiple)), multiple);
}

constexpr long double exp2(long double x) noexcept {
    constexpr long double bound = 2 * limits::max_exponent;
    if (x != x || abs(x) > bound) { return x != x ? x : x > 0 ? infinity : 0; }
    const long double multiple = nearest(x);
    const long double rest = (x - multiple) * ln_2.high;
    return scale(1 + exponential_series(rest), static_cast<int>(multiple));
}

}  // namespace ctgrad::math::constant
