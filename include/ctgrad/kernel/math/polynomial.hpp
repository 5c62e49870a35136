/// Polynomials of packs.
#pragma once

#include <ctgrad/kernel/math/binary.hpp>

namespace ctgrad::kernel::detail {

/// c[0] + c[1] u + ... + c[N-1] u^(N-1)
template <packable T, int N> CTGRAD_INLINE pack<T> polynomial(const T (&c)[N], pack<T> u) {
    pack<T> sum = broadcast(c[N - 1]);
    CTGRAD_UNROLL for (int i = N - 2; i >= 0; --i) sum = sum * u + broadcast(c[i]);
    return sum;
}

}  // namespace ctgrad::kernel::detail
