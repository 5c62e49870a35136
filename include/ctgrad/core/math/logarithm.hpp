/// The logarithm: ln(m 2^e) = e ln(2) + 2 artanh(s) with s = (m - 1) / (m + 1), in two words.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/floating_point.hpp>

namespace ctgrad::math::constant {

constexpr long double log(long double x) noexcept;
constexpr long double log1p(long double x) noexcept;
constexpr long double log2(long double x) noexcept;
constexpr long double log10(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The natural logarithm.
template <real T>
constexpr value_of<T> log(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::log(u); },
                            [](const auto& u) {
                                using standard::log;
                                return log(u);
                            },
                            x);
}

/// ln(1 + x), without cancellation near 0.
template <real T>
constexpr value_of<T> log1p(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::log1p(u); },
                            [](const auto& u) {
                                using standard::log1p;
                                return log1p(u);
                            },
                            x);
}

/// The logarithm to base 2; exact for powers of two.
template <real T>
constexpr value_of<T> log2(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::log2(u); },
                            [](const auto& u) {
                                using standard::log2;
                                return log2(u);
                            },
                            x);
}

/// The logarithm to base 10.
template <real T>
constexpr value_of<T> log10(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::log10(u); },
                            [](const auto& u) {
                                using standard::log10;
                                return log10(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// ln(mantissa) and exponent of a number: what logarithms to every base are made from.
struct logarithm_parts {
    double_word mantissa;
    int exponent;
};

inline constexpr double_word third = double_word{1} / double_word{3};
inline constexpr double_word fifth = double_word{1} / double_word{5};

/// Needs 0 < x < infinity. The relative error of ln(x) is about 2^-(digits + 14).
constexpr logarithm_parts take_logarithm(double_word x) noexcept {
    auto [m, exponent] = decompose(x.high);
    if (m > 1.41421356L) {
        m /= 2;
        ++exponent;
    }
    const long double low = scale(x.low, -exponent);
    const double_word s = two_sum(m - 1, low) / (two_sum(m, 1) + low);
    const double_word z = s * s;  // <= 0.0295

    long double tail = 0;  // artanh(s) / s = 1 + z / 3 + z^2 / 5 + ...: two words where they count
    for (int n = 4 + limits::digits / 5; n > 2; --n) {
        tail = 1 / static_cast<long double>(2 * n + 1) + z.high * tail;
    }
    const double_word series = third + z * (fifth + z * tail);
    const double_word twice{2 * s.high, 2 * s.low};
    return {twice + twice * (z * series), exponent};
}

/// ln(x) in two words, 0 < x < infinity.
constexpr double_word log(double_word x) noexcept {
    const auto [mantissa, exponent] = take_logarithm(x);
    return ln_2 * static_cast<long double>(exponent) + mantissa;
}

/// Whether ln(x) is not an ordinary number, and then what it is.
struct logarithm_limit {
    bool reached;
    long double value;
};

constexpr logarithm_limit limit_of_logarithm(long double x) noexcept {
    return {!(x > 0 && x < infinity), x < 0 ? not_a_number : x == 0 ? -infinity : x};
}

constexpr long double log(long double x) noexcept {
    const auto limit = limit_of_logarithm(x);
    return limit.reached ? limit.value : log(double_word{x}).high;
}

constexpr long double log1p(long double x) noexcept {
    if (abs(x) < limits::epsilon() / 4) { return x; }
    const auto limit = limit_of_logarithm(x == infinity || x != x ? x : 1 + x);
    return limit.reached ? limit.value : log(two_sum(x, 1)).high;
}

constexpr long double log2(long double x) noexcept {
    constexpr double_word log2_e =
        two_sum(0x1.71547652b82fep+0L, 2.035527374093103204955509444048111e-17L);
    const auto limit = limit_of_logarithm(x);
    if (limit.reached) { return limit.value; }
    const auto [mantissa, exponent] = take_logarithm({x});
    return (mantissa * log2_e + static_cast<long double>(exponent)).high;
}

constexpr long double log10(long double x) noexcept {
    constexpr double_word log10_2 =
        two_sum(0x1.34413509f79ffp-2L, -2.80372812778517033901311733899687e-18L);
    constexpr double_word log10_e =
        two_sum(0x1.bcb7b1526e50ep-2L, 1.098319650216765109910672152972944e-17L);
    const auto limit = limit_of_logarithm(x);
    if (limit.reached) { return limit.value; }
    const auto [mantissa, exponent] = take_logarithm({x});
    return (log10_2 * static_cast<long double>(exponent) + mantissa * log10_e).high;
}

}  // namespace ctgrad::math::constant
