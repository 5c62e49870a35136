/// Products with one vector: the matrix is read once, as it is stored.
#pragma once

#include <cstddef>

#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/kernel/narrow.hpp>
#include <ctgrad/kernel/part.hpp>
#include <ctgrad/kernel/transpose.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Registers of sums that a product with one vector keeps at a time.
inline constexpr int gemv_lanes = 8;

/// Rows longer than so many registers are read one after the other, as memory gives them fastest.
inline constexpr int long_row = 16;

/// The products w * x of `Rows` rows, `row` apart, register by register: their sums.
template <int Rows, int Columns, packable T>
CTGRAD_INLINE void add_products(const T* w, std::ptrdiff_t row, const T* x, pack<T>* sum) {
    constexpr int rest = Columns % lanes<T>, whole = Columns - rest;
    const auto add = [&](int k) {
        const pack<T> right = load(x + k);
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) sum[i] =
            load(w + i * row + k) * right + sum[i];
    };
    if constexpr (whole <= 4 * lanes<T>)
        CTGRAD_UNROLL for (int k = 0; k < whole; k += lanes<T>) add(k);
    else  // clang would unroll these, too, and wait for registers
        CTGRAD_ROLLED for (int k = 0; k < whole; k += lanes<T>) add(k);
    if constexpr (rest > 0) {
        const pack<T> right = load_part(x + whole, rest);
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) sum[i] =
            load_part(w + i * row + whole, rest) * right + sum[i];
    }
}

/// The same of one long row.
template <int Columns, packable T> CTGRAD_INLINE pack<T> long_products(const T* w, const T* x) {
    constexpr int ways = gemv_lanes, step = ways * lanes<T>, whole = Columns - Columns % step;
    pack<T> sum[ways]{};
    CTGRAD_ROLLED for (int k = 0; k < whole; k += step) CTGRAD_UNROLL for (int i = 0; i < ways; ++i)
        sum[i] = load(w + k + i * lanes<T>) * load(x + k + i * lanes<T>) + sum[i];
    add_products<1, Columns % step>(w + whole, 0, x + whole, sum);
    CTGRAD_UNROLL for (int half = ways / 2; half > 0; half /= 2) {
        CTGRAD_UNROLL for (int i = 0; i < half; ++i) sum[i] += sum[i + half];
    }
    return sum[0];
}

/// The sums of W x for `Rows` rows, a power of two: in the first lanes, and repeated behind them.
template <int Rows, int Columns, packable T>
CTGRAD_INLINE pack<T> multiply_rows(const T* w, const T* x) {
    pack<T> sum[Rows];
    if constexpr (Columns > long_row * lanes<T>)
        CTGRAD_ROLLED for (int i = 0; i < Rows; ++i) sum[i] =
            long_products<Columns>(w + std::ptrdiff_t{i} * Columns, x);
    else {
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) sum[i] = pack<T>{};
        add_products<Rows, Columns>(w, Columns, x, sum);
    }
    return sums_of_packs<T, Rows>(sum);
}

/// The same for any number of rows, in powers of two from `Power` on, less than twice that: their
/// sums lie from lane `First` on, a multiple of all of these powers, so that repetition helps.
template <int Power, int Rows, int Columns, int First, packable T>
CTGRAD_INLINE pack<T> multiply_rest(const T* w, const T* x) {
    if constexpr (Rows < Power) return multiply_rest<Power / 2, Rows, Columns, First>(w, x);
    else {
        const pack<T> sum = multiply_rows<Power, Columns>(w, x);
        if constexpr (Rows == Power) return sum;
        else {
            const pack<T> rest = multiply_rest<Power / 2, Rows - Power, Columns, First + Power>(
                w + std::ptrdiff_t{Power} * Columns, x);
            return numbered<T>(std::make_integer_sequence<int, lanes<T>>{}) <
                           static_cast<T>(First + Power)
                       ? sum
                       : rest;
        }
    }
}

}  // namespace detail

