/// e^u, 2^u and e^u - 1 of packs.
#pragma once

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>

namespace ctgrad::kernel {

namespace detail {

/// e^r = 1 + r + r^2 p(r) for |r| <= log(2) / 2, found by Sollya's fpminimax; relative error of
/// e^r - 1 in units of half the last place: float 0.43, double 0.38.
template <packable T> struct exponential;
template <> struct exponential<float> {
    static constexpr float p[] = {0.5f, 0.16666577f, 4.1666463e-2f, 8.363273e-3f, 1.3935338e-3f};
    // log(2) = high + low; a product of `high` with an exponent is exact.
    static constexpr float high = 0.693359375f, low = -2.12194440e-4f;
    // Results of arguments beyond are 0 and infinity.
    static constexpr float least = -104.0f, most = 89.0f;
    static constexpr float least_normal = -88.0f;
    static constexpr float least_power = -151.0f, most_power = 128.0f;  // the same of 2^u
    static constexpr float minus_one = -20.0f;  // e^u - 1 is -1 from here on
};
template <> struct exponential<double> {
    static constexpr double p[] = {
        0.50000000000000011,   0.16666666666666674,   4.1666666666622942e-2, 8.3333333333225536e-3,
        1.3888888917630484e-3, 1.9841269885769095e-4, 2.4801520765521153e-5, 2.7557243113059072e-6,
        2.7620309691695798e-7, 2.510979545766977e-8};
    static constexpr double high = 6.93147180369123816490e-01, low = 1.90821492927058770002e-10;
    static constexpr double least = -746.0, most = 710.0;
    static constexpr double least_normal = -709.0;
    static constexpr double least_power = -1076.0, most_power = 1024.0;
    static constexpr double minus_one = -40.0;
};

/// u 2^n in two factors: 2^n itself need not be a number, and is subnormal only at the end. AVX-512
/// has an instruction for all that.
template <pack_type P> CTGRAD_INLINE P scaled(P u, rounded<P> n) {
    if constexpr (scales_in_one<P>) return scaled_in_one(u, n.number());
    using T = number_in<P>;
    constexpr int places = binary<T>::fraction_bits;
    const whole<P> both = n.integer(2 * binary<T>::bias), first = both >> 1;
    return as_written(as_written(u) * from_bits<P>(first << places)) *
           from_bits<P>((both - first) << places);
}

/// e^(u + low) = 2^n (1 + rest), for a small `low`; or 2^n e^r.
template <pack_type P> struct split_exponential {
    using T = number_in<P>;
    using constant = exponential<T>;
    rounded<P> n;
    P rest;

    CTGRAD_INLINE explicit split_exponential(P u) : n(nearest(u, T(1.4426950408889634))) {
        finish(as_written(u - n.number() * constant::high) - n.number() * constant::low);
    }
    CTGRAD_INLINE split_exponential(P u, P low) : n(nearest(u + low, T(1.4426950408889634))) {
        finish(as_written(u - n.number() * constant::high) +
               as_written(low - n.number() * constant::low));
    }
    CTGRAD_INLINE split_exponential(rounded<P> whole, P r) : n(whole) { finish(r); }
    CTGRAD_INLINE void finish(P r) { rest = polynomial(constant::p, r) * (r * r) + r; }

    /// (1 + rest) 2^n, as `scaled`, where that is two factors without waiting for the sum.
    CTGRAD_INLINE P value() const {
        if constexpr (scales_in_one<P>) return scale(rest + T(1));
        constexpr int places = binary<T>::fraction_bits;
        const whole<P> both = n.integer(2 * binary<T>::bias), first = both >> 1;
        const P factor = from_bits<P>(first << places);
        return as_written(rest * factor + factor) * from_bits<P>((both - first) << places);
    }

    CTGRAD_INLINE P scale(P u) const { return scaled(u, n); }
};

template <pack_type P> CTGRAD_INLINE P exp_of(P u, accurate) {
    using T = number_in<P>;
    using constant = exponential<T>;
    const split_exponential<P> e(limited(u, constant::least, constant::most));
    return e.value();
}

/// e^-|u|
template <pack_type P> CTGRAD_INLINE P exp_of_negative(P u, accurate) {
    using T = number_in<P>;
    return split_exponential<P>(at_least(-magnitude(u), exponential<T>::least)).value();
}
template <pack_type P> CTGRAD_INLINE P exp_of_negative(P u, fast policy) {
    return exp_of(-magnitude(u), policy);
}

/// With 2^n as one number, which is 0 and infinite where it is none.
template <pack_type P> CTGRAD_INLINE P exp_of(P u, fast) {
    using T = number_in<P>;
    using constant = exponential<T>;
    const split_exponential<P> e(limited(u, constant::least_normal, constant::most));
    return (e.rest + T(1)) * from_bits<P>(e.n.integer(binary<T>::bias) << binary<T>::fraction_bits);
}

template <pack_type P> CTGRAD_INLINE P exp2_of(P u) {
    using T = number_in<P>;
    using constant = exponential<T>;
    const P x = limited(u, constant::least_power, constant::most_power);
    const rounded<P> n = nearest(x, T(1));
    return split_exponential<P>(n, as_written(x - n.number()) * T(0.69314718055994531)).value();
}

/// (rest + (1 - 2^-n)) 2^n, which keeps all digits of `rest` where n = 0.
template <pack_type P> CTGRAD_INLINE P expm1_of(P u) {
    using T = number_in<P>;
    using constant = exponential<T>;
    const split_exponential<P> e(limited(u, constant::minus_one, constant::most));
    const P n = e.n.number(), most = broadcast<P>(T(64));
    const rounded<P> negative{rounded<P>::magic - (n > most ? most : n)};
    const P inverse = from_bits<P>(negative.integer(binary<T>::bias) << binary<T>::fraction_bits);
    const P y = e.scale(e.rest + as_written(T(1) - inverse));
    return u == T(0) ? u : y;  // -0 is its own value
}

}  // namespace detail

/// e^u, all of it: subnormal numbers, 0 and infinity where they are due. Error at most 2 units in
/// the last place.
template <pack_type P> CTGRAD_INLINE P exp(P u, accurate policy = {}) {
    return detail::exp_of(u, policy);
}

/// The same, but 0 below the normal numbers and infinite above half the largest one.
template <pack_type P> CTGRAD_INLINE P exp(P u, fast policy) { return detail::exp_of(u, policy); }

/// 2^u in the same way, exact for whole numbers. Error at most 2 units in the last place.
template <pack_type P> CTGRAD_INLINE P exp2(P u, accurate = {}) { return detail::exp2_of(u); }

/// e^u - 1, accurate near 0. Error at most 3 units in the last place.
template <pack_type P> CTGRAD_INLINE P expm1(P u, accurate = {}) { return detail::expm1_of(u); }

}  // namespace ctgrad::kernel
