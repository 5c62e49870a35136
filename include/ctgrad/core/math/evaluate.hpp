/// Choosing between our constexpr mathematics, the C library's and a user's own, in one place.
#pragma once

#include <concepts>
#include <limits>
#include <type_traits>

#include <ctgrad/core/math/standard.hpp>

namespace ctgrad::math {

/// The built-in floating-point types: constexpr through `math::constant`, at run time
/// through `math::standard`.
template <class T>
concept native = std::same_as<T, float> || std::same_as<T, double> || std::same_as<T, long double>;

/// A type this mathematics accepts: native, or a class whose functions are found by ADL, such as
/// `boost::multiprecision::cpp_bin_float_50`. Integers are refused: `exp(1)` cannot be an integer.
template <class T> concept real = native<T> || !std::is_integral_v<T>;

/// T itself, or `T::result_type` where T is a lazy expression, as x * y is in Boost.Multiprecision:
/// what a function of T returns.
template <class T>
struct evaluated {
    using type = T;
};

template <class T>
    requires std::convertible_to<T, typename T::result_type>
struct evaluated<T> {
    using type = typename T::result_type;
};

template <class T>
using value_of = typename evaluated<T>::type;

/// Whether x is not a number.
template <real T>
constexpr bool isnan(const T& x) noexcept(native<T>) {
    if constexpr (native<T>) {
        if (std::is_constant_evaluated()) { return x != x; }
    }
    using standard::isnan;
    return static_cast<bool>(isnan(x));
}

}  // namespace ctgrad::math

namespace ctgrad::math::constant {

using limits = std::numeric_limits<long double>;
inline constexpr long double infinity = limits::infinity();
inline constexpr long double not_a_number = limits::quiet_NaN();

/// Rounds to T; a value beyond T's range becomes infinite, which a plain cast may not do in a
/// constant expression.
template <native T>
constexpr T narrow(long double x) noexcept {
    using target = std::numeric_limits<T>;
    if constexpr (target::digits < limits::digits) {
        constexpr long double largest = target::max();
        constexpr long double limit = largest + largest * (target::epsilon() / 4);
        if (x != x) { return target::quiet_NaN(); }
        if (x > largest || x < -largest) {
            const T magnitude = x < limit && x > -limit ? target::max() : target::infinity();
            return x < 0 ? -magnitude : magnitude;
        }
    }
    return static_cast<T>(x);
}

}  // namespace ctgrad::math::constant

namespace ctgrad::math::detail {

/// A function's value: in a constant expression `constant(x...)` rounded to T, otherwise
/// `standard(x...)`, and no longer a lazy expression.
template <real T, class Constant, class Standard>
constexpr value_of<T> evaluate(Constant constant, Standard standard, const T& x,
                               const auto&... more) noexcept(native<T>) {
    if constexpr (native<T>) {
        if (std::is_constant_evaluated()) { return constant::narrow<T>(constant(x, more...)); }
    }
    return static_cast<value_of<T>>(standard(x, more...));
}

}  // namespace ctgrad::math::detail
