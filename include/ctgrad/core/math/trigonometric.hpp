/// Sine, cosine and tangent: reduction to |r| <= pi / 4, then Taylor series.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/reduction.hpp>

namespace ctgrad::math::constant {

constexpr long double sin(long double x) noexcept;
constexpr long double cos(long double x) noexcept;
constexpr long double tan(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The sine of x radians. A constexpr long double beyond 2^1024 gives NaN.
template <real T>
constexpr value_of<T> sin(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::sin(u); },
                            [](const auto& u) {
                                using standard::sin;
                                return sin(u);
                            },
                            x);
}

/// The cosine of x radians; limit as for `sin`.
template <real T>
constexpr value_of<T> cos(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::cos(u); },
                            [](const auto& u) {
                                using standard::cos;
                                return cos(u);
                            },
                            x);
}

/// The tangent of x radians; limit as for `sin`.
template <real T>
constexpr value_of<T> tan(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::tan(u); },
                            [](const auto& u) {
                                using standard::tan;
                                return tan(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// The last term that counts is r^(2 n + 1) / (2 n + 1)! with this n.
inline constexpr int circular_terms = 2 + limits::digits / 8;

/// sin(r) for |r| <= pi / 4.
constexpr long double sine_series(double_word r) noexcept {
    const long double square = r.high * r.high;
    long double sum = 1;
    for (int n = circular_terms; n > 1; --n) {
        sum = 1 - square * sum / static_cast<long double>(2 * n * (2 * n + 1));
    }
    return r.high + (r.low - r.high * square * sum / 6);
}

/// cos(r) for |r| <= pi / 4.
constexpr long double cosine_series(double_word r) noexcept {
    const long double square = r.high * r.high;
    long double sum = 1;
    for (int n = circular_terms; n > 1; --n) {
        sum = 1 - square * sum / static_cast<long double>(2 * n * (2 * n - 1));
    }
    return 1 - (square * sum / 2 + r.high * r.low);
}

/// sin(r + quadrant pi / 2).
constexpr long double sine_of(circular_argument x) noexcept {
    const long double value = x.quadrant % 2 == 0 ? sine_series(x.rest) : cosine_series(x.rest);
    return x.quadrant % 4 < 2 ? value : -value;
}

constexpr long double sin(long double x) noexcept {
    if (!can_reduce(x)) { return not_a_number; }
    const long double value = sine_of(reduce_by_half_pi(abs(x)));
    return is_negative(x) ? -value : value;
}

constexpr long double cos(long double x) noexcept {
    if (!can_reduce(x)) { return not_a_number; }
    const auto [quadrant, rest] = reduce_by_half_pi(abs(x));
    return sine_of({quadrant + 1, rest});
}

constexpr long double tan(long double x) noexcept {
    if (!can_reduce(x)) { return not_a_number; }
    const auto [quadrant, rest] = reduce_by_half_pi(abs(x));
    const long double sine = sine_series(rest);
    const long double cosine = cosine_series(rest);
    const long double value = quadrant % 2 == 0 ? sine / cosine : -cosine / sine;
    return is_negative(x) ? -value : value;
}

}  // namespace ctgrad::math::constant
