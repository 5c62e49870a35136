/// tanh of packs.
#pragma once

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>

namespace ctgrad::kernel {

namespace detail {

/// tanh(r) = r + r^3 p(r^2) for |r| <= log(2) / 4, best approximations of the relative error, by
/// Remez' algorithm: float 6e-8, double 4e-18.
template <packable T> struct hyperbolic_tangent;
template <> struct hyperbolic_tangent<float> {
    static constexpr float p[] = {-0.33331273f, 0.13110669f};
    static constexpr float most = 9.1f;  // tanh(u) is 1 from here on
};
template <> struct hyperbolic_tangent<double> {
    static constexpr double p[] = {-0.33333333333332486,   0.13333333332784241,
                                   -5.3968252782860502e-2, 2.1869370777540441e-2,
                                   -8.8573108693003724e-3, 3.4448636660979466e-3};
    static constexpr double most = 19.1;
};

/// |u| = n log(2) / 2 + r, s = 2^n, t = tanh(r): by the addition theorem, as (s - 1) / (s + 1) is
/// tanh(n log(2) / 2), tanh(|u|) = ((s + 1) t + s - 1) / ((s - 1) t + s + 1). The error that r has
/// from rounding log(2) grows with n, where the slope of tanh falls faster.
template <packable T> CTGRAD_INLINE pack<T> tanh_of(pack<T> u) {
    using constant = hyperbolic_tangent<T>;
    constexpr T half_log = T(0.34657359027997265);
    // With the bias of exponents in it, n is the bits of a power of two, once shifted into place.
    constexpr T magic = rounded<T>::magic + T(binary<T>::bias);
    const pack<T> size = at_most(magnitude<T>(u), constant::most);
    const pack<T> shifted = as_written(size * (1 / half_log) + magic);
    const pack<T> s = from_bits<T>(bits<T>(shifted) << binary<T>::fraction_bits);
    const pack<T> n = as_written(shifted - magic);
    const pack<T> r = as_written(size - n * half_log), z = r * r;
    const pack<T> t = polynomial(constant::p, z) * (r * z) + r;
    const pack<T> sum = s + T(1), difference = s - T(1);
    return with_sign_of<T>(u, (sum * t + difference) / (difference * t + sum));
}

}  // namespace detail

/// tanh(u), never beyond 1. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> tanh(pack<float> u, accurate = {}) { return detail::tanh_of<float>(u); }
CTGRAD_INLINE pack<double> tanh(pack<double> u, accurate = {}) {
    return detail::tanh_of<double>(u);
}

}  // namespace ctgrad::kernel
