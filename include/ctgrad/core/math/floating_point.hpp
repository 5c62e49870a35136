/// Magnitude, whole part and binary exponent of a number: x = m 2^e with 1 <= |m| < 2.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include <ctgrad/core/math/evaluate.hpp>

namespace ctgrad::math::constant {

constexpr long double abs(long double x) noexcept;
constexpr long double floor(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// |x|. Exact.
template <real T>
constexpr T abs(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::abs(u); },
                            [](const auto& u) {
                                using std::abs;
                                return abs(u);
                            },
                            x);
}

/// The largest integer not above x. Exact.
template <real T>
constexpr T floor(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::floor(u); },
                            [](const auto& u) {
                                using std::floor;
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

constexpr long double abs(long double x) noexcept { return is_negative(x) ? -x : x; }

/// 2^(2^k) for every k where that is finite.
struct power_table {
    static constexpr int size = std::bit_width(unsigned{limits::max_exponent}) - 1;
    long double value[size]{2};

    constexpr power_table() noexcept {
        for (int k = 1; k < size; ++k) { value[k] = value[k - 1] * value[k - 1]; }
    }
};
inline constexpr power_table powers_of_two{};

/// x = mantissa 2^exponent with 1 <= mantissa < 2.
struct decomposition {
    long double mantissa;
    int exponent;
};

/// Takes 0 < x < infinity apart, subnormal or not. Exact.
constexpr decomposition decompose(long double x) noexcept {
    int exponent = 0;
    for (int k = power_table::size - 1; k >= 0;) {
        const long double power = powers_of_two.value[k];
        if (x >= power) {
            x /= power;
            exponent += 1 << k;
        } else if (x * power < 2) {
            x *= power;
            exponent -= 1 << k;
        } else {
            --k;
        }
    }
    return {x, exponent};
}

/// x 2^n for finite x; infinite beyond the range, rounded once below it.
constexpr long double scale(long double x, int n) noexcept {
    constexpr int half = limits::max_exponent / 2;
    while (n != 0) {
        const int part = n <= -2 * half || n >= 2 * half ? half : n < 0 ? -n : n;
        long double factor = 1;
        for (int k = 0; part >> k != 0; ++k) {
            factor *= (part >> k & 1) != 0 ? powers_of_two.value[k] : 1;
        }
        if (n < 0) {
            x /= factor;
        } else if (abs(x) <= limits::max() / factor) {
            x *= factor;
        } else {
            return is_negative(x) ? -infinity : infinity;
        }
        n += n < 0 ? part : -part;
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
