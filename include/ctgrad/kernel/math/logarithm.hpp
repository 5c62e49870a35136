/// log(u), log2(u), log10(u) and log(1 + u) of packs.
#pragma once

#include <limits>

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/exponential.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>

namespace ctgrad::kernel {

namespace detail {

/// log((1 + s) / (1 - s)) = 2 s + s^3 p(s^2) for |s| <= 3 - sqrt(8), found by Sollya's fpminimax;
/// relative error in units of half the last place: float 0.045, double 0.04.
template <packable T> struct logarithm;
template <> struct logarithm<float> {
    static constexpr float p[] = {0.66666687f, 0.39988545f, 0.29586828f};
    // 1 / log(2), 1 / log(10) and log10(2) = high + low; `high` has half the digits, of log10(2) so
    // many that its product with an exponent is exact.
    static constexpr float log2_high = 0x1.714p+0f, log2_low = 0x1.47652cp-12f;
    static constexpr float log10_high = 0x1.bcap-2f, log10_low = 0x1.7b1526p-14f;
    static constexpr float place_high = 0x1.344p-2f, place_low = 0x1.3509f8p-18f;
};
template <> struct logarithm<double> {
    static constexpr double p[] = {0.66666666666666697, 0.39999999999899410, 0.28571428626137175,
                                   0.22222211103336681, 0.18182891493217915, 0.15331643830966002,
                                   0.14617382949821223};
    static constexpr double log2_high = 0x1.715476p+0, log2_low = 0x1.4ae0bf85ddf44p-26;
    static constexpr double log10_high = 0x1.bcb7b1p-2, log10_low = 0x1.49b9438ca9aaep-28;
    static constexpr double place_high = 0x1.34413509f78p-2, place_low = 0x1.fef311f12b358p-46;
};

/// u = 2^n m with m in [sqrt(1/2), sqrt(2)], for normal numbers u > 0.
template <pack_type P> struct split_number {
    using T = number_in<P>;
    whole<P> exponent;  // n + bias
    P m;

    CTGRAD_INLINE explicit split_number(P u) {
        constexpr auto root = bits_of(T(0.70710678118654752));
        constexpr auto one = bits_of(T(1));
        constexpr int places = binary<T>::fraction_bits;
        const whole<P> from_root = bits(u) + (one - root);
        exponent = from_root >> places;
        m = from_bits<P>((from_root & ((typename binary<T>::whole{1} << places) - 1)) + root);
    }

    /// n - less
    CTGRAD_INLINE P n(P less) const {
        constexpr T base = power_of_two<T>(binary<T>::fraction_bits);
        return from_bits<P>(exponent + bits_of(base)) - (less + (base + T(binary<T>::bias)));
    }
};

/// n log(2) + log(1 + f): f - f^2/2 is taken off first, as it is known best (fdlibm, e_log.c).
template <pack_type P> CTGRAD_INLINE P log_of_split(P n, P f) {
    using T = number_in<P>;
    using constant = exponential<T>;
    const P s = f / (f + T(2)), half_square = T(0.5) * f * f, z = s * s;
    const P rest = polynomial(logarithm<T>::p, z) * z;
    const P low = as_written(s * (half_square + rest) + n * constant::low);
    return n * constant::high - (as_written(half_square - low) - f);
}

/// `y` where the argument is in (bottom, infinity), and at its ends and beyond what is right there.
template <pack_type P> CTGRAD_INLINE P with_ends(P u, number_in<P> bottom, P y) {
    using T = number_in<P>;
    using limits = std::numeric_limits<T>;
    const P lowest = broadcast<P>(bottom), most = broadcast<P>(limits::max());
    const P below = u < lowest ? broadcast<P>(limits::quiet_NaN()) : u;  // infinity, NaN
    const P end = u == lowest ? -broadcast<P>(limits::infinity()) : below;
    return ((u > lowest) & (u <= most)) ? y : end;
}

/// u = 2^n (1 + f), for u > 0.
template <pack_type P> struct split_positive {
    using T = number_in<P>;
    P n, f;

    CTGRAD_INLINE explicit split_positive(P u) {
        constexpr int places = binary<T>::fraction_bits;
        const auto subnormal = u < std::numeric_limits<T>::min();
        const split_number<P> number(subnormal ? u * power_of_two<T>(places) : u);
        n = number.n(subnormal ? broadcast<P>(T(places)) : P{});
        f = as_written(number.m - T(1));
    }
};

template <pack_type P> CTGRAD_INLINE P log_of(P u) {
    using T = number_in<P>;
    const split_positive<P> number(u);
    return with_ends(u, T(0), log_of_split(number.n, number.f));
}

/// (log(1 + f) + n log(2)) scale, where n log(2) scale = n (high + low), n high is exact. The
/// logarithm is f (1 - f / 2) + s (f^2 / 2 + s^2 p(s^2)), of which what is large is multiplied in
/// two parts (fdlibm, e_log2.c).
template <pack_type P>
CTGRAD_INLINE P scaled_log_of(P u, number_in<P> scale_high, number_in<P> scale_low,
                              number_in<P> high, number_in<P> low) {
    using T = number_in<P>;
    const split_positive<P> number(u);
    const P f = number.f, n = number.n;
    const P s = f / (f + T(2)), half_square = T(0.5) * f * f, z = s * s;
    const P rest = s * (half_square + polynomial(logarithm<T>::p, z) * z);
    const P large = leading(as_written(f - half_square));
    const P small = as_written(as_written(f - large) - half_square) + rest;
    const P whole = as_written(n * high), part = as_written(large * scale_high);
    const P sum = as_written(whole + part), lost = part - as_written(sum - whole);
    const P tail = small * (scale_high + scale_low) + (large * scale_low + n * low);
    return with_ends(u, T(0), sum + as_written(lost + tail));
}

template <pack_type P> CTGRAD_INLINE P log2_of(P u) {
    using T = number_in<P>;
    using constant = logarithm<T>;
    return scaled_log_of(u, constant::log2_high, constant::log2_low, T(1), T(0));
}
template <pack_type P> CTGRAD_INLINE P log10_of(P u) {
    using T = number_in<P>;
    using constant = logarithm<T>;
    return scaled_log_of(u, constant::log10_high, constant::log10_low, constant::place_high,
                         constant::place_low);
}

template <pack_type P> CTGRAD_INLINE P log1p_of(P u) {
    using T = number_in<P>;
    const P sum = as_written(u + T(1)), part = as_written(sum - T(1));
    const P one = as_written(sum - part);
    // sum + lost is 1 + u exactly
    const P lost = as_written(T(1) - one) + as_written(u - part);
    const split_number<P> number(sum);
    // 2^-n in two factors, as n may be the largest exponent.
    constexpr auto offset = typename binary<T>::whole{2 * binary<T>::bias + 1};
    const P twice = from_bits<P>((offset - number.exponent) << binary<T>::fraction_bits);
    const P f = as_written(number.m - T(1)) + T(0.5) * (lost * twice);
    const P y = log_of_split(number.n(P{}), f);
    return with_ends(u, T(-1), u == T(0) ? u : y);
}

}  // namespace detail

/// log(u): -infinity at 0, NaN below. Error at most 1 unit in the last place.
template <pack_type P> CTGRAD_INLINE P log(P u, accurate = {}) { return detail::log_of(u); }

/// The logarithms to the bases 2 and 10, exact for their powers. Error at most 1 unit in the last
/// place.
template <pack_type P> CTGRAD_INLINE P log2(P u, accurate = {}) { return detail::log2_of(u); }
template <pack_type P> CTGRAD_INLINE P log10(P u, accurate = {}) { return detail::log10_of(u); }

/// log(1 + u), accurate near 0: -infinity at -1, NaN below. Error at most 2 units in the last
/// place.
template <pack_type P> CTGRAD_INLINE P log1p(P u, accurate = {}) { return detail::log1p_of(u); }

}  // namespace ctgrad::kernel
