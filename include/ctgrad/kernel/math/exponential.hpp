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

/// u 2^n in two factors: 2^n itself need not be a number, and is subnormal only at the end.
template <packable T> CTGRAD_INLINE pack<T> scaled(pack<T> u, rounded<T> n) {
    constexpr int places = binary<T>::fraction_bits;
    const whole<T> both = n.integer(2 * binary<T>::bias), first = both >> 1;
    return as_written(as_written(u) * from_bits<T>(first << places)) *
           from_bits<T>((both - first) << places);
}

/// e^(u + low) = 2^n (1 + rest), for a small `low`; or 2^n e^r.
template <packable T> struct split_exponential {
    using constant = exponential<T>;
    rounded<T> n;
    pack<T> rest;

    CTGRAD_INLINE explicit split_exponential(pack<T> u) : n(nearest(u, T(1.4426950408889634))) {
        finish(as_written(u - n.number() * constant::high) - n.number() * constant::low);
    }
    CTGRAD_INLINE split_exponential(pack<T> u, pack<T> low)
        : n(nearest(u + low, T(1.4426950408889634))) {
        finish(as_written(u - n.number() * constant::high) +
               as_written(low - n.number() * constant::low));
    }
    CTGRAD_INLINE split_exponential(rounded<T> whole, pack<T> r) : n(whole) { finish(r); }
    CTGRAD_INLINE void finish(pack<T> r) { rest = polynomial(constant::p, r) * (r * r) + r; }

    /// (1 + rest) 2^n, as `scaled`, without waiting for the sum.
    CTGRAD_INLINE pack<T> value() const {
        constexpr int places = binary<T>::fraction_bits;
        const whole<T> both = n.integer(2 * binary<T>::bias), first = both >> 1;
        const pack<T> factor = from_bits<T>(first << places);
        return as_written(rest * factor + factor) * from_bits<T>((both - first) << places);
    }

    CTGRAD_INLINE pack<T> scale(pack<T> u) const { return scaled<T>(u, n); }
};

template <packable T> CTGRAD_INLINE pack<T> exp_of(pack<T> u, accurate) {
    using constant = exponential<T>;
    const split_exponential<T> e(limited(u, constant::least, constant::most));
    return e.value();
}

/// e^-|u|
template <packable T> CTGRAD_INLINE pack<T> exp_of_negative(pack<T> u, accurate) {
    return split_exponential<T>(at_least(-magnitude<T>(u), exponential<T>::least)).value();
}
template <packable T> CTGRAD_INLINE pack<T> exp_of_negative(pack<T> u, fast policy) {
    return exp_of<T>(-magnitude<T>(u), policy);
}

/// With 2^n as one number, which is 0 and infinite where it is none.
template <packable T> CTGRAD_INLINE pack<T> exp_of(pack<T> u, fast) {
    using constant = exponential<T>;
    const split_exponential<T> e(limited(u, constant::least_normal, constant::most));
    return (e.rest + T(1)) * from_bits<T>(e.n.integer(binary<T>::bias) << binary<T>::fraction_bits);
}

template <packable T> CTGRAD_INLINE pack<T> exp2_of(pack<T> u) {
    using constant = exponential<T>;
    const pack<T> x = limited(u, constant::least_power, constant::most_power);
    const rounded<T> n = nearest(x, T(1));
    return split_exponential<T>(n, as_written(x - n.number()) * T(0.69314718055994531)).value();
}

/// (rest + (1 - 2^-n)) 2^n, which keeps all digits of `rest` where n = 0.
template <packable T> CTGRAD_INLINE pack<T> expm1_of(pack<T> u) {
    using constant = exponential<T>;
    const split_exponential<T> e(limited(u, constant::minus_one, constant::most));
    const pack<T> n = e.n.number(), most = broadcast(T(64));
    const rounded<T> negative{rounded<T>::magic - (n > most ? most : n)};
    const pack<T> inverse =
        from_bits<T>(negative.integer(binary<T>::bias) << binary<T>::fraction_bits);
    const pack<T> y = e.scale(e.rest + as_written(T(1) - inverse));
    return u == T(0) ? u : y;  // -0 is its own value
}

}  // namespace detail

/// e^u, all of it: subnormal numbers, 0 and infinity where they are due. Error at most 2 units in
/// the last place.
CTGRAD_INLINE pack<float> exp(pack<float> u, accurate policy = {}) {
    return detail::exp_of<float>(u, policy);
}
CTGRAD_INLINE pack<double> exp(pack<double> u, accurate policy = {}) {
    return detail::exp_of<double>(u, policy);
}

/// The same, but 0 below the normal numbers and infinite above half the largest one.
CTGRAD_INLINE pack<float> exp(pack<float> u, fast policy) {
    return detail::exp_of<float>(u, policy);
}
CTGRAD_INLINE pack<double> exp(pack<double> u, fast policy) {
    return detail::exp_of<double>(u, policy);
}

/// 2^u in the same way, exact for whole numbers. Error at most 2 units in the last place.
CTGRAD_INLINE pack<float> exp2(pack<float> u, accurate = {}) { return detail::exp2_of<float>(u); }
CTGRAD_INLINE pack<double> exp2(pack<double> u, accurate = {}) {
    return detail::exp2_of<double>(u);
}

/// e^u - 1, accurate near 0. Error at most 3 units in the last place.
CTGRAD_INLINE pack<float> expm1(pack<float> u, accurate = {}) { return detail::expm1_of<float>(u); }
CTGRAD_INLINE pack<double> expm1(pack<double> u, accurate = {}) {
    return detail::expm1_of<double>(u);
}

}  // namespace ctgrad::kernel
