/// The derivatives of ln Gamma, digamma and polygamma, for every number type.
///
/// psi_n(x) = d^(n+1)/dx^(n+1) ln Gamma(x): recurrence up to large arguments, Stirling's series
/// there, reflection for x <= 0 (Abramowitz and Stegun 6.3.5 to 6.4.11).
#pragma once

#include <limits>

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/inverse_trigonometric.hpp>
#include <ctgrad/core/math/logarithm.hpp>
#include <ctgrad/core/math/trigonometric.hpp>

namespace ctgrad::math::constant {

// Templates of one type: compilers evaluate what they need, such as a series, when they are called.
template <class Real> constexpr Real polygamma(int n, Real x) noexcept;
template <class Real> constexpr Real digamma_by_taylor(Real x, Real otherwise) noexcept;

}  // namespace ctgrad::math::constant

namespace ctgrad::math {

/// The highest order of `polygamma`.
inline constexpr int largest_polygamma_order = 40;

namespace standard {

/// For types of a user that tell their precision; another `polygamma` may be found by ADL.
template <class T>
    requires(!native<T> && std::numeric_limits<T>::is_specialized)
T polygamma(const T& n, const T& x);

}  // namespace standard

/// The derivative of order n of `digamma`, n = 0, 1, ..., 40: psi_n(x).
///
/// Built-in types are computed in long double: on x86 float and double are within 2 units in the
/// last place for x > 0, and for x < 0 but for an absolute error of 2^-60 of the largest term,
/// beside the zeros there. Other types are within some units, digamma absolutely beside its zeros.
/// At 0, -1, -2, ... odd orders are infinite and even ones, whose sides differ, are NaN.
template <real T>
constexpr value_of<T> polygamma(const T& n, const T& x) noexcept(native<T>) {
    if constexpr (native<T>) {
        return constant::narrow<T>(constant::polygamma<long double>(static_cast<int>(n), x));
    } else {
        using standard::polygamma;
        return polygamma(n, x);
    }
}

/// The first derivative of ln Gamma(x): psi_0(x), as accurate as `polygamma`.
template <real T>
constexpr value_of<T> digamma(const T& x) noexcept(native<T>) {
    return math::polygamma(T(0), x);
}

}  // namespace ctgrad::math

namespace ctgrad::math::detail {

/// The formulas in arithmetic of one type.
template <class T>
struct polygamma_formula {
    static constexpr int decimals = std::numeric_limits<T>::max_digits10;
    static constexpr int terms = 2 + 2 * decimals / 5;
    static constexpr int most = largest_polygamma_order;

    /// B_2k / (2 k) for k = 1, 2, ...
    T bernoulli[terms]{};

    /// By the tangent numbers T_k: B_2k = (-1)^(k-1) 2 k T_k / (4^k (4^k - 1)). R. P. Brent and
    /// D. Harvey, "Fast computation of Bernoulli, tangent and secant numbers" (2011).
    constexpr polygamma_formula() {
        T tangent[terms + 1]{};
        tangent[1] = T(1);
        for (int k = 2; k <= terms; ++k) { tangent[k] = T(k - 1) * tangent[k - 1]; }
        for (int k = 2; k <= terms; ++k) {
            for (int j = k; j <= terms; ++j) {
                tangent[j] = T(j - k) * tangent[j - 1] + T(j - k + 2) * tangent[j];
            }
        }
        T fours = T(1);
        for (int k = 1; k <= terms; ++k) {
            fours = fours * T(4);
            bernoulli[k - 1] = T(k % 2 == 1 ? 1 : -1) * tangent[k] / (fours * (fours - T(1)));
        }
    }

    static constexpr T power(const T& x, int n) {
        T result = T(1);
        for (int i = 0; i < n; ++i) { result = result * x; }
        return result;
    }

    static constexpr T factorial(int n) {
        T result = T(1);
        for (int i = 2; i <= n; ++i) { result = result * T(i); }
        return result;
    }

    /// For x > 0.
    constexpr T positive(int n, const T& x) const {
        const T large = T(4 + decimals + 2 * n);
        const T sign = T(n % 2 == 0 ? -1 : 1);
        T shifted = T(0);
        T z = x;
        for (; z < large; z = z + T(1)) { shifted = shifted + T(1) / power(z, n + 1); }

        const T inverse = T(1) / z;
        const T square = inverse * inverse;
        T weight = n == 0 ? square : T(n) * T(n + 1) * square;  // of B_2k / (2 k)
        T series = (n == 0 ? T(1) : T(n)) * inverse / T(2);
        for (int k = 1; k <= terms; ++k) {
            series = series + bernoulli[k - 1] * weight;
            weight = weight * square;
            if (n > 0) {
                weight = weight * T((2 * k + n) * (2 * k + n + 1)) / T(2 * k * (2 * k + 1));
            }
        }
        if (n == 0) { return (math::log(z) - series) - shifted; }
        const T beyond = factorial(n - 1) * power(inverse, n) * (T(1) + series);
        return sign * (factorial(n) * shifted + beyond);
    }

