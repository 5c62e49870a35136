/// Polynomials and rational functions of packs.
#pragma once

#include <bit>

#include <ctgrad/kernel/math/binary.hpp>

namespace ctgrad::kernel::detail {

/// c[0] + c[1] u + ... + c[N-1] u^(N-1)
template <packable T, int N> CTGRAD_INLINE pack<T> polynomial(const T (&c)[N], pack<T> u) {
    pack<T> sum = broadcast(c[N - 1]);
    CTGRAD_UNROLL for (int i = N - 2; i >= 0; --i) sum = sum * u + broadcast(c[i]);
    return sum;
}

template <int First, int Count, packable T, int N, int Powers>
CTGRAD_INLINE pack<T> sum_in_pairs(const T (&c)[N], const pack<T> (&power)[Powers]) {
    if constexpr (Count == 1) return broadcast(c[First]);
    else {
        constexpr int half = static_cast<int>(std::bit_ceil(static_cast<unsigned>(Count))) / 2;
        constexpr int which = std::countr_zero(static_cast<unsigned>(half));
        return sum_in_pairs<First + half, Count - half>(c, power) * power[which] +
               sum_in_pairs<First, half>(c, power);
    }
}

/// The same for N > 2 of which few additions wait for each other: in pairs, pairs of pairs and so
/// on. Only c[0], the largest part, is added at the end as ever, as this rounding counts most.
template <packable T, int N>
CTGRAD_INLINE pack<T> polynomial_in_pairs(const T (&c)[N], pack<T> u) {
    constexpr int powers = std::bit_width(static_cast<unsigned>(N - 2));
    pack<T> power[powers] = {u};  // u, u^2, u^4, ...
    CTGRAD_UNROLL for (int i = 1; i < powers; ++i) power[i] = power[i - 1] * power[i - 1];
    return sum_in_pairs<1, N - 1>(c, power) * u + broadcast(c[0]);
}

/// u P(u^2) / Q(u^2) for |u| <= Constants::most, never beyond 1 and -1, which it is further out; P
/// and Q have the coefficients Constants::p and ::q. Positive ones lose no digits in the sums.
template <class Constants, packable T> CTGRAD_INLINE pack<T> odd_rational(pack<T> u) {
    const pack<T> most = broadcast(Constants::most), one = broadcast(T(1)), size = magnitude<T>(u);
    const pack<T> x = size > most ? most : size, z = x * x;
    const pack<T> y = x * polynomial(Constants::p, z) / polynomial(Constants::q, z);
    return with_sign_of<T>(u, ((y > one) | (size > most)) ? one : y);
}

}  // namespace ctgrad::kernel::detail
