/// asinh, acosh and atanh of packs.
#pragma once

#include <limits>

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>
#include <ctgrad/kernel/math/rounding.hpp>

namespace ctgrad::kernel {

namespace detail {

/// log(1 + v), or log(2 u) where u is so large that 1 is lost beside it and u^2 may be no number.
template <pack_type P> CTGRAD_INLINE P log1p_or_twice(P v, P u) {
    using T = number_in<P>;
    const auto large = u > power_of_two<T>(binary<T>::fraction_bits + 2);
    const P y = log1p_of(large ? u : v);
    return y + (large ? broadcast<P>(T(0.69314718055994531)) : P{});
}

/// log(|u| + sqrt(u^2 + 1)), less 1 in the logarithm (fdlibm, s_asinh.c).
template <pack_type P> CTGRAD_INLINE P asinh_of(P u) {
    using T = number_in<P>;
    const P x = magnitude(u), z = x * x;
    return with_sign_of(u, log1p_or_twice(x + z / (sqrt_of(z + T(1)) + T(1)), x));
}

/// log(u + sqrt(u^2 - 1)), by t = u - 1 (fdlibm, e_acosh.c).
template <pack_type P> CTGRAD_INLINE P acosh_of(P u) {
    using T = number_in<P>;
    const P t = as_written(u - T(1));
    const P y = log1p_or_twice(t + sqrt_of(t * (t + T(2))), u);
    return u < T(1) ? broadcast<P>(std::numeric_limits<T>::quiet_NaN()) : y;
}

/// log((1 + u) / (1 - u)) / 2 (fdlibm, e_atanh.c).
template <pack_type P> CTGRAD_INLINE P atanh_of(P u) {
    using T = number_in<P>;
    const P x = magnitude(u);
    return with_sign_of(u, T(0.5) * log1p_of((x + x) / (T(1) - x)));
}

}  // namespace detail

/// asinh(u). Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P asinh(P u, accurate = {}) { return detail::asinh_of(u); }

/// acosh(u) >= 0, NaN below 1. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P acosh(P u, accurate = {}) { return detail::acosh_of(u); }

/// atanh(u): infinite at -1 and 1, NaN beyond. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P atanh(P u, accurate = {}) { return detail::atanh_of(u); }

}  // namespace ctgrad::kernel
