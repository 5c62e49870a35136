/// atan, atan2, asin and acos of packs.
#pragma once

#include <limits>

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>
#include <ctgrad/kernel/math/rounding.hpp>

namespace ctgrad::kernel {

namespace detail {

/// atan(t) = t + t^3 p(t^2) for |t| <= tan(pi / 8), and asin(s) = s + s^3 q(s^2) for |s| <= 1/2,
/// best approximations of the relative error, by Remez' algorithm, in units of half the last place:
/// float 0.35 and 0.08, double 0.32 and 0.17.
template <packable T> struct inverse_circle;
template <> struct inverse_circle<float> {
    static constexpr float p[] = {-0.3333295f, 0.199777275f, -0.138777986f, 8.05395618e-2f};
    static constexpr float q[] = {0.166667521f, 7.49530941e-2f, 4.54691499e-2f, 2.41847821e-2f,
                                  4.21582907e-2f};
    static constexpr float half_pi = 0x1.921fb6p+0f, low = -0x1.777a5cp-25f;  // their sum is pi / 2
};
template <> struct inverse_circle<double> {
    static constexpr double p[] = {-0.33333333333330145,   0.19999999999087506,
                                   -0.14285714195134033,   0.11111106648159226,
                                   -9.0907822823846032e-2, 7.6900664275138558e-2,
                                   -6.6411046475908495e-2, 5.6924512670402959e-2,
                                   -4.3588390689954681e-2, 2.1256678448268274e-2};
    static constexpr double q[] = {
        0.16666666666665408,   7.5000000003371411e-2,  4.4642856828231700e-2,
        3.0381959140212828e-2, 2.2371757997633683e-2,  1.7359705094387935e-2,
        1.3885237535486976e-2, 1.2169158533493075e-2,  6.5283925358030227e-3,
        1.9526574812065354e-2, -1.6220703011358344e-2, 3.1909208497660657e-2};
    static constexpr double half_pi = 0x1.921fb54442d18p+0, low = 0x1.1a62633145c07p-54;
};

/// By the addition theorem, atan(x) = pi / 4 + atan((x - 1) / (x + 1)) = pi / 2 - atan(1 / x):
/// nothing but tan(pi / 8) is the bound of what is left (Cephes, atan.c).
template <pack_type P> CTGRAD_INLINE P atan_of(P u) {
    using T = number_in<P>;
    using constant = inverse_circle<T>;
    const P x = magnitude(u), one = broadcast<P>(T(1));
    const auto middle = x > T(0.41421356237309505), beyond = x > T(2.4142135623730950);
    const P t =
        (beyond ? -one : (middle ? x - T(1) : x)) / (beyond ? x : (middle ? x + T(1) : one));
    const P high = beyond ? broadcast<P>(constant::half_pi)
                          : (middle ? broadcast<P>(T(0.5) * constant::half_pi) : P{});
    const P low = beyond ? broadcast<P>(constant::low)
                         : (middle ? broadcast<P>(T(0.5) * constant::low) : P{});
    const P z = t * t;
    return with_sign_of(u, high + as_written((t * z) * polynomial(constant::p, z) + low + t));
}

/// The angle of (larger, smaller), then by reflections at the diagonals and axes (Cephes, atan2.c).
template <pack_type P> CTGRAD_INLINE P atan2_of(P v, P u) {
    using T = number_in<P>;
    using constant = inverse_circle<T>;
    const P y = magnitude(v), x = magnitude(u), one = broadcast<P>(T(1));
    const auto steep = y > x;
    const P a = steep ? y : x, b = steep ? x : y;
    const auto middle = b > a * T(0.41421356237309505);
    const P t = (middle ? b - a : b) / (middle ? b + a : a), z = t * t;
    P angle = (t * z) * polynomial(constant::p, z) + t;
    P eighths = middle ? one : P{};  // of the circle
    eighths = steep ? T(2) - eighths : eighths;
    angle = steep ? -angle : angle;
    const auto left = with_sign_of(u, one) < T(0);
    eighths = left ? T(4) - eighths : eighths;
    angle = left ? -angle : angle;
    const P low = as_written(eighths * (T(0.5) * constant::low) + angle);
    const P found = with_sign_of(v, eighths * (T(0.5) * constant::half_pi) + low);
    const auto plain = (a > T(0)) & (a < T(0.25) * std::numeric_limits<T>::max()) & (b == b);
    if (any(~plain)) [[unlikely]]
        return one_by_one(
            ~plain, [](T p, T q) { return math::standard::atan2(p, q); }, found, v, u);
    return found;
}

/// asin of |u| up to 1/2, half of acos of what is beyond, which is asin(sqrt((1 - |u|) / 2)).
template <pack_type P> struct half_angle {
    using T = number_in<P>;
    decltype(P{} < P{}) beyond;
    P value;

    CTGRAD_INLINE explicit half_angle(P u) {
        const P x = magnitude(u);
        beyond = x > T(0.5);
        const P z = beyond ? T(0.5) - T(0.5) * x : x * x;
        const P s = beyond ? sqrt_of(z) : x;
        value = (s * z) * polynomial(inverse_circle<T>::q, z) + s;
    }
};

template <pack_type P> CTGRAD_INLINE P asin_of(P u) {
    using T = number_in<P>;
    using constant = inverse_circle<T>;
    const half_angle<P> half(u);
    const P twice = half.value + half.value;
    return with_sign_of(u, half.beyond ? constant::half_pi - as_written(twice - constant::low)
                                       : half.value);
}

/// pi / 2 - asin(u), twice half of it or, below -1/2, pi less that.
template <pack_type P> CTGRAD_INLINE P acos_of(P u) {
    using T = number_in<P>;
    using constant = inverse_circle<T>;
    const half_angle<P> half(u);
    const P size = half.beyond ? half.value + half.value : -half.value;
    const P angle = from_bits<P>(bits(size) ^ (bits(u) & sign_bit<T>));
    const P quarters = half.beyond ? (u < T(0) ? broadcast<P>(T(2)) : P{}) : broadcast<P>(T(1));
    return quarters * constant::half_pi + as_written(quarters * constant::low + angle);
}

}  // namespace detail

/// atan(u), in [-pi / 2, pi / 2]. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P atan(P u, accurate = {}) { return detail::atan_of(u); }

/// The angle of the point (u, v), in [-pi, pi]. Error at most 3 units in the last place; lanes with
/// 0 twice, infinity or NaN are left to std::atan2.
template <pack_type P> CTGRAD_INLINE P atan2(P v, P u, accurate = {}) {
    return detail::atan2_of(v, u);
}

/// asin(u), NaN beyond 1. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P asin(P u, accurate = {}) { return detail::asin_of(u); }

/// acos(u), in [0, pi], NaN beyond 1. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P acos(P u, accurate = {}) { return detail::acos_of(u); }

}  // namespace ctgrad::kernel
