/// Polynomials of packs.
#pragma once

#include <ctgrad/kernel/math/binary.hpp>

namespace ctgrad::kernel::detail {

/// c[0] + c[1] u + ... + c[N-1] u^(N-1)
template <packable T, int N, pack_type P> CTGRAD_INLINE P polynomial(const T (&c)[N], P u) {
    P sum = broadcast<P>(c[N - 1]);
    CTGRAD_UNROLL for (int i = N - 2; i >= 0; --i) sum = sum * u + broadcast<P>(c[i]);
    return sum;
}

}  // namespace ctgrad::kernel::detail
