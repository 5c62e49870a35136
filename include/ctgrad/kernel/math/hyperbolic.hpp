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
template <packable T> struct split_hyperbola {
    using constant = hyperbola<T>;
    pack<T> a, b, sine, cosine;  // sinh(r), cosh(r) - 1

    CTGRAD_INLINE explicit split_hyperbola(pack<T> size) {
        constexpr int places = binary<T>::fraction_bits;
        const pack<T> u = at_most(size, exponential<T>::most + T(1));
        const rounded<T> n = nearest(u, T(1.4426950408889634));
        const pack<T> k = n.number();
        const rounded<T> negative{rounded<T>::magic - at_most(k, T(64))};
        const pack<T> growing = from_bits<T>(n.integer(binary<T>::bias - 3) << places);
        const pack<T> falling = from_bits<T>(negative.integer(binary<T>::bias - 3) << places);
        a = growing - falling;
        b = growing + falling;
        const pack<T> r = as_written(u - k * exponential<T>::high) - k * exponential<T>::low;
        const pack<T> z = r * r;
        sine = r + (r * z) * polynomial(constant::s, z);
        cosine = T(0.5) * z + (z * z) * polynomial(constant::c, z);
    }
};

/// u itself where it is so small that its square is lost, -0 and subnormal numbers among them.
template <packable T> CTGRAD_INLINE pack<T> sinh_of(pack<T> u) {
    const pack<T> size = magnitude<T>(u);
    const split_hyperbola<T> h(size);
    const pack<T> y = (h.a + (h.a * h.cosine + h.b * h.sine)) * T(4);
    return size < power_of_two<T>(-binary<T>::fraction_bits / 2 - 2) ? u : with_sign_of<T>(u, y);
}

template <packable T> CTGRAD_INLINE pack<T> cosh_of(pack<T> u) {
    const split_hyperbola<T> h(magnitude<T>(u));
    return (h.b + (h.b * h.cosine + h.a * h.sine)) * T(4);
}

}  // namespace detail

/// tanh(u), never beyond 1. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> tanh(pack<float> u, accurate = {}) { return detail::tanh_of<float>(u); }
CTGRAD_INLINE pack<double> tanh(pack<double> u, accurate = {}) {
    return detail::tanh_of<double>(u);
}

/// sinh(u) and cosh(u), infinite where they are due. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> sinh(pack<float> u, accurate = {}) { return detail::sinh_of<float>(u); }
CTGRAD_INLINE pack<double> sinh(pack<double> u, accurate = {}) {
    return detail::sinh_of<double>(u);
}
CTGRAD_INLINE pack<float> cosh(pack<float> u, accurate = {}) { return detail::cosh_of<float>(u); }
CTGRAD_INLINE pack<double> cosh(pack<double> u, accurate = {}) {
    return detail::cosh_of<double>(u);
}

}  // namespace ctgrad::kernel
