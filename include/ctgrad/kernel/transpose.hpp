/// Transposition of a matrix into the panels that gemm reads without a gap.
#pragma once

#include <utility>

#include <ctgrad/kernel/gemm.hpp>

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

/// to[j][i] = from[i][j] for i < rows, and zero from there to `lanes`; j < lanes.
template <packable T>
void transpose_square(const T* from, std::ptrdiff_t from_row, int rows, T* to,
                      std::ptrdiff_t to_row) {
    pack<T> square[lanes<T>];
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) {
        square[i] = i < rows ? load(from + i * from_row) : pack<T>{};
    }
    transpose_packs<T, lanes<T> / 2>(square);
    CTGRAD_UNROLL for (int j = 0; j < lanes<T>; ++j) store(to + j * to_row, square[j]);
}

}  // namespace detail

/// Numbers that a matrix takes as panels of its transpose.
template <class T> constexpr int panels_size(int rows, int columns) {
    return (rows + panel<T> - 1) / panel<T> * panel<T> * columns;
}

/// `from` has rows x columns; its transpose becomes B of gemm with b_row = panel and
/// b_panel = panel * columns. What is left of the last panel is filled with zeros.
template <class T> void transpose_to_panels(const T* from, int rows, int columns, T* to) {
    for (int first = 0; first < rows; first += panel<T>, to += panel<T> * columns)
        for (int i = 0; i < panel<T>; i += lanes<T>) {
            const int rest = rows - first - i, count = rest < 0          ? 0
                                                       : rest < lanes<T> ? rest
                                                                         : lanes<T>;
            const T* const source = from + static_cast<std::ptrdiff_t>(first + i) * columns;
            int j = 0;
            if constexpr (packable<T>)
                for (; j + lanes<T> <= columns; j += lanes<T>)
                    detail::transpose_square(source + j, columns, count, to + j * panel<T> + i,
                                             panel<T>);
            for (; j < columns; ++j)
                for (int l = 0; l < lanes<T>; ++l)
                    to[j * panel<T> + i + l] = l < count ? source[l * columns + j] : T(0);
        }
}

}  // namespace ctgrad::kernel
