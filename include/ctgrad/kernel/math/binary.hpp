/// Packs of floating-point numbers as bits: signs, exponents, rounding to whole numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel::detail {

/// IEEE 754: sign, exponent + bias, fraction.
template <packable T> struct binary;
template <> struct binary<float> {
    using whole = std::uint32_t;
    static constexpr int fraction_bits = 23, bias = 127;
};
template <> struct binary<double> {
    using whole = std::uint64_t;
    static constexpr int fraction_bits = 52, bias = 1023;
};

template <class Integer, int Bytes> struct integers_of {
    using type [[gnu::vector_size(Bytes)]] = Integer;
};

/// As many whole numbers, of the same size. They wrap around, and shift right with zeros: signed
/// numbers of 64 bits have no shift to the right before AVX-512.
template <pack_type P> using whole =
    typename integers_of<typename binary<number_in<P>>::whole, sizeof(P)>::type;

template <pack_type P> CTGRAD_INLINE whole<P> bits(P u) { return __builtin_bit_cast(whole<P>, u); }
template <pack_type P> CTGRAD_INLINE P from_bits(whole<P> u) { return __builtin_bit_cast(P, u); }

/// The bits of one number.
template <packable T> constexpr typename binary<T>::whole bits_of(T u) {
    return __builtin_bit_cast(typename binary<T>::whole, u);
}

template <packable T> inline constexpr auto sign_bit = bits_of(T(-0.0));

/// 2^e, for exponents of normal numbers.
template <packable T> constexpr T power_of_two(int e) {
    using whole_number = typename binary<T>::whole;
    return __builtin_bit_cast(T, static_cast<whole_number>(e + binary<T>::bias)
                                     << binary<T>::fraction_bits);
}

template <pack_type P> CTGRAD_INLINE P magnitude(P u) {
    using T = number_in<P>;
    return from_bits<P>(bits(u) & ~sign_bit<T>);
}

/// A number without a sign, with that of u.
template <pack_type P> CTGRAD_INLINE P with_sign_of(P u, P size) {
    using T = number_in<P>;
    return from_bits<P>(bits(size) | (bits(u) & sign_bit<T>));
}

/// The leading half of the digits: products of two such numbers are exact.
template <pack_type P> CTGRAD_INLINE P leading(P u) {
    using T = number_in<P>;
    constexpr int rest = (binary<T>::fraction_bits + 2) / 2;
    return from_bits<P>(bits(u) >> rest << rest);
}

/// u limited to [low, high]; NaN stays.
template <pack_type P> CTGRAD_INLINE P limited(P u, number_in<P> low, number_in<P> high) {
    return at_most(at_least(u, low), high);
}

/// A pack of sums or products as they are written. With -ffast-math compilers otherwise take the
/// next operation together with them, and what they round to, or keep in range, is no longer there.
template <class Pack> CTGRAD_INLINE Pack as_written(Pack terms) {
#if defined(__i386__) && !defined(__SSE2__)
    asm("" : "+m"(terms));  // x87 registers have more digits: only memory rounds to the type's
#elif defined(__clang__) && (defined(__x86_64__) || defined(__i386__))
    return __arithmetic_fence(terms);
#elif defined(__clang__) && defined(__ARM_NEON)
    asm("" : "+w"(terms));  // clang's fence is not for every machine
#elif defined(__clang__)
    asm("" : "+m"(terms));
#elif defined(__SSE2__)
    asm("" : "+v"(terms));  // for its own barrier g++ would take long registers apart
#elif defined(__GNUC__)
    return __builtin_assoc_barrier(terms);
#endif
    return terms;
}

/// The same where a product may well be fused with the next sum: a word to -ffast-math alone. g++
/// computes anew what it has computed before, if as_written is in it: sin and cos of one number
/// would share nothing.
template <class Pack> CTGRAD_INLINE Pack in_this_order(Pack terms) {
#if !defined(__clang__) && defined(__SSE2__) && !defined(__ASSOCIATIVE_MATH__)
    return terms;
#else
    return as_written(terms);
#endif
}

/// Whether products and sums are one instruction, rounded once.
#if defined(__FMA__) || defined(__AVX512F__) || defined(__ARM_FEATURE_FMA)
inline constexpr bool has_fused_products = true;
#else
inline constexpr bool has_fused_products = false;
#endif

/// a b + c, rounded once.
template <pack_type P> CTGRAD_INLINE P fused(P a, P b, P c) {
#if __has_builtin(__builtin_elementwise_fma)
    return __builtin_elementwise_fma(a, b, c);
#else
#if defined(__AVX512F__)
#if defined(__clang__)  // whose masks have no sign
    constexpr int sixteen = 0xFFFF, eight = 0xFF;
#else
    constexpr int sixteen = -1, eight = -1;
#endif
    if constexpr (std::is_same_v<P, pack<float, 16>>)
        return __builtin_ia32_vfmaddps512_mask(a, b, c, sixteen, 4);
    if constexpr (std::is_same_v<P, pack<double, 8>>)
        return __builtin_ia32_vfmaddpd512_mask(a, b, c, eight, 4);
#endif
#if defined(__FMA__)
    if constexpr (std::is_same_v<P, pack<float, 8>>) return __builtin_ia32_vfmaddps256(a, b, c);
    if constexpr (std::is_same_v<P, pack<double, 4>>) return __builtin_ia32_vfmaddpd256(a, b, c);
#endif
    using T = number_in<P>;
    for (int i = 0; i < lanes_in<P>; ++i)
        a[i] = sizeof(T) == 4 ? T(__builtin_fmaf(float(a[i]), float(b[i]), float(c[i])))
                              : T(__builtin_fma(double(a[i]), double(b[i]), double(c[i])));
    return a;
#endif
}

