/// sin, cos and tan of packs.
#pragma once

#include <limits>

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>

namespace ctgrad::kernel {

namespace detail {

/// sin(r) = r + r^3 s(r^2) and cos(r) = 1 - r^2 / 2 + r^4 c(r^2) for |r| <= pi / 4, found by
/// Sollya's fpminimax; relative error in units of half the last place: float 0.22, double 0.13.
template <packable T> struct circle;
template <> struct circle<float> {
    static constexpr float s[] = {-0.16666664f, 8.3327172e-3f, -1.9583815e-4f};
    static constexpr float c[] = {4.1666664e-2f, -1.3888272e-3f, 2.4543897e-5f};
    /// pi / 2 in four parts (Cody and Waite). A product of one of the first three with a whole
    /// number is exact as long as |u| < bound.
    static constexpr float half_pi[] = {0x1.921p+0f, 0x1.f6ap-13f, 0x1.11p-26f, 0x1.68c234p-39f};
    static constexpr float bound = 2048;
};
template <> struct circle<double> {
    static constexpr double s[] = {-0.16666666666666666,   8.3333333333313036e-3,
                                   -1.9841269837074076e-4, 2.7557316216858434e-6,
                                   -2.5051149947668484e-8, 1.5919170978063438e-10};
    static constexpr double c[] = {4.1666666666666664e-2, -1.3888888888887057e-3,
                                   2.4801587298452910e-5, -2.7557317154344320e-7,
                                   2.0876126996144958e-9, -1.1381481948622132e-11};
    static constexpr double half_pi[] = {0x1.921fb544p+0, 0x1.0b4611a6p-34, 0x1.3198a2ep-69,
                                         0x1.b839a252049c1p-104};
    static constexpr double bound = 1048576;
};

/// u = n pi / 2 + r, |r| <= pi / 4, and sin(r) and cos(r).
template <pack_type P> struct reduced_angle {
    using T = number_in<P>;
    using constant = circle<T>;
    rounded<P> n;
    P sine, cosine;

    CTGRAD_INLINE explicit reduced_angle(P u) : n(nearest(u, T(0.63661977236758134))) {
        const P k = n.number();
        P r = u;
        CTGRAD_UNROLL for (const T part : constant::half_pi) r = in_this_order(r - k * part);
        const P z = r * r;
        sine = r + (r * z) * polynomial(constant::s, z);
        cosine = (T(1) - T(0.5) * z) + (z * z) * polynomial(constant::c, z);
    }
};

/// sin(u + turns pi / 2).
template <pack_type P> CTGRAD_INLINE P sine_of(P u, int turns) {
    using T = number_in<P>;
    const reduced_angle<P> angle(u);
    const whole<P> quadrant = angle.n.integer(turns);
    const P y = (quadrant & 1) == 0 ? angle.sine : angle.cosine;
    return from_bits<P>(bits(y) ^ ((quadrant & 2) << (sizeof(T) * 8 - 2)));
}

/// sin(r) / cos(r), or where n is odd -cos(r) / sin(r).
template <pack_type P> CTGRAD_INLINE P tangent_of(P u) {
    using T = number_in<P>;
    const reduced_angle<P> angle(u);
    const whole<P> odd = angle.n.integer(0) & 1;
    const P y = (odd == 0 ? angle.sine : angle.cosine) / (odd == 0 ? angle.cosine : angle.sine);
    return from_bits<P>(bits(y) ^ (odd << (sizeof(T) * 8 - 1)));
}

template <pack_type P> CTGRAD_INLINE P sin_of(P u) {
    using T = number_in<P>;
    const P y = sine_of(u, 0), size = magnitude(u);
    const P odd = size < std::numeric_limits<T>::min() ? u : y;  // -0 among them
    if (const auto beyond = size > circle<T>::bound; any(beyond)) [[unlikely]]
        return one_by_one(beyond, [](T lane) { return math::standard::sin(lane); }, odd, u);
    return odd;
}

template <pack_type P> CTGRAD_INLINE P cos_of(P u) {
    using T = number_in<P>;
    const P y = sine_of(u, 1);
    if (const auto beyond = magnitude(u) > circle<T>::bound; any(beyond)) [[unlikely]]
        return one_by_one(beyond, [](T lane) { return math::standard::cos(lane); }, y, u);
    return y;
}

template <pack_type P> CTGRAD_INLINE P tan_of(P u) {
    using T = number_in<P>;
    const P y = tangent_of(u), size = magnitude(u);
    const P within = size < std::numeric_limits<T>::min() ? u : y;  // -0 among them
    if (const auto beyond = size > circle<T>::bound; any(beyond)) [[unlikely]]
        return one_by_one(beyond, [](T lane) { return math::standard::tan(lane); }, within, u);
    return within;
}

}  // namespace detail

/// sin(u) and cos(u) of finite u, else NaN. Error at most 3 units in the last place; lanes beyond
/// 2048 in float and 2^20 in double are left to std::sin and std::cos, one by one.
template <pack_type P> CTGRAD_INLINE P sin(P u, accurate = {}) { return detail::sin_of(u); }
template <pack_type P> CTGRAD_INLINE P cos(P u, accurate = {}) { return detail::cos_of(u); }

/// tan(u) in the same way. Error at most 4 units in the last place.
template <pack_type P> CTGRAD_INLINE P tan(P u, accurate = {}) { return detail::tan_of(u); }

}  // namespace ctgrad::kernel