    /// The derivative of order n of pi cot(pi r), |r| <= 1/2: a polynomial in c = cot(pi r), as
    /// c' = -pi (1 + c^2). Its coefficients have one sign.
    static constexpr T cotangent(int n, const T& r) {
        const T pi = math::acos(T(-1));
        T coefficients[most + 2]{};
        coefficients[1] = T(1);
        for (int order = 1; order <= n; ++order) {
            T derived[most + 2]{};
            for (int i = 1; i <= order; ++i) {
                derived[i - 1] = derived[i - 1] - T(i) * coefficients[i];
                derived[i + 1] = derived[i + 1] - T(i) * coefficients[i];
            }
            for (int i = 0; i < most + 2; ++i) { coefficients[i] = derived[i]; }
        }
        const T size = r < T(0) ? T(-r) : r;
        const T from_zero = T(1) / T(2) - size;  // of the cotangent
        const T tangent = math::tan(T(pi * (from_zero < size ? from_zero : size)));
        const T magnitude = from_zero < size ? tangent : T(T(1) / tangent);
        const T c = r < T(0) ? T(-magnitude) : magnitude;
        T sum = T(0);
        for (int i = n + 1; i >= 0; --i) { sum = sum * c + coefficients[i]; }
        return sum * power(pi, n + 1);
    }

    /// For x > 0, built-in types also beside the zero of digamma.
    constexpr T above_zero(int n, const T& x) const {
        if constexpr (native<T>) {
            if (n == 0) { return constant::digamma_by_taylor<long double>(x, positive(0, x)); }
        }
        return positive(n, x);
    }

    constexpr T operator()(int n, const T& x) const {
        using limits = std::numeric_limits<T>;
        if (x != x || n < 0 || n > most) { return limits::quiet_NaN(); }
        if (x > limits::max()) { return n == 0 ? x : T(0); }
        if (x > T(0)) { return above_zero(n, x); }
        const T nearest = x < limits::lowest() ? x : T(math::floor(T(x + T(1) / T(2))));
        if (x == nearest) {
            return n % 2 == 0 || x < limits::lowest() ? limits::quiet_NaN() : limits::infinity();
        }
        const T mirrored = above_zero(n, T(T(1) - x));
        return (n % 2 == 0 ? mirrored : T(-mirrored)) - cotangent(n, T(x - nearest));
    }
};

}  // namespace ctgrad::math::detail

namespace ctgrad::math::constant {

template <class Real> constexpr Real polygamma(int n, Real x) noexcept {
    return detail::polygamma_formula<Real>()(n, x);
}

/// The positive zero of digamma.
inline constexpr double_word digamma_zero =
    two_sum(0x1.762d86356be3fp+0L, 9.54999542996569771518419908e-17L);

/// Taylor's series about it: the coefficients psi_n / n! of (x - zero)^n.
template <class Real> struct digamma_taylor {
    static constexpr int terms = limits::digits / 4;
    Real coefficients[terms + 1]{};

    constexpr digamma_taylor() {
        Real factorial = 1;
        for (int n = 1; n <= terms; ++n) {
            factorial *= static_cast<Real>(n);
            coefficients[n] =
                detail::polygamma_formula<Real>().positive(n, digamma_zero.high) / factorial;
        }
    }
};
template <class Real> inline constexpr digamma_taylor<Real> taylor_of_digamma{};

/// digamma(x) by the series near its positive zero, else `otherwise`, what it is by the general
/// formula.
template <class Real> constexpr Real digamma_by_taylor(Real x, Real otherwise) noexcept {
    const Real from_zero = (x - digamma_zero.high) - digamma_zero.low;
    if (!(abs(from_zero) < 0.0625L)) { return otherwise; }
    Real sum = 0;
    for (int n = digamma_taylor<Real>::terms; n > 0; --n) {
        sum = (sum + taylor_of_digamma<Real>.coefficients[n]) * from_zero;
    }
    return sum;
}

}  // namespace ctgrad::math::constant

namespace ctgrad::math::standard {

template <class T>
    requires(!native<T> && std::numeric_limits<T>::is_specialized)
T polygamma(const T& n, const T& x) {
    static const detail::polygamma_formula<T> formula;
    return formula(static_cast<int>(n), x);
}

}  // namespace ctgrad::math::standard
