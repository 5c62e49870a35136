/// Arc functions: all are angles of a point, and atan is table plus Taylor series.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/power.hpp>

namespace ctgrad::math::constant {

constexpr long double asin(long double x) noexcept;
constexpr long double acos(long double x) noexcept;
constexpr long double atan(long double x) noexcept;
constexpr long double atan2(long double y, long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The angle in [-pi / 2, pi / 2] whose sine is x.
template <real T>
constexpr value_of<T> asin(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::asin(u); },
                            [](const auto& u) {
                                using standard::asin;
                                return asin(u);
                            },
                            x);
}

/// The angle in [0, pi] whose cosine is x.
template <real T>
constexpr value_of<T> acos(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::acos(u); },
                            [](const auto& u) {
                                using standard::acos;
                                return acos(u);
                            },
                            x);
}

/// The angle in [-pi / 2, pi / 2] whose tangent is x.
template <real T>
constexpr value_of<T> atan(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::atan(u); },
                            [](const auto& u) {
                                using standard::atan;
                                return atan(u);
                            },
                            x);
}

/// The angle of the point (x, y), in [-pi, pi].
template <real T>
constexpr value_of<T> atan2(const T& y, const value_of<T>& x) noexcept(native<T>) {
    return detail::evaluate([](auto u, auto v) { return constant::atan2(u, v); },
                            [](const auto& u, const auto& v) {
                                using standard::atan2;
                                return atan2(u, v);
                            },
                            y, x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

inline constexpr double_word arc_tangents_of_quarters[] = {
    {},
    two_sum(0x1.f5b75f92c80ddp-3L, 1.069875561873445149378667789659896e-17L),
    two_sum(0x1.dac670561bb4fp-2L, 2.269877745296168656767270590804589e-17L),
    two_sum(0x1.4978fa3269ee1p-1L, 1.583478505144428572595788479765828e-17L),
    two_sum(0x1.921fb54442d18p-1L, 3.061616997868382943065164830687503e-17L),
};

/// atan(x) for 0 <= x <= 1, from the nearest quarter c: atan(c) + atan((x - c) / (1 + c x)).
constexpr double_word arc_tangent(long double x) noexcept {
    const int index = static_cast<int>(4 * x + 0.5L);
    const long double c = static_cast<long double>(index) / 4;
    const long double t = (x - c) / (1 + c * x);  // |t| <= 1/8
    const long double square = t * t;
    long double sum = 0;
    for (int n = 2 + limits::digits / 6; n > 0; --n) {
        sum = 1 / static_cast<long double>(2 * n + 1) - square * sum;
    }
    const double_word base = arc_tangents_of_quarters[index];
    return two_sum(base.high, t) + (base.low - t * square * sum);
}

/// The angle of (x, y) with x, y >= 0, not both 0 or infinite.
constexpr double_word angle(long double y, long double x) noexcept {
    constexpr double_word right_angle{pi.high / 2, pi.low / 2};
    return y <= x ? arc_tangent(y / x) : right_angle + -arc_tangent(x / y);
}

constexpr long double atan2(long double y, long double x) noexcept {
    if (x != x || y != y) { return not_a_number; }
    const bool same = is_infinite(x) && is_infinite(y);
    const long double u = same ? 1 : abs(x);
    const long double v = same ? 1 : abs(y);
    const double_word first = v == 0 ? double_word{} : angle(v, u);
    const double_word value = is_negative(x) ? pi + -first : first;
    return is_negative(y) ? -value.high : value.high;
}

constexpr long double atan(long double x) noexcept { return atan2(x, 1); }

constexpr long double asin(long double x) noexcept {
    return abs(x) <= 1 ? atan2(x, sqrt((1 - x) * (1 + x))) : not_a_number;
}

constexpr long double acos(long double x) noexcept {
    return abs(x) <= 1 ? atan2(sqrt((1 - x) * (1 + x)), x) : not_a_number;
}

}  // namespace ctgrad::math::constant
