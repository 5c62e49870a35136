/// tanh, sinh and cosh of packs.
#pragma once

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/exponential.hpp>
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
template <pack_type P> CTGRAD_INLINE P tanh_of(P u) {
    using T = number_in<P>;
    using constant = hyperbolic_tangent<T>;
    constexpr T half_log = T(0.34657359027997265);
    // With the bias of exponents in it, n is the bits of a power of two, once shifted into place.
    constexpr T magic = rounded<P>::magic + T(binary<T>::bias);
    const P size = at_most(magnitude(u), constant::most);
    const P shifted = as_written(size * (1 / half_log) + magic);
    const P s = from_bits<P>(bits(shifted) << binary<T>::fraction_bits);
    const P n = as_written(shifted - magic);
    const P r = as_written(size - n * half_log), z = r * r;
    const P t = polynomial(constant::p, z) * (r * z) + r;
    const P sum = s + T(1), difference = s - T(1);
    return with_sign_of(u, (sum * t + difference) / (difference * t + sum));
}

/// sinh(r) = r + r^3 s(r^2) and cosh(r) = 1 + r^2 / 2 + r^4 c(r^2) for |r| <= log(2) / 2, best
/// approximations of the relative error, by Remez' algorithm, in units of half the last place:
/// float 0.22 and 0.002, double 0.002 and 0.05.
template <packable T> struct hyperbola;
template <> struct hyperbola<float> {
    static constexpr float s[] = {0.166665435f, 8.36653449e-3f};
    static constexpr float c[] = {4.16664593e-2f, 1.39354519e-3f};
};
template <> struct hyperbola<double> {
    static constexpr double s[] = {0.16666666666666677, 8.3333333333213758e-3,
                                   1.9841269886867148e-4, 2.7557243376535344e-6,
                                   2.5109354989071056e-8};
    static constexpr double c[] = {4.1666666666603645e-2, 1.3888888926929569e-3,
                                   2.4801508510610856e-5, 2.7625256004268096e-7};
};

/// |u| = n log(2) + r: with a = (2^n - 2^-n) / 8 and b = (2^n + 2^-n) / 8, 2^n itself need not be a
/// number, sinh(|u|) / 4 = a cosh(r) + b sinh(r) and cosh(u) / 4 = b cosh(r) + a sinh(r).
template <pack_type P> struct split_hyperbola {
    using T = number_in<P>;
    using constant = hyperbola<T>;
    P a, b, sine, cosine;  // sinh(r), cosh(r) - 1

    CTGRAD_INLINE explicit split_hyperbola(P size) {
        constexpr int places = binary<T>::fraction_bits;
        const P u = at_most(size, exponential<T>::most + T(1));
        const rounded<P> n = nearest(u, T(1.4426950408889634));
        const P k = n.number();
        const rounded<P> negative{rounded<P>::magic - at_most(k, T(64))};
        const P growing = from_bits<P>(n.integer(binary<T>::bias - 3) << places);
        const P falling = from_bits<P>(negative.integer(binary<T>::bias - 3) << places);
        a = growing - falling;
        b = growing + falling;
        const P r = as_written(u - k * exponential<T>::high) - k * exponential<T>::low;
        const P z = r * r;
        sine = r + (r * z) * polynomial(constant::s, z);
        cosine = T(0.5) * z + (z * z) * polynomial(constant::c, z);
    }
};

/// u itself where it is so small that its square is lost, -0 and subnormal numbers among them.
template <pack_type P> CTGRAD_INLINE P sinh_of(P u) {
    using T = number_in<P>;
    const P size = magnitude(u);
    const split_hyperbola<P> h(size);
    const P y = (h.a + (h.a * h.cosine + h.b * h.sine)) * T(4);
    return size < power_of_two<T>(-binary<T>::fraction_bits / 2 - 2) ? u : with_sign_of(u, y);
}

template <pack_type P> CTGRAD_INLINE P cosh_of(P u) {
    using T = number_in<P>;
    const split_hyperbola<P> h(magnitude(u));
    return (h.b + (h.b * h.cosine + h.a * h.sine)) * T(4);
}

}  // namespace detail

/// tanh(u), never beyond 1. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P tanh(P u, accurate = {}) { return detail::tanh_of(u); }

/// sinh(u) and cosh(u), infinite where they are due. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P sinh(P u, accurate = {}) { return detail::sinh_of(u); }
template <pack_type P> CTGRAD_INLINE P cosh(P u, accurate = {}) { return detail::cosh_of(u); }

}  // namespace ctgrad::kernel
