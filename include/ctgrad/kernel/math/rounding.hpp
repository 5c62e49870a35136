/// Square roots and the next whole number below, of packs.
#pragma once

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/binary.hpp>

namespace ctgrad::kernel {

namespace detail {

/// One instruction. std::sqrt of each lane would have to set errno: a branch and perhaps a call.
template <packable T> CTGRAD_INLINE pack<T> sqrt_of(pack<T> u) {
#if __has_builtin(__builtin_elementwise_sqrt)
    return __builtin_elementwise_sqrt(u);
#elif defined(__AVX__)
    pack<T> y;
    if constexpr (sizeof(T) == 4) asm("vsqrtps %1, %0" : "=v"(y) : "v"(u));
    else asm("vsqrtpd %1, %0" : "=v"(y) : "v"(u));
    return y;
#elif defined(__SSE2__)
    pack<T> y;
    if constexpr (sizeof(T) == 4) asm("sqrtps %1, %0" : "=x"(y) : "x"(u));
    else asm("sqrtpd %1, %0" : "=x"(y) : "x"(u));
    return y;
#else
    for (int i = 0; i < lanes<T>; ++i) u[i] = math::standard::sqrt(u[i]);
    return u;
#endif
}

/// From 2^23 or 2^52 on all numbers are whole; below, adding and subtracting that rounds.
template <packable T> CTGRAD_INLINE pack<T> floor_of(pack<T> u) {
    constexpr T base = power_of_two<T>(binary<T>::fraction_bits);
    const pack<T> size = magnitude<T>(u);
    const pack<T> whole_number = with_sign_of<T>(u, as_written(size + base) - base);
    const pack<T> below = whole_number - (whole_number > u ? broadcast(T(1)) : pack<T>{});
    return size < base ? below : u;
}

}  // namespace detail

/// The square root, correctly rounded; NaN below 0.
CTGRAD_INLINE pack<float> sqrt(pack<float> u, accurate = {}) { return detail::sqrt_of<float>(u); }
CTGRAD_INLINE pack<double> sqrt(pack<double> u, accurate = {}) {
    return detail::sqrt_of<double>(u);
}

/// The largest whole number that is not above u; exact.
CTGRAD_INLINE pack<float> floor(pack<float> u, accurate = {}) { return detail::floor_of<float>(u); }
CTGRAD_INLINE pack<double> floor(pack<double> u, accurate = {}) {
    return detail::floor_of<double>(u);
}

}  // namespace ctgrad::kernel
