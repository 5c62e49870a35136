/// Powers of packs.
#pragma once

#include <limits>

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/exponential.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>
#include <ctgrad/kernel/math/polynomial.hpp>

namespace ctgrad::kernel {

namespace detail {

/// log(m) = 2/3 s (3 + s^2 + s^4 p(s^2)), s = (m - 1) / (m + 1), for |s| <= 3 - sqrt(8), best
/// approximations of the relative error, by Remez' algorithm: float 9e-12, double 1e-20.
template <packable T> struct exact_logarithm;
template <> struct exact_logarithm<float> {
    static constexpr float p[] = {0.600002289f, 0.428206354f, 0.351294667f};
    // 2 / (3 log(2)) and log(2), and what they lack.
    static constexpr float scale = 0x1.ec709ep-1f, scale_low = -0x1.e2fe02p-28f;
    static constexpr float log_two = 0x1.62e43p-1f, log_two_low = -0x1.05c61p-29f;
    static constexpr float least = -155.0f, most = 130.0f;  // powers of 2: 0 and infinity
};
template <> struct exact_logarithm<double> {
    static constexpr double p[] = {0.60000000000003384, 0.42857142855149066, 0.33333333779979074,
                                   0.27272676539632268, 0.23080136607581134, 0.19885210428487921,
                                   0.19794659030515624};
    static constexpr double scale = 0x1.ec709dc3a03fdp-1, scale_low = 0x1.d27f05548af0cp-55;
    static constexpr double log_two = 0x1.62e42fefa39efp-1, log_two_low = 0x1.abc9e3b39803fp-56;
    static constexpr double least = -1080.0, most = 1025.0;
};

/// log2(u) = high + low to half as many digits again, for u > 0: products and sums are taken with
/// what they lose.
template <pack_type P> struct split_logarithm {
    using T = number_in<P>;
    using constant = exact_logarithm<T>;
    P high, low;

    CTGRAD_INLINE explicit split_logarithm(P u) {
        const split_positive<P> number(u);
        const P f = number.f, n = number.n;
        // s = f / (f + 2)
        const P sum = as_written(f + T(2)), sum_low = f - as_written(sum - T(2));
        const P inverse = T(1) / sum, s = as_written(f * inverse);
        const P product = as_written(s * sum);
        const P missing = as_written(as_written(f - product) - lost_by_product(s, sum, product));
        const P s_low = (missing - s * sum_low) * inverse;
        // q = 3 + s^2 + s^4 p(s^2)
        const P z = as_written(s * s);
        const P z_low = lost_by_product(s, s, z) + (s + s) * s_low;
        const P r = as_written((z * z) * polynomial(constant::p, z));
        const P q = as_written(as_written(z + T(3)) + r);
        const P q_low = as_written(r - as_written(as_written(q - T(3)) - z)) + z_low;
        // s q, and times 2 / (3 log(2)) log2(m)
        const P p = as_written(s * q);
        const P p_low = lost_by_product(s, q, p) + (s * q_low + s_low * q);
        const P m = as_written(p * constant::scale);
        const P m_low = lost_by_product(p, broadcast<P>(constant::scale), m) +
                        (p * constant::scale_low + p_low * constant::scale);
        high = as_written(m + n);
        low = as_written(m - as_written(high - n)) + m_low;
    }
};

/// 2^(high + low), rounded once but for what is far below the last place: powers that are numbers
/// of the type are exact.
template <pack_type P> CTGRAD_INLINE P exp2_of_parts(P high, P low) {
    using T = number_in<P>;
    using constant = exact_logarithm<T>;
    const rounded<P> n = nearest(high + low, T(1));
    const P f = as_written(high - n.number());
    const P g = as_written(f + low), g_low = low - as_written(g - f);
    const P r = as_written(g * constant::log_two);
    const P r_low = lost_by_product(g, broadcast<P>(constant::log_two), r) +
                    (g * constant::log_two_low + g_low * constant::log_two);
    const P sum = as_written(r + T(1)), lost = as_written(r - as_written(sum - T(1)));
    const P curve = polynomial(exponential<T>::p, r) * (r * r) + r_low;
    return scaled(sum + as_written(lost + curve), n);
}

/// 2^(y log2(x)) of x > 0. Exponents that are as good as infinite are made finite.
template <pack_type P> CTGRAD_INLINE P power_of(P x, P exponent) {
    using T = number_in<P>;
    using constant = exact_logarithm<T>;
    constexpr T endless = power_of_two<T>(binary<T>::fraction_bits + 14);
    const P y = limited(exponent, -endless, endless);
    const split_logarithm<P> logarithm(x);
    const P high = as_written(y * logarithm.high);
    const P low = lost_by_product(y, logarithm.high, high) + y * logarithm.low;
    return exp2_of_parts(limited(high, constant::least, constant::most), limited(low, T(-1), T(1)));
}

template <pack_type P> CTGRAD_INLINE auto is_whole(P size) {
    using T = number_in<P>;
    constexpr T base = power_of_two<T>(binary<T>::fraction_bits);
    return (size >= base) | (as_written(as_written(size + base) - base) == size);
}

/// With y = |a|^b the power of any numbers (C, Annex F): bases that are negative, 0,
/// infinite or NaN, exponents that are NaN.
template <pack_type P>
[[gnu::noinline]] P power_of_any(P a, P b, P y) {
    using T = number_in<P>;
    using limits = std::numeric_limits<T>;
    const P size = magnitude(a), whole = magnitude(b), half = T(0.5) * whole;
    const P infinity = broadcast<P>(limits::infinity()), none = broadcast<P>(limits::quiet_NaN());
    const auto zero = size == T(0), endless = size > limits::max(), down = b < T(0);
    const P end = ((zero & down) | (endless & ~down)) ? infinity : P{};
    y = (zero | endless) ? end : y;
    const auto even = is_whole<P>(half);
    y = (even | ~is_whole<P>(whole)) ? y : from_bits<P>(bits(y) | (bits(a) & sign_bit<T>));
    y = ((a < T(0)) & ~endless & ~is_whole<P>(whole)) ? none : y;
    y = ((a != a) | (b != b)) ? none : y;
    return ((a == T(1)) | (b == T(0))) ? broadcast<P>(T(1)) : y;
}

template <pack_type P> CTGRAD_INLINE P pow_of(P a, P b) {
    using T = number_in<P>;
    const P y = power_of(magnitude(a), b);
    const auto plain = (a > T(0)) & (a <= std::numeric_limits<T>::max()) & (b == b);
    if (any(~plain)) [[unlikely]]
        return power_of_any(a, b, y);
    return y;
}

}  // namespace detail

/// a^b, with a^0 = 1^b = 1 for all a and b. Error at most 2 units in the last place; 3^2 is 9.
template <pack_type P> CTGRAD_INLINE P pow(P a, P b, accurate = {}) { return detail::pow_of(a, b); }

}  // namespace ctgrad::kernel
