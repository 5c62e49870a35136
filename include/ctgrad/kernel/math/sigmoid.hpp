/// The logistic function and its integral, of packs.
#pragma once

#include <ctgrad/kernel/math/exponential.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>

namespace ctgrad::kernel {

namespace detail {

/// e^-|u| / (1 + e^-|u|), or 1 / (1 + e^-|u|): no overflow on either side.
template <pack_type P, class Accuracy>
CTGRAD_INLINE P sigmoid_of(P u, Accuracy accuracy) {
    using T = number_in<P>;
    const auto negative = u < T(0);
    const P small = exp_of_negative(u, accuracy);
    return (negative ? small : broadcast<P>(T(1))) / (small + T(1));
}

/// max(u, 0) + log(1 + e^-|u|)
template <pack_type P, class Accuracy>
CTGRAD_INLINE P softplus_of(P u, Accuracy accuracy) {
    using T = number_in<P>;
    const auto negative = u < T(0);
    const P tail = log1p_of(exp_of_negative(u, accuracy));
    return negative ? tail : u + tail;
}

}  // namespace detail

/// 1 / (1 + e^-u), down to where it is subnormal. Error at most 3 units in the last place.
template <pack_type P, class Accuracy = accurate>
CTGRAD_INLINE P sigmoid(P u, Accuracy policy = {}) {
    return detail::sigmoid_of(u, policy);
}

/// log(1 + e^u). Error at most 3 units in the last place.
template <pack_type P, class Accuracy = accurate>
CTGRAD_INLINE P softplus(P u, Accuracy policy = {}) {
    return detail::softplus_of(u, policy);
}

}  // namespace ctgrad::kernel
