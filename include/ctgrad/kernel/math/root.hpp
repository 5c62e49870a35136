/// Cube roots, and roots of sums of two squares, of packs.
#pragma once

#include <limits>

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>
#include <ctgrad/kernel/math/rounding.hpp>

namespace ctgrad::kernel {

namespace detail {

/// cbrt(m) = p(m) for m in [sqrt(1/2), sqrt(2)], best approximations of the relative error, by
/// Remez' algorithm: float 6e-4, double 1.2e-6.
template <packable T> struct cube_root;
template <> struct cube_root<float> {
    static constexpr float p[] = {0.553698003f, 0.553675294f, -0.107482426f};
};
template <> struct cube_root<double> {
    static constexpr double p[] = {0.42168411586320864,  1.0560418489819403,
                                   -0.83611964942451666, 0.51101163852269749,
                                   -0.17957755645323614, 2.6958614169146813e-2};
};

/// |u| = 2^(3 k + j) m with j from -1 to 1; one step of Halley's method cubes the error that the
/// polynomial has.
template <pack_type P> CTGRAD_INLINE P cbrt_of(P u) {
    using T = number_in<P>;
    const P size = magnitude(u);
    const split_positive<P> number(size);
    const rounded<P> k = nearest(number.n, T(1) / T(3));
    const P j = as_written(number.n - T(3) * k.number()), m = number.f + T(1);
    const auto low = j<T(0), high = j> T(0);
    const P cube = low ? T(0.5) * m : (high ? T(2) * m : m);
    const P factor = low ? broadcast<P>(T(0.79370052598409974))
                         : (high ? broadcast<P>(T(1.2599210498948732)) : broadcast<P>(T(1)));
    const P y = polynomial(cube_root<T>::p, m) * factor, y3 = as_written(y * y * y);
    const P root = y + y * (as_written(cube - y3) / (y3 + y3 + cube));
    const P power = from_bits<P>(k.integer(binary<T>::bias) << binary<T>::fraction_bits);
    const auto plain = (size > T(0)) & (size <= std::numeric_limits<T>::max());
    return plain ? with_sign_of(u, root * power) : u;
}

/// Where neither sum nor squares leave the normal numbers.
template <pack_type P> CTGRAD_INLINE P hypot_of(P u, P v) {
    using T = number_in<P>;
    using limits = std::numeric_limits<T>;
    const P sum = u * u + v * v, y = sqrt_of(sum);
    constexpr T least = limits::min() / (limits::epsilon() * limits::epsilon());
    const auto plain = (sum >= least) & (sum <= limits::max());
    if (any(~plain)) [[unlikely]]
        return one_by_one(~plain, [](T a, T b) { return math::standard::hypot(a, b); }, y, u, v);
    return y;
}

}  // namespace detail

/// The cube root. Error at most 2 units in the last place.
template <pack_type P> CTGRAD_INLINE P cbrt(P u, accurate = {}) { return detail::cbrt_of(u); }

/// sqrt(u^2 + v^2). Error at most 2 units in the last place; lanes whose sum of squares is too
/// large or too small for a normal number are left to std::hypot.
template <pack_type P> CTGRAD_INLINE P hypot(P u, P v, accurate = {}) {
    return detail::hypot_of(u, v);
}

}  // namespace ctgrad::kernel
