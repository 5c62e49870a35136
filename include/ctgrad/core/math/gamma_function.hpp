/// The gamma function by Stirling's series, after a shift to large arguments.
#pragma once

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/exponential.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/logarithm.hpp>
#include <ctgrad/core/math/reduction.hpp>
#include <ctgrad/core/math/trigonometric.hpp>

namespace ctgrad::math::constant {

constexpr long double tgamma(long double x) noexcept;
constexpr long double lgamma(long double x) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The gamma function: (x - 1)! for whole x > 0.
template <real T>
constexpr value_of<T> tgamma(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::tgamma(u); },
                            [](const auto& u) {
                                using standard::tgamma;
                                return tgamma(u);
                            },
                            x);
}

/// ln |Gamma(x)|.
template <real T>
constexpr value_of<T> lgamma(const T& x) noexcept(native<T>) {
    return detail::evaluate([](auto u) { return constant::lgamma(u); },
                            [](const auto& u) {
                                using standard::lgamma;
                                return lgamma(u);
                            },
                            x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

/// B_2n / (2 n (2 n - 1)) for n = 1, 2, ...: the coefficients of Stirling's series.
inline constexpr long double stirling_coefficients[] = {
    1.0L / 12,
    -1.0L / 360,
    1.0L / 1260,
    -1.0L / 1680,
    1.0L / 1188,
    -691.0L / 360360,
    1.0L / 156,
    -3617.0L / 122400,
    43867.0L / 244188,
    -174611.0L / 125400,
    77683.0L / 5796,
    -236364091.0L / 1506960,
    657931.0L / 300,
    -3392780147.0L / 93960,
    1723168255201.0L / 2492028,
    -7709321041217.0L / 505920,
};

/// ln Gamma(x) = (x - 1/2) ln(x) - x + ln(2 pi) / 2 + the series in 1 / x, x >= 10.
constexpr double_word stirling(double_word x) noexcept {
    constexpr double_word half_log_2_pi =
        two_sum(0x1.d67f1c864beb5p-1L, -3.878294158067241582230538872020987e-17L);
    const long double inverse = 1 / x.high;
    long double sum = 0;
    for (int n = 15; n >= 0; --n) { sum = stirling_coefficients[n] + inverse * inverse * sum; }
    return (x + -0.5L) * log(x) + -x + half_log_2_pi + inverse * sum;
}

/// Gamma = e^logarithm / product.
struct gamma_parts {
    double_word logarithm;
    double_word product;
};

/// Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1)) for epsilon / 8 < x < 2^100.
constexpr gamma_parts take_gamma(long double x) noexcept {
    constexpr long double minimum = limits::digits > 64 ? 24 : 10;
    double_word product{1};
    long double n = 0;
    for (; x + n < minimum; ++n) { product = product * two_sum(x, n); }
    return {stirling(two_sum(x, n)), product};
}

/// sin(pi x).
constexpr long double sine_of_turns(long double x) noexcept {
    const long double halves = nearest(2 * x);
    const int quadrant = static_cast<int>(halves - 4 * floor(halves / 4));
    return sine_of({quadrant, pi * (x - halves / 2)});
}

/// Whether x is 0, -1, -2, ...
constexpr bool is_pole(long double x) noexcept { return x <= 0 && is_integer(x); }

constexpr long double tgamma(long double x) noexcept {
    constexpr long double tiny = limits::epsilon() / 8;
    if (x != x || x == infinity) { return x; }
    if (x == 0) { return is_negative(x) ? -infinity : infinity; }
    if (is_pole(x) || x == -infinity) { return not_a_number; }
    if (abs(x) < tiny) { return abs(x) > 1 / limits::max() ? 1 / x : x > 0 ? infinity : -infinity; }
    if (abs(x) > limits::max_exponent) {
        return x > 0 ? infinity : is_integer(floor(x) / 2) ? 0.0L : -0.0L;
    }
    const auto [logarithm, product] = take_gamma(abs(x));
    if (x > 0) { return exp(logarithm) / product.high; }
    return pi.high * product.high / (x * sine_of_turns(-x)) * exp(-logarithm);  // reflection
}

/// ln Gamma(1 + x) for |x| <= 1/64: -gamma x + the sum of zeta(n) (-x)^n / n.
constexpr long double log_gamma_series(long double x) noexcept {
    constexpr long double coefficients[] = {
        0.577215664901532860606512090082402431L,  0.822467033424113218236207583323012595L,
        0.40068563438653142846657938717048333L,   0.270580808427784547879000924135291976L,
        0.207385551028673985266273097291406834L,  0.169557176997408189952419654965153421L,
        0.144049896768846118119971078549970966L,  0.125509669524743042422335654813581558L,
        0.111334265869564690490872529914712451L,  0.100099457512781808533714595890031902L,
        0.090954017145829042232609298411497267L,  0.0833538405461090040248864998373116392L,
        0.0769325164113521914728270643481813381L, 0.071432946295361336059232753221795381L,
        0.0666687058824204680329034485673763375L, 0.0625009551412130407419832857179772951L,
        0.0588239786586845823389572706055037076L, 0.0555557676274036111022142478691456633L,
        0.0526316793796166607336276661556734264L, 0.0500000476981016936398056576019341725L,
    };
    long double sum = 0;
    for (int n = 19; n >= 0; --n) { sum = coefficients[n] - x * sum; }
    return 0 - x * sum;  // not -0 for 0
}

/// ln Gamma(x) for x > 0.
constexpr double_word positive_log_gamma(long double x) noexcept {
    constexpr long double radius = 1 / 64.0L;
    if (abs(x - 1) < radius) { return {log_gamma_series(x - 1)}; }
    if (abs(x - 2) < radius) { return {log_gamma_series(x - 2) + log1p(x - 2)}; }
    if (x < limits::epsilon() / 8) { return -log(double_word{x}); }
    if (x > 1 / limits::epsilon()) {
        const double_word slope = log(double_word{x}) + -1.0L;
        return {slope.high < limits::max() / x ? slope.high * x : infinity};
    }
    const auto [logarithm, product] = take_gamma(x);
    return logarithm + -log(product);
}

constexpr long double lgamma(long double x) noexcept {
    if (x != x || is_infinite(x) || is_pole(x)) { return x != x ? x : infinity; }
    if (x > -limits::epsilon() / 8) { return positive_log_gamma(abs(x)).high; }
    const auto [logarithm, product] = take_gamma(-x);
    const double_word sine{abs(sine_of_turns(-x))};
    return (log(pi * product / (sine * -x)) + -logarithm).high;
}

}  // namespace ctgrad::math::constant