/// What a product has lost by rounding, a b - product; where that is not one instruction, but for a
/// square of the last place (Dekker).
template <pack_type P>
CTGRAD_INLINE P lost_by_product(P a, P b, P product) {
    if constexpr (has_fused_products) return fused(a, b, -product);
    else {
        const P a_high = leading(a), b_high = leading(b);
        const P a_low = as_written(a - a_high), b_low = as_written(b - b_high);
        const P high = as_written(as_written(a_high * b_high) - product);
        const P middle = as_written(as_written(high + a_high * b_low) + a_low * b_high);
        return middle + a_low * b_low;
    }
}

/// A whole number as a number and, in the lowest bits, as itself.
template <pack_type P> struct rounded {
    using T = number_in<P>;
    P shifted;

    /// Added to a number, 1.5 * 2^fraction_bits rounds it to a whole one.
    static constexpr T magic = T(1.5) * power_of_two<T>(binary<T>::fraction_bits);
    CTGRAD_INLINE P number() const { return in_this_order(shifted - magic); }
    /// The whole number + offset; modulo 2^32 or 2^64.
    CTGRAD_INLINE whole<P> integer(int offset) const {
        using whole_number = typename binary<T>::whole;
        return bits(shifted) + (static_cast<whole_number>(offset) - bits_of(magic));
    }
};

/// The whole number nearest to u * factor, where that is below 2^22 or 2^51.
template <pack_type P> CTGRAD_INLINE rounded<P> nearest(P u, number_in<P> factor) {
    return {in_this_order(u * factor + rounded<P>::magic)};
}

/// Whether a pack has u 2^n as one instruction, rounded once, for any whole n.
#if defined(__AVX512VL__)
template <pack_type P> inline constexpr bool scales_in_one = sizeof(P) >= 32;
#elif defined(__AVX512F__)
template <pack_type P> inline constexpr bool scales_in_one = sizeof(P) == 64;
#else
template <pack_type P> inline constexpr bool scales_in_one = false;
#endif

// g++ declares masks as signed numbers, clang as unsigned ones.
#if defined(__clang__)
inline constexpr unsigned char all_of_8 = 0xff;
inline constexpr unsigned short all_of_16 = 0xffff;
#else
inline constexpr int all_of_8 = -1, all_of_16 = -1;
#endif

template <pack_type P> CTGRAD_INLINE P scaled_in_one(P u, [[maybe_unused]] P n) {
#if defined(__AVX512F__)
    if constexpr (std::is_same_v<P, pack<float, 16>>)
        return __builtin_ia32_scalefps512_mask(u, n, u, all_of_16, 4);
    if constexpr (std::is_same_v<P, pack<double, 8>>)
        return __builtin_ia32_scalefpd512_mask(u, n, u, all_of_8, 4);
#endif
#if defined(__AVX512VL__)
    if constexpr (std::is_same_v<P, pack<float, 8>>)
        return __builtin_ia32_scalefps256_mask(u, n, u, all_of_8);
    if constexpr (std::is_same_v<P, pack<double, 4>>)
        return __builtin_ia32_scalefpd256_mask(u, n, u, all_of_8);
#endif
    return u;
}

/// Whether the condition holds in any lane.
template <class Mask> CTGRAD_INLINE bool any(Mask condition) {
    using words = typename integers_of<long long, sizeof(Mask)>::type;
    const words all = __builtin_bit_cast(words, condition);
    // g++ would take the words one by one.
#if defined(__AVX512F__) && !defined(__clang__)
    if constexpr (sizeof(Mask) == 64) return __builtin_ia32_ptestmq512(all, all, 0xff) != 0;
#endif
#if defined(__AVX__) && !defined(__clang__)
    if constexpr (sizeof(Mask) == 32) return __builtin_ia32_ptestz256(all, all) == 0;
#endif
    long long together = 0;
    for (std::size_t i = 0; i < sizeof(Mask) / 8; ++i) together |= all[i];
    return together != 0;
}

/// y, but f(u...) in the lanes where the condition holds: numbers that a form for packs is not made
/// for.
template <pack_type P, class Mask, class Function, class... Pack>
[[gnu::noinline]] P one_by_one(Mask condition, Function f, P y, Pack... u) {
    using T = number_in<P>;
    for (int i = 0; i < lanes_in<P>; ++i)
        if (condition[i] != 0) y[i] = f(T(u[i])...);
    return y;
}

}  // namespace ctgrad::kernel::detail
