/// Gradients by the parameters of one sample: an outer product, a vector. Written once, in order.
#pragma once

#include <cstddef>

#include <ctgrad/kernel/narrow.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Registers of a row that stay in registers while all rows are written.
inline constexpr int kept_lanes = 8;

/// y = value, or y += value. With `Tail` for the first `tail` numbers only.
template <bool Tail, class T>
CTGRAD_INLINE void add_lane(T* y, const lane<T>& left, const lane<T>& right, bool add, int tail) {
    if constexpr (Tail)
        store_lane_part<T>(
            y, add ? multiply_add<T>(left, right, load_lane_part(y, tail)) : left * right, tail);
    else store_lane<T>(y, add ? multiply_add<T>(left, right, load_lane(y)) : left * right);
}

/// Rows of `Lanes` registers and, with `Tail`, `tail` numbers more.
template <int Lanes, bool Tail, class T>
CTGRAD_INLINE void add_outer_kept(const T* a, const T* b, int rows, int tail, T scale, bool add,
                                  T* y) {
    lane<T> right[Lanes + 1];
    CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) right[j] = load_lane(b + j * lanes<T>);
    if constexpr (Tail) right[Lanes] = load_lane_part(b + Lanes * lanes<T>, tail);
    // clang puts the stores of several rows in another order, which costs a third.
    CTGRAD_ROLLED for (int i = 0; i < rows; ++i, y += Lanes * lanes<T> + tail) {
        const lane<T> left(scale * a[i]);
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j)
            add_lane<false, T>(y + j * lanes<T>, left, right[j], add, 0);
        if constexpr (Tail) add_lane<true, T>(y + Lanes * lanes<T>, left, right[Lanes], add, tail);
    }
}

template <int Lanes, class T>
CTGRAD_INLINE void add_outer_narrow(const T* a, const T* b, int rows, int columns, T scale,
                                    bool add, T* y) {
    if (columns / lanes<T> < Lanes) {
        if constexpr (Lanes > 0) add_outer_narrow<Lanes - 1>(a, b, rows, columns, scale, add, y);
    } else if (const int tail = columns % lanes<T>; tail > 0)
        add_outer_kept<Lanes, true>(a, b, rows, tail, scale, add, y);
    else add_outer_kept<Lanes, false>(a, b, rows, 0, scale, add, y);
}

}  // namespace detail

/// y = scale * outer(a, b), or y += that: rows x columns without a gap. Reads and writes nothing
/// outside.
template <class T>
CTGRAD_INLINE void add_outer(const T* a, const T* b, int rows, int columns, T scale, bool add,
                             T* y) {
    if constexpr (packable<T>) {
        const int whole = rows - rows % lanes<T>;
        if (detail::with_few_columns<T>(columns, [&](auto count) {
                detail::add_outer_few<count()>(a, b, whole, scale, add, y);
            })) {
            a += whole;
            y += whole * columns;
            rows -= whole;
        }
    }
    if (columns < detail::kept_lanes * lanes<T>)
        return detail::add_outer_narrow<detail::kept_lanes - 1>(a, b, rows, columns, scale, add, y);
    for (int i = 0; i < rows; ++i, y += columns) {
        const lane<T> left(scale * a[i]);
        int j = 0;
        CTGRAD_ROLLED for (; j + lanes<T> <= columns; j += lanes<T>)
            detail::add_lane<false, T>(y + j, left, load_lane(b + j), add, 0);
        if (const int tail = columns - j; tail > 0)
            detail::add_lane<true, T>(y + j, left, load_lane_part(b + j, tail), add, tail);
    }
}

/// y = scale * a, or y += that.
template <class T> CTGRAD_INLINE void add_scaled(const T* a, int size, T scale, bool add, T* y) {
    const lane<T> factor(scale);
    int j = 0;
    for (; j + lanes<T> <= size; j += lanes<T>)
        detail::add_lane<false, T>(y + j, factor, load_lane(a + j), add, 0);
    if (const int tail = size - j; tail > 0)
        detail::add_lane<true, T>(y + j, factor, load_lane_part(a + j, tail), add, tail);
}

}  // namespace ctgrad::kernel
