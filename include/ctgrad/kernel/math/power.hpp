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
    // 2 / (3 log(2)) = high + low, of half the digits and of the rest.
    static constexpr float scale = 0x1.ec709ep-1f, high = 0x1.ec6p-1f, low = 0x1.09dc3ap-13f;
    // log(2) in the same way.
    static constexpr float log_high = 0x1.62ep-1f, log_low = 0x1.0bfbe8p-15f;
    static constexpr float least = -155.0f, most = 130.0f;  // powers of 2: 0 and infinity
};
template <> struct exact_logarithm<double> {
    static constexpr double p[] = {0.60000000000003384, 0.42857142855149066, 0.33333333779979074,
                                   0.27272676539632268, 0.23080136607581134, 0.19885210428487921,
                                   0.19794659030515624};
    static constexpr double scale = 0x1.ec709dc3a03fdp-1, high = 0x1.ec709d8p-1,
                            low = 0x1.0e80ff5d27f05p-27;
    static constexpr double log_high = 0x1.62e42f8p-1, log_low = 0x1.be8e7bcd5e4f2p-27;
    static constexpr double least = -1080.0, most = 1025.0;
};

/// log2(u) = high + low to half as many digits again, for u > 0; every number with a large part and
/// a rest is known to that (fdlibm, e_pow.c).
template <packable T> struct split_logarithm {
    using constant = exact_logarithm<T>;
    pack<T> high, low;

    CTGRAD_INLINE explicit split_logarithm(pack<T> u) {
        constexpr int places = binary<T>::fraction_bits;
        const auto subnormal = u < std::numeric_limits<T>::min();
        const split_number<T> number(subnormal ? u * power_of_two<T>(places) : u);
        const pack<T> n = number.n(subnormal ? broadcast(T(places)) : pack<T>{});
        // s, and m + 1 = t + (m - (t - 1))
        const pack<T> f = as_written(number.m - T(1)), sum = as_written(number.m + T(1));
        const pack<T> inverse = T(1) / sum, s = as_written(f * inverse), s_high = leading<T>(s);
        const pack<T> t = leading<T>(sum), t_rest = as_written(number.m - as_written(t - T(1)));
        const pack<T> s_low = as_written(as_written(f - s_high * t) - s_high * t_rest) * inverse;
        // 3 + s^2 + s^4 p(s^2)
        const pack<T> z = s * s, square = as_written(s_high * s_high);
        const pack<T> r = (z * z) * polynomial(constant::p, z) + s_low * (s_high + s);
        const pack<T> q_high = leading<T>(as_written(as_written(square + T(3)) + r));
        const pack<T> q_low = r - as_written(as_written(q_high - T(3)) - square);
        // s times that
        const pack<T> product = as_written(s_high * q_high);
        const pack<T> rest = as_written(s_low * q_high + q_low * s);
        const pack<T> p_high = leading<T>(as_written(product + rest));
        const pack<T> p_low = rest - as_written(p_high - product);
        // log2(m), and n to it
        const pack<T> z_high = as_written(p_high * constant::high);
        const pack<T> z_low = as_written(p_high * constant::low + p_low * constant::scale);
        high = leading<T>(as_written(as_written(z_high + z_low) + n));
        low = z_low - as_written(as_written(high - n) - z_high);
    }
};

/// 2^(high + low), rounded once but for what is far below the last place: powers that are numbers
/// of the type are exact.
template <packable T> CTGRAD_INLINE pack<T> exp2_of_parts(pack<T> high, pack<T> low) {
    using constant = exact_logarithm<T>;
    const rounded<T> n = nearest(high + low, T(1));
    const pack<T> f = as_written(high - n.number());
    const pack<T> g = leading<T>(as_written(f + low)), rest = as_written(f - g) + low;
    const pack<T> r = as_written(g * constant::log_high);
    const pack<T> r_low =
        as_written(g * constant::log_low + rest * (constant::log_high + constant::log_low));
    const pack<T> whole_r = r + r_low, sum = as_written(r + T(1));
    const pack<T> lost = as_written(r - as_written(sum - T(1)));
    const pack<T> curve = polynomial(exponential<T>::p, whole_r) * (whole_r * whole_r) + r_low;
    return scaled<T>(sum + as_written(lost + curve), n);
}

/// 2^(y log2(x)) of x > 0. Exponents that are as good as infinite are made finite.
template <packable T> CTGRAD_INLINE pack<T> power_of(pack<T> x, pack<T> exponent) {
    using constant = exact_logarithm<T>;
    constexpr T endless = power_of_two<T>(binary<T>::fraction_bits + 14);
    const pack<T> y = limited(exponent, -endless, endless), y_high = leading<T>(y);
    const split_logarithm<T> logarithm(x);
    const pack<T> low = as_written(y - y_high) * logarithm.high + y * logarithm.low;
    return exp2_of_parts<T>(
        limited(as_written(y_high * logarithm.high), constant::least, constant::most),
        limited(low, T(-1), T(1)));
}

template <packable T> CTGRAD_INLINE auto is_whole(pack<T> size) {
    constexpr T base = power_of_two<T>(binary<T>::fraction_bits);
    return (size >= base) | (as_written(as_written(size + base) - base) == size);
}

/// With y = |a|^b the power of any numbers (C, Annex F.10.4.4): bases that are negative, 0,
/// infinite or NaN, exponents that are NaN.
template <packable T>
[[gnu::noinline]] pack<T> power_of_any(pack<T> a, pack<T> b, pack<T> y) {
    using limits = std::numeric_limits<T>;
    const pack<T> size = magnitude<T>(a), whole = magnitude<T>(b), half = T(0.5) * whole;
    const pack<T> infinity = broadcast(limits::infinity()), none = broadcast(limits::quiet_NaN());
    const auto zero = size == T(0), endless = size > limits::max(), down = b < T(0);
    const pack<T> end = ((zero & down) | (endless & ~down)) ? infinity : pack<T>{};
    y = (zero | endless) ? end : y;
    const auto even = is_whole<T>(half);
    y = (even | ~is_whole<T>(whole)) ? y : from_bits<T>(bits<T>(y) | (bits<T>(a) & sign_bit<T>));
    y = ((a < T(0)) & ~endless & ~is_whole<T>(whole)) ? none : y;
    y = ((a != a) | (b != b)) ? none : y;
    return ((a == T(1)) | (b == T(0))) ? broadcast(T(1)) : y;
}

template <packable T> CTGRAD_INLINE pack<T> pow_of(pack<T> a, pack<T> b) {
    const pack<T> y = power_of<T>(magnitude<T>(a), b);
    const auto plain = (a > T(0)) & (a <= std::numeric_limits<T>::max()) & (b == b);
    if (any(~plain)) [[unlikely]]
        return power_of_any<T>(a, b, y);
    return y;
}

}  // namespace detail

/// a^b, with a^0 = 1^b = 1 for all a and b. Error at most 2 units in the last place; 3^2 is 9.
CTGRAD_INLINE pack<float> pow(pack<float> a, pack<float> b, accurate = {}) {
    return detail::pow_of<float>(a, b);
}
CTGRAD_INLINE pack<double> pow(pack<double> a, pack<double> b, accurate = {}) {
    return detail::pow_of<double>(a, b);
}

}  // namespace ctgrad::kernel
