/// Hyperbolic functions through expm1, and their inverses through log1p.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/exponential.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/logarithm.hpp>
#include <ctgrad/core/math/power.hpp>

namespace ctgrad::math::constant {

constexpr long double sinh(long double x) noexcept;
constexpr long double cosh(long double x) noexcept;
constexpr long double tanh(long double x) noexcept;
constexpr long double asinh(long double x) noexcept;
constexpr long double acosh(long double x) noexcept;
constexpr long double atanh(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The hyperbolic sine, (e^x - e^-x) / 2.
template <real T>
constexpr value_of<T> sinh(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::sinh(u); },
                            [](const auto& u) {
                                using standard::sinh;
                                return sinh(u);
                            },
                            x);
}

/// The hyperbolic cosine, (e^x + e^-x) / 2.
template <real T>
constexpr value_of<T> cosh(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::cosh(u); },
                            [](const auto& u) {
                                using standard::cosh;
                                return cosh(u);
                            },
                            x);
}

/// The hyperbolic tangent, sinh(x) / cosh(x).
template <real T>
constexpr value_of<T> tanh(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::tanh(u); },
                            [](const auto& u) {
                                using standard::tanh;
                                return tanh(u);
                            },
                            x);
}

/// The inverse of `sinh`.
template <real T>
constexpr value_of<T> asinh(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::asinh(u); },
                            [](const auto& u) {
                                using standard::asinh;
                                return asinh(u);
                            },
                            x);
}

/// The inverse of `cosh` for x >= 1, at least 0.
template <real T>
constexpr value_of<T> acosh(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::acosh(u); },
                            [](const auto& u) {
                                using standard::acosh;
                                return acosh(u);
                            },
                            x);
}

/// The inverse of `tanh`, for |x| <= 1.
template <real T>
constexpr value_of<T> atanh(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::atanh(u); },
                            [](const auto& u) {
                                using standard::atanh;
                                return atanh(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// From here on e^-x does not count beside e^x, nor 1 beside x^2.
inline constexpr long double hyperbolic_limit = limits::digits / 2;

/// `magnitude`, which belongs to |x|, with the sign of x: for odd functions.
constexpr long double with_sign(long double magnitude, long double x) noexcept {
    return is_negative(x) ? -magnitude : magnitude;
}

constexpr long double sinh(long double x) noexcept {
    const long double u = abs(x);
    if (x != x || u > hyperbolic_limit) {
        return x != x ? x : with_sign(exp(double_word{u}, -1), x);
    }
    const long double power = expm1(u);
    return with_sign((power + power / (power + 1)) / 2, x);
}

constexpr long double cosh(long double x) noexcept {
    const long double u = abs(x);
    if (x != x || u > hyperbolic_limit) { return x != x ? x : exp(double_word{u}, -1); }
    const long double power = exp(u);
    return (power + 1 / power) / 2;
}

constexpr long double tanh(long double x) noexcept {
    const long double u = abs(x);
    if (x != x || u > hyperbolic_limit) { return x != x ? x : with_sign(1, x); }
    const long double power = expm1(2 * u);
    return with_sign(power / (power + 2), x);
}

constexpr long double asinh(long double x) noexcept {
    const long double u = abs(x);
    if (x != x || u == infinity) { return x; }
    if (u > 1 / limits::epsilon()) { return with_sign((log(double_word{u}) + ln_2).high, x); }
    return with_sign(log1p(u + u * (u / (1 + sqrt(1 + u * u)))), x);
}

constexpr long double acosh(long double x) noexcept {
    if (!(x >= 1 && x < infinity)) { return x < 1 ? not_a_number : x; }
    if (x > 1 / limits::epsilon()) { return (log(double_word{x}) + ln_2).high; }
    const long double excess = x - 1;
    return log1p(excess + sqrt(excess * (x + 1)));
}

constexpr long double atanh(long double x) noexcept {
    const long double u = abs(x);
    if (!(u < 1)) { return u == 1 ? with_sign(infinity, x) : not_a_number; }
    return with_sign(log1p(2 * u / (1 - u)) / 2, x);
}

}  // namespace ctgrad::math::constant
