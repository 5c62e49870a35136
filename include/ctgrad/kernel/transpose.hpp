/// Transposition: between rows of a sample and rows of an entry.
#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Where lane `lane` of a row comes from, in the pair (upper row, lower row), when the two exchange
/// groups of Size lanes.
template <class T, int Size, bool Lower> constexpr int exchanged(int lane) {
    const bool second = (lane & Size) != 0;
    if (Lower) return second ? lane + lanes<T> : lane + Size;
    return second ? lane - Size + lanes<T> : lane;
}

template <int Size, class T, int... Lane>
CTGRAD_INLINE void exchange(pack<T>& upper, pack<T>& lower, std::integer_sequence<int, Lane...>) {
    const pack<T> first = upper, second = lower;
    upper = __builtin_shufflevector(first, second, exchanged<T, Size, false>(Lane)...);
    lower = __builtin_shufflevector(first, second, exchanged<T, Size, true>(Lane)...);
}

/// Transposes a square of packs: exchanges its off-diagonal quarters, then the same within each
/// quarter, down to single lanes.
template <class T, int Size> CTGRAD_INLINE void transpose_packs(pack<T>* rows) {
    if constexpr (Size > 0) {
        CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) {
            if ((i & Size) == 0)
                exchange<Size, T>(rows[i], rows[i + Size],
                                  std::make_integer_sequence<int, lanes<T>>{});
        }
        transpose_packs<T, Size / 2>(rows);
    }
}

/// Where lane `lane` comes from, in the pair (first, second), when the two are added in halves:
/// groups of Size lanes of one stay where they are, or move beside those of the other.
template <class T, int Size, bool Moved> constexpr int added(int lane) {
    const bool second = (lane & Size) != 0;
    if (Moved) return second ? lane - Size + lanes<T> : lane + Size;
    return second ? lane + lanes<T> : lane;
}

template <int Size, class T, int... Lane>
CTGRAD_INLINE pack<T> add_halves(pack<T> first, pack<T> second,
                                 std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(first, second, added<T, Size, false>(Lane)...) +
           __builtin_shufflevector(first, second, added<T, Size, true>(Lane)...);
}

/// Adds groups of Size lanes to each other, then groups of twice that size, to the end.
template <int Size, class T, int... Lane>
CTGRAD_INLINE pack<T> fold(pack<T> u, std::integer_sequence<int, Lane...> all) {
    if constexpr (Size == lanes<T>) return u;
    else return fold<2 * Size, T>(u + __builtin_shufflevector(u, u, (Lane ^ Size)...), all);
}

/// Lane i becomes the sum of pack i, and where there are less packs than lanes, every lane
/// i + n * Count. Count is a power of two: pairs of packs are added in halves until one is left.
template <class T, int Count = lanes<T>, int Size = Count / 2>
CTGRAD_INLINE pack<T> sums_of_packs(pack<T>* packs) {
    constexpr std::make_integer_sequence<int, lanes<T>> all{};
    if constexpr (Size == 0) return fold<Count, T>(packs[0], all);
    else {
        CTGRAD_UNROLL for (int i = 0; i < Size; ++i) packs[i] =
            add_halves<Size, T>(packs[i], packs[i + Size], all);
        return sums_of_packs<T, Count, Size / 2>(packs);
    }
}

/// 0, 1, 2, ...
template <class T, int... Lane>
CTGRAD_INLINE pack<T> numbered(std::integer_sequence<int, Lane...>) {
    return pack<T>{static_cast<T>(Lane)...};
}

/// to[j][i] = from[i][j] for i, j < lanes.
template <packable T>
CTGRAD_INLINE void transpose_square(const T* from, std::ptrdiff_t from_row, T* to,
                                    std::ptrdiff_t to_row) {
    pack<T> square[lanes<T>];
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) square[i] = load(from + i * from_row);
    transpose_packs<T, lanes<T> / 2>(square);
    CTGRAD_UNROLL for (int j = 0; j < lanes<T>; ++j) store(to + j * to_row, square[j]);
}

template <class T>
void transpose_numbers(const T* from, std::ptrdiff_t from_row, int rows, int columns, T* to,
                       std::ptrdiff_t to_row) {
    for (int j = 0; j < columns; ++j)
        for (int i = 0; i < rows; ++i) to[j * to_row + i] = from[i * from_row + j];
}

}  // namespace detail

/// to[j][i] = from[i][j] for i < rows, j < columns. Reads and writes nothing else.
template <class T>
void transpose(const T* from, std::ptrdiff_t from_row, int rows, int columns, T* to,
               std::ptrdiff_t to_row) {
    int done = 0;  // columns
    if constexpr (packable<T> && lanes<T> > 1) {
        const int whole = rows - rows % lanes<T>;
        for (; done + lanes<T> <= columns; done += lanes<T>)
            for (int i = 0; i < whole; i += lanes<T>)
                detail::transpose_square(from + i * from_row + done, from_row,
                                         to + done * to_row + i, to_row);
        detail::transpose_numbers(from + whole * from_row, from_row, rows - whole, done, to + whole,
                                  to_row);
    }
    detail::transpose_numbers(from + done, from_row, rows, columns - done, to + done * to_row,
                              to_row);
}

}  // namespace ctgrad::kernel
