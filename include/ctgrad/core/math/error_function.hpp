/// The error function: Taylor series for |x| < 1/2, else a trapezoidal sum for erfc.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/exponential.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/power.hpp>

namespace ctgrad::math::constant {

constexpr long double erf(long double x) noexcept;
constexpr long double erfc(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// 2 / sqrt(pi) times the integral of e^-t^2 from 0 to x.
template <real T>
constexpr value_of<T> erf(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::erf(u); },
                            [](const auto& u) {
                                using standard::erf;
                                return erf(u);
                            },
                            x);
}

/// 1 - erf(x), without cancellation for large x.
template <real T>
constexpr value_of<T> erfc(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::erfc(u); },
                            [](const auto& u) {
                                using standard::erfc;
                                return erfc(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// erf(x) for |x| <= 1/2: 2 / sqrt(pi) times the sum of (-1)^n x^(2 n + 1) / (n! (2 n + 1)).
constexpr long double error_function_series(long double x) noexcept {
    constexpr double_word factor =
        two_sum(0x1.20dd750429b6dp+0L, 1.533545961316588074559976812877518521e-17L);
    const long double square = x * x;
    long double sum = 0;
    for (int n = 4 + limits::digits / 5; n > 0; --n) {
        const auto k = static_cast<long double>(n);
        sum = (1 / (2 * k + 1) - square * sum) / k;
    }
    return factor.high * (x - x * square * sum);
}

/// The step h = sqrt(ln(2) / 8) of the trapezoidal rule over pi, and its first weights.
inline constexpr long double trapezoid_step = sqrt(ln_2.high / 8) / pi.high;
inline constexpr long double first_trapezoid_weights[] = {1, exp2(-0.125L), exp2(-0.5L),
                                                          exp2(-1.125L)};

/// erfc(x) for x >= 1/2: the trapezoidal rule with step h on x / pi times the integral of
/// e^(-x^2 - t^2) / (x^2 + t^2), plus the residue of its pole. F. Matta and A. Reichel,
/// Mathematics of Computation 25 (1971). With h^2 = ln(2) / 8 the weights e^-(n h)^2 = 2^-(n^2 / 8)
/// repeat after four steps but for a power of two, and the error of the rule is 2^-164.
constexpr long double complement_by_trapezoids(long double x) noexcept {
    const long double square = x * x;
    const auto& w = first_trapezoid_weights;
    long double weights[] = {w[0], w[1], w[2], w[3]};
    long double power = 0.25L;  // 2^-(n - 2)
    long double sum = 0;
    for (int n = 1; weights[3] > limits::epsilon() / 64; ++n) {
        long double& weight = weights[n % 4];
        if (n >= 4) {
            weight *= power;
            power /= 2;
        }
        sum += weight / (square + static_cast<long double>(n * n) * (ln_2.high / 8));
    }
    const long double height = exp(-two_product(x, x)) * (trapezoid_step / x);
    const long double integral = height + height * (2 * square * sum);
    const long double turns = 2 / trapezoid_step * x;
    return turns > limits::digits ? integral : integral - 2 / expm1(turns);
}

constexpr long double erfc(long double x) noexcept {
    constexpr long double limit = limits::digits * 3;  // erfc underflows before sqrt(max_exponent)
    if (x != x || abs(x) > limit) { return x != x ? x : x > 0 ? 0 : 2; }
    if (abs(x) < 0.5L) { return 1 - error_function_series(x); }
    return x > 0 ? complement_by_trapezoids(x) : 2 - complement_by_trapezoids(-x);
}

constexpr long double erf(long double x) noexcept {
    if (x != x || x == 0) { return x; }
    if (abs(x) < 0.5L) { return error_function_series(x); }
    return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
}

}  // namespace ctgrad::math::constant
