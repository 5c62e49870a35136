/// Magnitude, whole part and binary exponent of a number: x = m 2^e with 1 <= |m| < 2.
#pragma once

#include <bit>
#include <cstdint>

#include <ctgrad/core/math/evaluate.hpp>

namespace ctgrad::math::constant {

constexpr long double abs(long double x) noexcept;
constexpr long double floor(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// |x|. Exact.
template <real T>
constexpr value_of<T> abs(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::abs(u); },
                            [](const auto& u) {
                                using standard::abs;
                                return abs(u);
                            },
                            x);
}

/// The largest integer not above x. Exact.
template <real T>
constexpr value_of<T> floor(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::floor(u); },
                            [](const auto& u) {
                                using standard::floor;
                                return floor(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

constexpr bool is_infinite(long double x) noexcept { return x == infinity || x == -infinity; }

/// The sign bit, also of -0.
constexpr bool is_negative(long double x) noexcept {
    return std::bit_cast<std::int64_t>(narrow<double>(x)) < 0;
}

constexpr long double abs(long double x) noexcept { return x < 0 ? -x : x == 0 ? 0 : x; }

/// 2^n for |n| <= 1022.
constexpr long double power_of_two(int n) noexcept {
    return std::bit_cast<double>(static_cast<std::int64_t>(1023 + n) << 52);
}

/// x = mantissa 2^exponent with 1 <= mantissa < 2.
struct decomposition {
    long double mantissa;
    int exponent;
};

/// Takes 0 < x < infinity apart, subnormal or not. Exact.
constexpr decomposition decompose(long double x) noexcept {
    int exponent = 0;
    for (; x >= 0x1p1000L; exponent += 1000) { x *= 0x1p-1000L; }
    for (; x <= 0x1p-1000L; exponent -= 1000) { x *= 0x1p1000L; }
    const auto bits = std::bit_cast<std::int64_t>(static_cast<double>(x));
    const int rough = static_cast<int>(bits >> 52) - 1023;  // 1 too much if double rounded up
    x *= power_of_two(-rough);
    return x < 1 ? decomposition{2 * x, exponent + rough - 1} : decomposition{x, exponent + rough};
}

/// x 2^n for finite x; infinite beyond the range, rounded once below it.
constexpr long double scale(long double x, int n) noexcept {
    for (; n < -1022; n += 1022) { x *= 0x1p-1022L; }
    if (n <= 0) { return x * power_of_two(n); }
    while (n > 0) {
        const int part = n < 1022 ? n : 1022;
        if (abs(x) > limits::max() * power_of_two(-part)) { return x < 0 ? -infinity : infinity; }
        x *= power_of_two(part);
        n -= part;
    }
    return x;
}

/// The integer nearest to x.
constexpr long double nearest(long double x) noexcept {
    constexpr long double shift = 1 / limits::epsilon();  // has no bits below the units
    if (abs(x) >= shift) { return x; }
    return x < 0 ? (x - shift) + shift : (x + shift) - shift;
}

constexpr long double floor(long double x) noexcept {
    if (x != x || x == 0) { return x; }
    const long double integer = nearest(x);
    return integer > x ? integer - 1 : integer;
}

/// Whether x is whole; no infinity is.
constexpr bool is_integer(long double x) noexcept { return !is_infinite(x) && floor(x) == x; }

constexpr bool is_odd(long double x) noexcept { return is_integer(x) && !is_integer(x / 2); }

}  // namespace ctgrad::math::constant
