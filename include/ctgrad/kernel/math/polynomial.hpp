/// Polynomials and rational functions of packs.
#pragma once

#include <ctgrad/kernel/math/binary.hpp>

namespace ctgrad::kernel::detail {

/// c[0] + c[1] u + ... + c[N-1] u^(N-1)
template <packable T, int N> CTGRAD_INLINE pack<T> polynomial(const T (&c)[N], pack<T> u) {
    pack<T> sum = broadcast(c[N - 1]);
    CTGRAD_UNROLL for (int i = N - 2; i >= 0; --i) sum = sum * u + broadcast(c[i]);
    return sum;
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
