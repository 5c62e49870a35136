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
template <packable T> CTGRAD_INLINE pack<T> atan_of(pack<T> u) {
    using constant = inverse_circle<T>;
    const pack<T> x = magnitude<T>(u), one = broadcast(T(1));
    const auto middle = x > T(0.41421356237309505), beyond = x > T(2.4142135623730950);
    const pack<T> t =
        (beyond ? -one : (middle ? x - T(1) : x)) / (beyond ? x : (middle ? x + T(1) : one));
    const pack<T> high = beyond ? broadcast(constant::half_pi)
                                : (middle ? broadcast(T(0.5) * constant::half_pi) : pack<T>{});
    const pack<T> low = beyond ? broadcast(constant::low)
                               : (middle ? broadcast(T(0.5) * constant::low) : pack<T>{});
    const pack<T> z = t * t;
    return with_sign_of<T>(u, high + as_written((t * z) * polynomial(constant::p, z) + low + t));
}

/// The angle of (larger, smaller), then by reflections at the diagonals and axes (Cephes, atan2.c).
template <packable T> CTGRAD_INLINE pack<T> atan2_of(pack<T> v, pack<T> u) {
    using constant = inverse_circle<T>;
    const pack<T> y = magnitude<T>(v), x = magnitude<T>(u), one = broadcast(T(1));
    const auto steep = y > x;
    const pack<T> a = steep ? y : x, b = steep ? x : y;
    const auto middle = b > a * T(0.41421356237309505);
    const pack<T> t = (middle ? b - a : b) / (middle ? b + a : a), z = t * t;
    pack<T> angle = (t * z) * polynomial(constant::p, z) + t;
    pack<T> eighths = middle ? one : pack<T>{};  // of the circle
    eighths = steep ? T(2) - eighths : eighths;
    angle = steep ? -angle : angle;
    const auto left = with_sign_of<T>(u, one) < T(0);
    eighths = left ? T(4) - eighths : eighths;
    angle = left ? -angle : angle;
    const pack<T> low = as_written(eighths * (T(0.5) * constant::low) + angle);
    const pack<T> found = with_sign_of<T>(v, eighths * (T(0.5) * constant::half_pi) + low);
    const auto plain = (a > T(0)) & (a < T(0.25) * std::numeric_limits<T>::max()) & (b == b);
    if (any(~plain)) [[unlikely]]
        return one_by_one<T>(
            ~plain, [](T p, T q) { return math::standard::atan2(p, q); }, found, v, u);
    return found;
}

/// asin of |u| up to 1/2, half of acos of what is beyond, which is asin(sqrt((1 - |u|) / 2)).
template <packable T> struct half_angle {
    decltype(pack<T>{} < pack<T>{}) beyond;
    pack<T> value;

    CTGRAD_INLINE explicit half_angle(pack<T> u) {
        const pack<T> x = magnitude<T>(u);
        beyond = x > T(0.5);
        const pack<T> z = beyond ? T(0.5) - T(0.5) * x : x * x;
        const pack<T> s = beyond ? sqrt_of<T>(z) : x;
        value = (s * z) * polynomial(inverse_circle<T>::q, z) + s;
    }
};

template <packable T> CTGRAD_INLINE pack<T> asin_of(pack<T> u) {
    using constant = inverse_circle<T>;
    const half_angle<T> half(u);
    const pack<T> twice = half.value + half.value;
    return with_sign_of<T>(u, half.beyond ? constant::half_pi - as_written(twice - constant::low)
                                          : half.value);
}

/// pi / 2 - asin(u), twice half of it or, below -1/2, pi less that.
template <packable T> CTGRAD_INLINE pack<T> acos_of(pack<T> u) {
    using constant = inverse_circle<T>;
    const half_angle<T> half(u);
    const pack<T> size = half.beyond ? half.value + half.value : -half.value;
    const pack<T> angle = from_bits<T>(bits<T>(size) ^ (bits<T>(u) & sign_bit<T>));
    const pack<T> quarters =
        half.beyond ? (u < T(0) ? broadcast(T(2)) : pack<T>{}) : broadcast(T(1));
    return quarters * constant::half_pi + as_written(quarters * constant::low + angle);
}

}  // namespace detail

/// atan(u), in [-pi / 2, pi / 2]. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> atan(pack<float> u, accurate = {}) { return detail::atan_of<float>(u); }
CTGRAD_INLINE pack<double> atan(pack<double> u, accurate = {}) {
    return detail::atan_of<double>(u);
}

/// The angle of the point (u, v), in [-pi, pi]. Error at most 3 units in the last place; lanes with
/// 0 twice, infinity or NaN are left to std::atan2.
CTGRAD_INLINE pack<float> atan2(pack<float> v, pack<float> u, accurate = {}) {
    return detail::atan2_of<float>(v, u);
}
CTGRAD_INLINE pack<double> atan2(pack<double> v, pack<double> u, accurate = {}) {
    return detail::atan2_of<double>(v, u);
}

/// asin(u), NaN beyond 1. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> asin(pack<float> u, accurate = {}) { return detail::asin_of<float>(u); }
CTGRAD_INLINE pack<double> asin(pack<double> u, accurate = {}) {
    return detail::asin_of<double>(u);
}

/// acos(u), in [0, pi], NaN beyond 1. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> acos(pack<float> u, accurate = {}) { return detail::acos_of<float>(u); }
CTGRAD_INLINE pack<double> acos(pack<double> u, accurate = {}) {
    return detail::acos_of<double>(u);
}

}  // namespace ctgrad::kernel
