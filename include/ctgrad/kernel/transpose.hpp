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

/// Lane i becomes the sum of pack i: pairs of packs exchange halves and are added, until one is
/// left.
template <class T, int Size = lanes<T> / 2> CTGRAD_INLINE pack<T> sums_of_packs(pack<T>* packs) {
    if constexpr (Size == 0) return packs[0];
    else {
        CTGRAD_UNROLL for (int i = 0; i < Size; ++i) {
            exchange<Size, T>(packs[i], packs[i + Size],
                              std::make_integer_sequence<int, lanes<T>>{});
            packs[i] += packs[i + Size];
        }
        return sums_of_packs<T, Size / 2>(packs);
    }
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
