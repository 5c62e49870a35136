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

/// Rows of `Lanes` registers and `Tail` numbers more.
template <int Lanes, int Tail, class T>
CTGRAD_INLINE void add_outer_kept(const T* a, const T* b, int rows, T scale, bool add, T* y) {
    lane<T> right[Lanes + 1];
    CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) right[j] = load_lane(b + j * lanes<T>);
    if constexpr (Tail > 0) right[Lanes] = load_lane_part(b + Lanes * lanes<T>, Tail);
    // clang puts the stores of several rows in another order, which costs a third.
    CTGRAD_ROLLED for (int i = 0; i < rows; ++i, y += Lanes * lanes<T> + Tail) {
        const lane<T> left(scale * a[i]);
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j)
            add_lane<false, T>(y + j * lanes<T>, left, right[j], add, 0);
        if constexpr (Tail > 0)
            add_lane<true, T>(y + Lanes * lanes<T>, left, right[Lanes], add, Tail);
    }
}

/// y = scale * a, or with `Add` y += that.
template <bool Add, class T> CTGRAD_INLINE void put_scaled(const T* a, int size, T scale, T* y) {
    const lane<T> factor(scale);
    // By division: of size - size % lanes g++ does not see that it lies within a small array.
    const int whole = size / lanes<T> * lanes<T>, tail = size - whole;
    for (int j = 0; j < whole; j += lanes<T>)
        add_lane<false, T>(y + j, factor, load_lane(a + j), Add, 0);
    if (tail > 0) add_lane<true, T>(y + whole, factor, load_lane_part(a + whole, tail), Add, tail);
}

}  // namespace detail

/// y = scale * a, or y += that.
template <class T> CTGRAD_INLINE void add_scaled(const T* a, int size, T scale, bool add, T* y) {
    if (add) detail::put_scaled<true>(a, size, scale, y);
    else detail::put_scaled<false>(a, size, scale, y);
}

/// y = scale * outer(a, b), or y += that: rows x Columns without a gap. Reads and writes nothing
/// outside.
template <int Columns, class T>
CTGRAD_INLINE void add_outer(const T* a, const T* b, int rows, T scale, bool add, T* y) {
    constexpr int registers = Columns / lanes<T>, tail = Columns % lanes<T>;
    if constexpr (detail::are_few<T>(Columns)) {
        const int whole = rows - rows % lanes<T>;
        detail::add_outer_few<Columns>(a, b, whole, scale, add, y);
        a += whole;
        y += whole * Columns;
        rows -= whole;
    }
    if constexpr (registers < detail::kept_lanes)
        detail::add_outer_kept<registers, tail>(a, b, rows, scale, add, y);
    else
        for (int i = 0; i < rows; ++i, y += Columns) add_scaled(b, Columns, scale * a[i], add, y);
}

/// The same for a number of columns that is known when the program runs, row by row.
template <class T>
CTGRAD_INLINE void add_outer(const T* a, const T* b, int rows, int columns, T scale, bool add,
                             T* y) {
    if (columns == 1) return add_scaled(a, rows, scale * *b, add, y);
    for (int i = 0; i < rows; ++i, y += columns) add_scaled(b, columns, scale * a[i], add, y);
}

}  // namespace ctgrad::kernel
