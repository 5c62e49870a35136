/// Powers and roots: x^y = e^(y ln x) in two words, roots by Newton's iteration.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/exponential.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/logarithm.hpp>

namespace ctgrad::math::constant {

template <native T>
constexpr T sqrt(T x) noexcept;
constexpr long double cbrt(long double x) noexcept;
constexpr long double hypot(long double x, long double y) noexcept;
constexpr long double pow(long double x, long double y) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The square root, correctly rounded.
template <real T>
constexpr value_of<T> sqrt(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::sqrt(u); },
                            [](const auto& u) {
                                using standard::sqrt;
                                return sqrt(u);
                            },
                            x);
}

/// The cube root; of either sign.
template <real T>
constexpr value_of<T> cbrt(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::cbrt(u); },
                            [](const auto& u) {
                                using standard::cbrt;
                                return cbrt(u);
                            },
                            x);
}

/// sqrt(x^2 + y^2) without overflow on the way.
template <real T>
constexpr value_of<T> hypot(const T& x, const value_of<T>& y) noexcept(native<T>) {
    return detail::evaluate([](auto u, auto v) { return constant::hypot(u, v); },
                            [](const auto& u, const auto& v) {
                                using standard::hypot;
                                return hypot(u, v);
                            },
                            x, y);
}

/// x^y; with x < 0 for whole y only.
template <real T>
constexpr value_of<T> pow(const T& x, const value_of<T>& y) noexcept(native<T>) {
    return detail::evaluate([](auto u, auto v) { return constant::pow(u, v); },
                            [](const auto& u, const auto& v) {
                                using standard::pow;
                                return pow(u, v);
                            },
                            x, y);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// sqrt(x) rounded is root 2^exponent; the residual has the sign of what rounding took away.
struct square_root {
    long double root;
    long double residual;
    int exponent;
};

/// Needs 0 < x < infinity; 1 <= root < 2.
constexpr square_root take_square_root(long double x) noexcept {
    const auto [mantissa, exponent] = decompose(x);
    const bool odd = exponent % 2 != 0;
    const long double square = odd ? 2 * mantissa : mantissa;
    long double root = (square + 2) / 3;
    for (int n = 0; n < 6; ++n) { root = (root + square / root) / 2; }

    const auto residual_of = [&](long double r) {
        const double_word product = two_product(r, r);
        return (square - product.high) - product.low;
    };
    const long double unit = limits::epsilon();
    if (residual_of(root) > root * unit) {
        root += unit;
    } else if (residual_of(root) <= -root * unit) {
        root -= unit;
    }
    return {root, residual_of(root), (exponent - (odd ? 1 : 0)) / 2};
}

template <native T>
constexpr T sqrt(T x) noexcept {
    if (!(x > 0 && x < std::numeric_limits<T>::infinity())) {
        return x < 0 ? std::numeric_limits<T>::quiet_NaN() : x;
    }
    auto [root, residual, exponent] = take_square_root(x);
    if constexpr (std::numeric_limits<T>::digits < limits::digits) {
        // What looks like the middle between two values of T is to one side of it.
        constexpr long double half = std::numeric_limits<T>::epsilon() / 2;
        if (abs(root - static_cast<T>(root)) == half) {
            root += residual < 0 ? -half / 2 : half / 2;
        }
    }
    return static_cast<T>(scale(root, exponent));
}

constexpr long double cbrt(long double x) noexcept {
    if (x != x || x == 0 || is_infinite(x)) { return x; }
    auto [mantissa, exponent] = decompose(abs(x));
    for (; exponent % 3 != 0; --exponent) { mantissa *= 2; }
    long double root = 0.8L + mantissa / 6;  // mantissa in [1, 8)
    for (int n = 0; n < 6; ++n) { root -= (root - mantissa / (root * root)) / 3; }
    return scale(x < 0 ? -root : root, exponent / 3);
}

constexpr long double hypot(long double x, long double y) noexcept {
    if (is_infinite(x) || is_infinite(y)) { return infinity; }
    if (x != x || y != y) { return not_a_number; }
    const long double large = abs(x) > abs(y) ? abs(x) : abs(y);
    if (large == 0) { return 0; }
    const int exponent = decompose(large).exponent;
    const long double u = scale(x, -exponent);
    const long double v = scale(y, -exponent);
    return scale(sqrt(u * u + v * v), exponent);
}

/// x^y for x > 0 where nothing is infinite.
constexpr long double positive_power(long double x, long double y) noexcept {
    const double_word logarithm = log(double_word{x});
    if (logarithm.high == 0) { return 1; }
    const long double limit = abs(limits::max_exponent / logarithm.high);
    if (abs(y) > 2 * limit) { return (y > 0) == (logarithm.high > 0) ? infinity : 0; }
    if (abs(y) < limit * limits::epsilon() / limits::max_exponent / 4) { return 1; }
    return exp(logarithm * y);
}

constexpr long double pow(long double x, long double y) noexcept {
    if (y == 0 || x == 1) { return 1; }
    if (x != x || y != y) { return not_a_number; }
    const long double base = abs(x);
    if (is_infinite(y)) { return base == 1 ? 1 : (base > 1) == (y > 0) ? infinity : 0; }
    if (x < 0 && base < infinity && !is_integer(y)) { return not_a_number; }
    const long double value = base == 0 || base == infinity
                                  ? ((base == 0) == (y < 0) ? infinity : 0)
                                  : positive_power(base, y);
    return is_negative(x) && is_odd(y) ? -value : value;
}

}  // namespace ctgrad::math::constant
