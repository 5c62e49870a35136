/// asinh, acosh and atanh of packs.
#pragma once

#include <limits>

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>
#include <ctgrad/kernel/math/rounding.hpp>

namespace ctgrad::kernel {

namespace detail {

/// log(1 + v), or log(2 u) where u is so large that 1 is lost beside it and u^2 may be no number.
template <packable T> CTGRAD_INLINE pack<T> log1p_or_twice(pack<T> v, pack<T> u) {
    const auto large = u > power_of_two<T>(binary<T>::fraction_bits + 2);
    const pack<T> y = log1p_of<T>(large ? u : v);
    return y + (large ? broadcast(T(0.69314718055994531)) : pack<T>{});
}

/// log(|u| + sqrt(u^2 + 1)), less 1 in the logarithm (fdlibm, s_asinh.c).
template <packable T> CTGRAD_INLINE pack<T> asinh_of(pack<T> u) {
    const pack<T> x = magnitude<T>(u), z = x * x;
    return with_sign_of<T>(u, log1p_or_twice<T>(x + z / (sqrt_of<T>(z + T(1)) + T(1)), x));
}

/// log(u + sqrt(u^2 - 1)), by t = u - 1 (fdlibm, e_acosh.c).
template <packable T> CTGRAD_INLINE pack<T> acosh_of(pack<T> u) {
    const pack<T> t = as_written(u - T(1));
    const pack<T> y = log1p_or_twice<T>(t + sqrt_of<T>(t * (t + T(2))), u);
    return u < T(1) ? broadcast(std::numeric_limits<T>::quiet_NaN()) : y;
}

/// log((1 + u) / (1 - u)) / 2 (fdlibm, e_atanh.c).
template <packable T> CTGRAD_INLINE pack<T> atanh_of(pack<T> u) {
    const pack<T> x = magnitude<T>(u);
    return with_sign_of<T>(u, T(0.5) * log1p_of<T>((x + x) / (T(1) - x)));
}

}  // namespace detail

/// asinh(u). Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> asinh(pack<float> u, accurate = {}) { return detail::asinh_of<float>(u); }
CTGRAD_INLINE pack<double> asinh(pack<double> u, accurate = {}) {
    return detail::asinh_of<double>(u);
}

/// acosh(u) >= 0, NaN below 1. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> acosh(pack<float> u, accurate = {}) { return detail::acosh_of<float>(u); }
CTGRAD_INLINE pack<double> acosh(pack<double> u, accurate = {}) {
    return detail::acosh_of<double>(u);
}

/// atanh(u): infinite at -1 and 1, NaN beyond. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> atanh(pack<float> u, accurate = {}) { return detail::atanh_of<float>(u); }
CTGRAD_INLINE pack<double> atanh(pack<double> u, accurate = {}) {
    return detail::atanh_of<double>(u);
}

}  // namespace ctgrad::kernel
