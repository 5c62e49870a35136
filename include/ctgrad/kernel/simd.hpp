/// A pack of numbers as wide as the machine's registers, on compiler vector extensions.
#pragma once

#include <type_traits>
#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad::kernel {

/// Width of a register in bytes, by the target the program is compiled for.
#if defined(__AVX512F__)
inline constexpr int register_bytes = 64;
#elif defined(__AVX__)
inline constexpr int register_bytes = 32;
#elif defined(__SSE2__) || defined(__ARM_NEON)
inline constexpr int register_bytes = 16;
#else
inline constexpr int register_bytes = 8;
#endif

/// Numbers of which the machine computes several at once.
template <class T> concept packable = std::is_same_v<T, float> || std::is_same_v<T, double>;

/// Numbers in one register; 1 for types that are not packable.
template <class T> inline constexpr int lanes = 1;
template <packable T> inline constexpr int lanes<T> = register_bytes / static_cast<int>(sizeof(T));

/// The next multiple of `lanes`.
template <class T> constexpr int padded(int count) {
    return (count + lanes<T> - 1) / lanes<T> * lanes<T>;
}

template <packable T, int Lanes = lanes<T>> struct pack_of {
    using type [[gnu::vector_size(Lanes * sizeof(T))]] = T;
    // The same at any address, and allowed to look at memory that was declared as plain numbers.
    using unaligned
        [[gnu::vector_size(Lanes * sizeof(T)), gnu::aligned(alignof(T)), gnu::may_alias]] = T;
};

/// Numbers side by side, as many as a register takes or fewer, with + - * / of the language.
template <packable T, int Lanes = lanes<T>> using pack = typename pack_of<T, Lanes>::type;

/// The type of a pack's numbers, and how many there are.
template <class P> using number_in = std::remove_cvref_t<decltype(std::declval<P&>()[0])>;
template <class P>
inline constexpr int lanes_in = static_cast<int>(sizeof(P) / sizeof(number_in<P>));

/// A pack of whatever size.
template <class P>
concept pack_type = packable<number_in<P>> && std::is_same_v<P, pack<number_in<P>, lanes_in<P>>>;

#if defined(__AVX__)
namespace detail {

#if defined(__AVX512F__)
/// One bit per lane, set for the first `count` of them.
template <packable T> CTGRAD_INLINE auto first_lanes(int count) {
    const unsigned bits = (1u << count) - 1;
    if constexpr (lanes<T> == 8) return static_cast<unsigned char>(bits);
    else return static_cast<unsigned short>(bits);
}
#else
/// One integer per lane, -1 for the first `count` of them and 0 for the others.
template <packable T> CTGRAD_INLINE auto first_lanes(int count) {
    using integer = std::conditional_t<sizeof(T) == 4, int, long long>;
    using integers [[gnu::vector_size(register_bytes)]] = integer;
    const integers bound = integer{count} - integers{};
    if constexpr (lanes<T> == 8) return integers{0, 1, 2, 3, 4, 5, 6, 7} < bound;
    else return reinterpret_cast<integers>(integers{0, 1, 2, 3} < bound);  // g++: of long
}
#endif

}  // namespace detail
#endif

template <packable T> CTGRAD_INLINE pack<T> load(const T* from) {
    return *reinterpret_cast<const typename pack_of<T>::unaligned*>(from);
}

template <packable T> CTGRAD_INLINE void store(T* to, pack<T> value) {
    *reinterpret_cast<typename pack_of<T>::unaligned*>(to) = value;
}

/// Brings the 64 bytes that this number lies in into the first-level cache, to be written.
template <class T> CTGRAD_INLINE void prefetch_to_write(const T* at) { __builtin_prefetch(at, 1); }

/// The number in every lane. Unlike `value + 0`, `value - 0` is `value` even for -0, which
/// compilers know: no instruction but the broadcast remains.
template <pack_type P> CTGRAD_INLINE P broadcast(number_in<P> value) { return value - P{}; }
template <packable T> CTGRAD_INLINE pack<T> broadcast(T value) { return broadcast<pack<T>>(value); }

/// u, or the bound where u is beyond it; NaN stays. Each is one instruction, for which g++ writes a
/// comparison, a copy and a choice.
template <pack_type P> CTGRAD_INLINE P at_most(P u, number_in<P> bound) {
    const P most = broadcast<P>(bound);
#if defined(__AVX512F__) && !defined(__clang__)
    if constexpr (std::is_same_v<P, pack<float, 16>>)
        return __builtin_ia32_minps512_mask(most, u, most, -1, 4);
    if constexpr (std::is_same_v<P, pack<double, 8>>)
        return __builtin_ia32_minpd512_mask(most, u, most, -1, 4);
#endif
#if defined(__AVX__) && !defined(__clang__)
    if constexpr (std::is_same_v<P, pack<float, 8>>) return __builtin_ia32_minps256(most, u);
    if constexpr (std::is_same_v<P, pack<double, 4>>) return __builtin_ia32_minpd256(most, u);
#endif
    return most < u ? most : u;
}
template <pack_type P> CTGRAD_INLINE P at_least(P u, number_in<P> bound) {
    const P least = broadcast<P>(bound);
#if defined(__AVX512F__) && !defined(__clang__)
    if constexpr (std::is_same_v<P, pack<float, 16>>)
        return __builtin_ia32_maxps512_mask(least, u, least, -1, 4);
    if constexpr (std::is_same_v<P, pack<double, 8>>)
        return __builtin_ia32_maxpd512_mask(least, u, least, -1, 4);
#endif
#if defined(__AVX__) && !defined(__clang__)
    if constexpr (std::is_same_v<P, pack<float, 8>>) return __builtin_ia32_maxps256(least, u);
    if constexpr (std::is_same_v<P, pack<double, 4>>) return __builtin_ia32_maxpd256(least, u);
#endif
    return least > u ? least : u;
}

}  // namespace ctgrad::kernel

namespace ctgrad {

/// "256-bit vectors (AVX2)": what the kernels of this translation unit are compiled for.
constexpr core::text_view simd_description() {
#if defined(__AVX512F__)
    return "512-bit vectors (AVX-512)";
#elif defined(__AVX2__) && defined(__FMA__)
    return "256-bit vectors (AVX2, FMA)";
#elif defined(__AVX__)
    return "256-bit vectors (AVX)";
#elif defined(__ARM_NEON)
    return "128-bit vectors (NEON)";
#elif defined(__SSE2__)
    return "128-bit vectors (SSE2)";
#else
    return "scalar code";
#endif
}

}  // namespace ctgrad
