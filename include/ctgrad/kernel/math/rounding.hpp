/// Square roots and the next whole number below, of packs.
#pragma once

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/binary.hpp>

namespace ctgrad::kernel {

namespace detail {

/// One instruction. std::sqrt of each lane would have to set errno: a branch and perhaps a call.
template <pack_type P> CTGRAD_INLINE P sqrt_of(P u) {
#if __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(u);
#elif defined(__AVX__)
    P y;
    if constexpr (sizeof(number_in<P>) == 4) asm("vsqrtps %1, %0" : "=v"(y) : "v"(u));
    else asm("vsqrtpd %1, %0" : "=v"(y) : "v"(u));
    return y;
#elif defined(__SSE2__)
    P y;
    if constexpr (sizeof(number_in<P>) == 4) asm("sqrtps %1, %0" : "=x"(y) : "x"(u));
    else asm("sqrtpd %1, %0" : "=x"(y) : "x"(u));
    return y;
#else
    for (int i = 0; i < lanes_in<P>; ++i) u[i] = math::standard::sqrt(u[i]);
    return u;
#endif
}

/// From 2^23 or 2^52 on all numbers are whole; below, adding and subtracting that rounds.
template <pack_type P> CTGRAD_INLINE P floor_of(P u) {
    using T = number_in<P>;
    constexpr T base = power_of_two<T>(binary<T>::fraction_bits);
    const P size = magnitude(u);
    const P whole_number = with_sign_of(u, as_written(size + base) - base);
    const P below = whole_number - (whole_number > u ? broadcast<P>(T(1)) : P{});
    return size < base ? below : u;
}

}  // namespace detail

/// The square root, correctly rounded; NaN below 0.
template <pack_type P> CTGRAD_INLINE P sqrt(P u, accurate = {}) { return detail::sqrt_of(u); }

/// The largest whole number that is not above u; exact.
template <pack_type P> CTGRAD_INLINE P floor(P u, accurate = {}) { return detail::floor_of(u); }

}  // namespace ctgrad::kernel
