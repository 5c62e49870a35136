/// The logistic function and its integral, of packs.
#pragma once

#include <ctgrad/kernel/math/exponential.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>

namespace ctgrad::kernel {

namespace detail {

/// e^-|u| / (1 + e^-|u|), or 1 / (1 + e^-|u|): no overflow on either side.
template <packable T, class Accuracy>
CTGRAD_INLINE pack<T> sigmoid_of(pack<T> u, Accuracy accuracy) {
    const auto negative = u < T(0);
    const pack<T> small = exp_of_negative<T>(u, accuracy);
    return (negative ? small : broadcast(T(1))) / (small + T(1));
}

/// max(u, 0) + log(1 + e^-|u|)
template <packable T, class Accuracy>
CTGRAD_INLINE pack<T> softplus_of(pack<T> u, Accuracy accuracy) {
    const auto negative = u < T(0);
    const pack<T> tail = log1p_of<T>(exp_of_negative<T>(u, accuracy));
    return negative ? tail : u + tail;
}

}  // namespace detail

/// 1 / (1 + e^-u), down to where it is subnormal. Error at most 3 units in the last place.
template <class Accuracy = accurate>
CTGRAD_INLINE pack<float> sigmoid(pack<float> u, Accuracy policy = {}) {
    return detail::sigmoid_of<float>(u, policy);
}
template <class Accuracy = accurate>
CTGRAD_INLINE pack<double> sigmoid(pack<double> u, Accuracy policy = {}) {
    return detail::sigmoid_of<double>(u, policy);
}

/// log(1 + e^u). Error at most 3 units in the last place.
template <class Accuracy = accurate>
CTGRAD_INLINE pack<float> softplus(pack<float> u, Accuracy policy = {}) {
    return detail::softplus_of<float>(u, policy);
}
template <class Accuracy = accurate>
CTGRAD_INLINE pack<double> softplus(pack<double> u, Accuracy policy = {}) {
    return detail::softplus_of<double>(u, policy);
}

}  // namespace ctgrad::kernel
