/// Exchanges between the lanes of packs: sums over lanes, and transposition.
#pragma once

#include <utility>

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Lanes that a cheap shuffle stays within: 128 bits, or the whole of a narrower register.
template <class T> inline constexpr int near_lanes = lanes<T> * static_cast<int>(sizeof(T)) < 16
                                                         ? lanes<T>
                                                         : 16 / static_cast<int>(sizeof(T));

/// a0 b0 a1 b1 ... of the lower or upper halves of every group of near lanes.
template <class T, bool Upper> constexpr int interleaved(int lane) {
    constexpr int group = near_lanes<T>;
    const int within = lane % group;
    return lane - within + within / 2 + (Upper ? group / 2 : 0) + (within % 2) * lanes<T>;
}

template <bool Upper, class T, int... Lane>
CTGRAD_INLINE pack<T> interleave(pack<T> a, pack<T> b, std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(a, b, interleaved<T, Upper>(Lane)...);
}

/// Both halves of a group added: sums of a and of b in turns.
template <class T> CTGRAD_INLINE pack<T> add_halves(pack<T> a, pack<T> b) {
    constexpr std::make_integer_sequence<int, lanes<T>> all;
    return interleave<false, T>(a, b, all) + interleave<true, T>(a, b, all);
}

template <class T> CTGRAD_INLINE T sum_of_lanes(pack<T> u) {
    T total = u[0];
    for (int i = 1; i < lanes<T>; ++i) total += u[i];
    return total;
}

}  // namespace detail

}  // namespace ctgrad::kernel
