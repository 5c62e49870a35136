/// The logistic function and its integral, of packs.
#pragma once

#include <ctgrad/kernel/math/exponential.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>

namespace ctgrad::kernel {

namespace detail {

/// log((1 + s) / (1 - s)) = 2 s + s^3 p(s^2) for |s| <= 1 / 3, found by Sollya's fpminimax; relative
/// error in units of half the last place: float 0.25, double 0.04.
template <packable T> struct softplus_tail;
template <> struct softplus_tail<float> {
    static constexpr float p[] = {0.6666664f, 0.40007794f, 0.28231037f, 0.26885024f};
};
template <> struct softplus_tail<double> {
    static constexpr double p[] = {0.6666666666666666,  0.40000000000012637, 0.2857142856736042,
                                   0.22222222702735814, 0.1818178989499851,  0.15385561813619472,
                                   0.13314231087944925, 0.12000556762209243, 0.08802264017216715,
                                   0.16162509359807356};
};

template <packable T, class Accuracy>
CTGRAD_INLINE pack<T> sigmoid_of(pack<T> u, Accuracy accuracy) {
    const auto negative = u < T(0);
    const pack<T> small = kernel::exp(negative ? u : -u, accuracy);
    return (negative ? small : broadcast(T(1))) / (small + T(1));
}

/// max(u, 0) + log(1 + e) with e = e^-|u| in [0, 1].
template <packable T, class Accuracy>
CTGRAD_INLINE pack<T> softplus_of(pack<T> u, Accuracy accuracy) {
    const auto negative = u < T(0);
    const pack<T> e = kernel::exp(negative ? u : -u, accuracy);
    const pack<T> s = e / (e + T(2)), half_square = T(0.5) * e * e, z = s * s;
    const pack<T> rest = s * (half_square + polynomial(softplus_tail<T>::p, z) * z);
    const pack<T> tail = e - (half_square - rest);
    return negative ? tail : u + tail;
}

}  // namespace detail

/// 1 / (1 + e^-u), down to where it is subnormal. Error at most 3 units in the last place.
template <class Accuracy = accurate>
CTGRAD_INLINE pack<float> sigmoid(pack<float> u, Accuracy accuracy = {}) {
    return detail::sigmoid_of<float>(u, accuracy);
}
template <class Accuracy = accurate>
CTGRAD_INLINE pack<double> sigmoid(pack<double> u, Accuracy accuracy = {}) {
    return detail::sigmoid_of<double>(u, accuracy);
}

/// log(1 + e^u). Error at most 3 units in the last place.
template <class Accuracy = accurate>
CTGRAD_INLINE pack<float> softplus(pack<float> u, Accuracy accuracy = {}) {
    return detail::softplus_of<float>(u, accuracy);
}
template <class Accuracy = accurate>
CTGRAD_INLINE pack<double> softplus(pack<double> u, Accuracy accuracy = {}) {
    return detail::softplus_of<double>(u, accuracy);
}

}  // namespace ctgrad::kernel
