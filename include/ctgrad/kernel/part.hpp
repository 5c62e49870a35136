/// Parts of registers: what whole registers leave over at the end of an array.
#pragma once

#include <utility>

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

/// The first `count` numbers, zeros behind; reads no further. By instructions for that: numbers
/// that are copied in memory must be written before all of them can be read.
template <packable T> CTGRAD_INLINE pack<T> load_part(const T* from, int count) {
#if defined(__AVX512F__)
    if constexpr (sizeof(T) == 4)
        return __builtin_ia32_loadups512_mask(from, pack<T>{}, detail::first_lanes<T>(count));
    else return __builtin_ia32_loadupd512_mask(from, pack<T>{}, detail::first_lanes<T>(count));
#elif defined(__AVX__)
    const auto at = reinterpret_cast<const pack<T>*>(from);
    if constexpr (sizeof(T) == 4)
        return __builtin_ia32_maskloadps256(at, detail::first_lanes<T>(count));
    else return __builtin_ia32_maskloadpd256(at, detail::first_lanes<T>(count));
#else
    pack<T> value{};
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) if (i < count) value[i] = from[i];
    return value;
#endif
}

/// The first `count` > 0 numbers, the last of them repeated behind; reads no further.
template <packable T> CTGRAD_INLINE pack<T> load_repeated(const T* from, int count) {
    const pack<T> last = broadcast(from[count - 1]);
#if defined(__AVX512F__)
    if constexpr (sizeof(T) == 4)
        return __builtin_ia32_loadups512_mask(from, last, detail::first_lanes<T>(count));
    else return __builtin_ia32_loadupd512_mask(from, last, detail::first_lanes<T>(count));
#elif defined(__AVX__)
    return detail::first_lanes<T>(count) ? load_part(from, count) : last;
#else
    pack<T> value = last;
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) if (i < count) value[i] = from[i];
    return value;
#endif
}

namespace detail {

/// Pieces of 16 bytes are not divided any more.
template <int Size, packable T> inline constexpr bool is_smallest = Size * sizeof(T) <= 16;

template <int... Lane>
CTGRAD_INLINE auto joined(const auto& lower, const auto& upper,
                          std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(lower, upper, Lane...);
}
template <int First, int... Lane>
CTGRAD_INLINE auto lanes_from(const auto& value, std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(value, value, First + Lane...);
}

template <int Count, int Size, packable T> CTGRAD_INLINE pack<T, Size> load_piece(const T* from) {
    constexpr int half = Size / 2;
    if constexpr (Count == Size)
        return *reinterpret_cast<const typename pack_of<T, Size>::unaligned*>(from);
    else if constexpr (is_smallest<Size, T>) {
        pack<T, Size> value{};
        CTGRAD_UNROLL for (int i = 0; i < Count; ++i) value[i] = from[i];
        return value;
    } else {
        pack<T, half> upper{};
        if constexpr (Count > half) upper = load_piece<Count - half, half>(from + half);
        return joined(load_piece<(Count < half ? Count : half), half>(from), upper,
                      std::make_integer_sequence<int, Size>{});
    }
}
template <int Count, int Size, packable T>
CTGRAD_INLINE void store_piece(T* to, const pack<T, Size>& value) {
    constexpr int half = Size / 2;
    constexpr std::make_integer_sequence<int, half> half_of_it;
    if constexpr (Count == Size)
        *reinterpret_cast<typename pack_of<T, Size>::unaligned*>(to) = value;
    else if constexpr (is_smallest<Size, T>)
        CTGRAD_UNROLL for (int i = 0; i < Count; ++i) to[i] = value[i];
    else {
        store_piece<(Count < half ? Count : half), half>(to, lanes_from<0>(value, half_of_it));
        if constexpr (Count > half)
            store_piece<Count - half, half>(to + half, lanes_from<half>(value, half_of_it));
    }
}

}  // namespace detail

/// The same for a count that is a constant, in halves, quarters and so on of a register. What
/// store_first has written so is read without waiting for it to reach the cache, unlike by masked
/// or overlapping loads.
template <int Count, packable T> CTGRAD_INLINE pack<T> load_first(const T* from) {
    return detail::load_piece<Count, lanes<T>>(from);
}
template <int Count, packable T> CTGRAD_INLINE void store_first(T* to, pack<T> value) {
    detail::store_piece<Count, lanes<T>>(to, value);
}

namespace detail {

template <int Size, packable T, int... Lane>
CTGRAD_INLINE pack<T> rotated(pack<T> value, std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(value, value, (Lane + Size) % lanes<T>...);
}

/// Writes the first `count` numbers, less than twice `Size`, in powers of two. Masked stores take
/// many machines as long as ten others.
template <int Size, packable T>
CTGRAD_INLINE void store_halves(T* to, pack<T> value, int count) {
    if ((count & Size) != 0) {
        store_first<Size>(to, value);
        to += Size;
        if constexpr (Size < lanes<T>)
            value = rotated<Size, T>(value, std::make_integer_sequence<int, lanes<T>>{});
    }
    if constexpr (Size > 1) store_halves<Size / 2>(to, value, count);
}

}  // namespace detail

/// Writes the first `count` numbers and no more.
template <packable T> CTGRAD_INLINE void store_part(T* to, pack<T> value, int count) {
#if defined(__AVX512F__)
    if constexpr (sizeof(T) == 4)
        __builtin_ia32_storeups512_mask(to, value, detail::first_lanes<T>(count));
    else __builtin_ia32_storeupd512_mask(to, value, detail::first_lanes<T>(count));
#else
    detail::store_halves<lanes<T>>(to, value, count);
#endif
}

}  // namespace ctgrad::kernel