/// y = start + W x for W of Rows x Columns, row by row without a gap; no start: nullptr. Reads
/// nothing outside, and writes whole registers: y has room for them, unless there is but one row.
template <int Rows, int Columns, class T>
CTGRAD_INLINE void multiply(const T* w, const T* x, const T* start, T* y) {
    if constexpr (packable<T>) {
        constexpr int rest = Rows % lanes<T>, whole = Rows - rest;
        if constexpr (detail::are_few<T>(Columns))
            detail::multiply_narrow<Columns>(w, whole, x, start, y);
        else
            for (int i = 0; i < whole; i += lanes<T>) {
                const pack<T> sum =
                    detail::multiply_rows<lanes<T>, Columns>(w + std::ptrdiff_t{i} * Columns, x);
                store(y + i, start ? sum + load(start + i) : sum);
            }
        if constexpr (rest > 0) {
            const pack<T> sum = detail::multiply_rest<lanes<T> / 2, rest, Columns, 0>(
                w + std::ptrdiff_t{whole} * Columns, x);
            if constexpr (Rows == 1) y[0] = start ? sum[0] + start[0] : sum[0];
            else store(y + whole, start ? sum + load_part(start + whole, rest) : sum);
        }
    } else
        for (int i = 0; i < Rows; ++i) {
            T sum = start ? start[i] : T(0);
            for (int k = 0; k < Columns; ++k) sum = sum + w[std::ptrdiff_t{i} * Columns + k] * x[k];
            y[i] = sum;
        }
}

namespace detail {

/// `Lanes` registers of W^T g, from column 0 of w on. Few of them have sums of their own for every
/// second row, or every fourth, as one addition would wait for the other. `Tail`: one register, of
/// which only `tail` numbers are part of W and y.
template <int Lanes, bool Tail, class T>
CTGRAD_INLINE void combine_rows(const T* w, int rows, std::ptrdiff_t stride, int tail, const T* g,
                                T* y) {
    constexpr int ways = gemv_lanes / Lanes;
    lane<T> sum[ways][Lanes];
    CTGRAD_UNROLL for (int i = 0; i < ways; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) sum[i][j] = lane<T>(T(0));
    }
    const auto add_row = [&](int k, lane<T>* to) {
        const lane<T> left(g[k]);
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) {
            const T* const from = w + k * stride + j * lanes<T>;
            if constexpr (Tail) to[j] = multiply_add<T>(left, load_lane_part(from, tail), to[j]);
            else to[j] = multiply_add<T>(left, load_lane(from), to[j]);
        }
    };
    int k = 0;
    if constexpr (Lanes >= gemv_lanes / 2)  // clang would take up more registers than there are
        CTGRAD_ROLLED for (; k + ways <= rows; k += ways)
            CTGRAD_UNROLL for (int i = 0; i < ways; ++i) add_row(k + i, sum[i]);
    else
        for (; k + ways <= rows; k += ways)
            CTGRAD_UNROLL for (int i = 0; i < ways; ++i) add_row(k + i, sum[i]);
    for (; k < rows; ++k) add_row(k, sum[0]);
    CTGRAD_UNROLL for (int half = ways / 2; half > 0; half /= 2) {
        CTGRAD_UNROLL for (int i = 0; i < half; ++i) {
            CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) sum[i][j] = sum[i][j] + sum[i + half][j];
        }
    }
    CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) store_lane<T>(y + j * lanes<T>, sum[0][j]);
}

/// Columns First to Whole of W^T g, `Lanes` registers at a time, and what is left by fewer.
template <int Lanes, int First, int Whole, class T>
CTGRAD_INLINE void combine_whole(const T* w, int rows, std::ptrdiff_t stride, const T* g, T* y) {
    constexpr int step = Lanes * lanes<T>, last = First + (Whole - First) / step * step;
    if constexpr (last > First)
        for (int j = First; j < last; j += step)
            combine_rows<Lanes, false>(w + j, rows, stride, 0, g, y + j);
    if constexpr (last < Whole) combine_whole<Lanes / 2, last, Whole>(w, rows, stride, g, y);
}

}  // namespace detail

/// y = W^T g for W of Rows x Columns, whose rows lie `stride` apart. Reads nothing outside, and
/// writes whole registers: y has room for them, unless there is but one column.
template <int Rows, int Columns, class T>
CTGRAD_INLINE void multiply_transposed(const T* w, std::ptrdiff_t stride, const T* g, T* y) {
    constexpr int tail = Columns % lanes<T>, whole = Columns - tail;
    detail::combine_whole<detail::gemv_lanes, 0, whole>(w, Rows, stride, g, y);
    if constexpr (Columns == 1 && tail > 0) {
        T sum = T(0);
        for (int k = 0; k < Rows; ++k) sum = sum + g[k] * w[k * stride];
        y[0] = sum;
    } else if constexpr (tail > 0)
        detail::combine_rows<1, true>(w + whole, Rows, stride, tail, g, y + whole);
}

}  // namespace ctgrad::kernel
