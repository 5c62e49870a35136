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
template <int Rows, packable T>
CTGRAD_INLINE void add_products(const T* w, std::ptrdiff_t row, const T* x, int columns,
                                pack<T>* sum) {
    const auto add = [&](int k, auto read) {
        const pack<T> right = read(x + k);
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) sum[i] =
            read(w + i * row + k) * right + sum[i];
    };
    const int rest = columns % lanes<T>;
    int k = 0;
    for (; k < columns - rest; k += lanes<T>) add(k, [](const T* at) { return load(at); });
    if (rest > 0) add(k, [rest](const T* at) { return load_part(at, rest); });
}

/// The same of one long row.
template <packable T> CTGRAD_INLINE pack<T> long_products(const T* w, const T* x, int columns) {
    constexpr int ways = gemv_lanes, step = ways * lanes<T>;
    pack<T> sum[ways]{};
    int k = 0;
    CTGRAD_ROLLED for (; k + step <= columns; k += step)
        CTGRAD_UNROLL for (int i = 0; i < ways; ++i) sum[i] =
            load(w + k + i * lanes<T>) * load(x + k + i * lanes<T>) + sum[i];
    add_products<1>(w + k, 0, x + k, columns - k, sum);
    CTGRAD_UNROLL for (int half = ways / 2; half > 0; half /= 2) {
        CTGRAD_UNROLL for (int i = 0; i < half; ++i) sum[i] += sum[i + half];
    }
    return sum[0];
}

/// The sums of W x for `Rows` rows, a power of two: in the first lanes, and repeated behind them.
template <int Rows, packable T>
CTGRAD_INLINE pack<T> multiply_rows(const T* w, int columns, const T* x) {
    pack<T> sum[Rows];
    if (columns > long_row * lanes<T>) {
        CTGRAD_ROLLED for (int i = 0; i < Rows; ++i) sum[i] =
            long_products(w + std::ptrdiff_t{i} * columns, x, columns);
    } else {
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) sum[i] = pack<T>{};
        add_products<Rows>(w, columns, x, columns, sum);
    }
    return sums_of_packs<T, Rows>(sum);
}

/// The same for any number of rows, in powers of two from `Rows` on, less than twice that: their
/// sums lie from lane `first` on, a multiple of all of these powers, so that repetition helps.
template <int Rows, packable T>
CTGRAD_INLINE pack<T> multiply_rest(const T* w, int rows, int columns, const T* x, int first = 0) {
    if constexpr (Rows == 0) return pack<T>{};
    else {
        if (rows < Rows) return multiply_rest<Rows / 2>(w, rows, columns, x, first);
        const pack<T> sum = multiply_rows<Rows>(w, columns, x);
        if (rows == Rows) return sum;
        first += Rows;
        const pack<T> rest = multiply_rest<Rows / 2>(w + std::ptrdiff_t{Rows} * columns,
                                                     rows - Rows, columns, x, first);
        return numbered<T>(std::make_integer_sequence<int, lanes<T>>{}) < static_cast<T>(first)
                   ? sum
                   : rest;
    }
}

}  // namespace detail

/// y = start + W x for W of rows x columns, row by row without a gap; no start: nullptr. Reads
/// nothing outside, and writes whole registers: y has room for them, unless there is but one row.
template <class T>
CTGRAD_INLINE void multiply(const T* w, int rows, int columns, const T* x, const T* start, T* y) {
    if constexpr (packable<T>) {
        const int rest = rows % lanes<T>, whole = rows - rest;
        const bool narrow = detail::with_few_columns<T>(
            columns, [&](auto count) { detail::multiply_narrow<count()>(w, whole, x, start, y); });
        for (int i = narrow ? whole : 0; i < whole; i += lanes<T>) {
            const pack<T> sum =
                detail::multiply_rows<lanes<T>>(w + std::ptrdiff_t{i} * columns, columns, x);
            store(y + i, start ? sum + load(start + i) : sum);
        }
        if (rest == 0) return;
        w += std::ptrdiff_t{whole} * columns;
        const pack<T> sum = detail::multiply_rest<lanes<T> / 2>(w, rest, columns, x);
        if (rows == 1) y[0] = start ? sum[0] + start[0] : sum[0];
        else store(y + whole, start ? sum + load_part(start + whole, rest) : sum);
    } else
        for (int i = 0; i < rows; ++i) {
            T sum = start ? start[i] : T(0);
            for (int k = 0; k < columns; ++k) sum = sum + w[std::ptrdiff_t{i} * columns + k] * x[k];
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

}  // namespace detail

/// y = W^T g for W of rows x columns, whose rows lie `stride` apart. Reads nothing outside, and
/// writes whole registers: y has room for them, unless there is but one column.
template <class T>
CTGRAD_INLINE void multiply_transposed(const T* w, int rows, int columns, std::ptrdiff_t stride,
                                       const T* g, T* y) {
    constexpr int most = detail::gemv_lanes, half = most / 2;
    int j = 0;
    for (; j + most * lanes<T> <= columns; j += most * lanes<T>)
        detail::combine_rows<most, false>(w + j, rows, stride, 0, g, y + j);
    for (; j + half * lanes<T> <= columns; j += half * lanes<T>)
        detail::combine_rows<half, false>(w + j, rows, stride, 0, g, y + j);
    for (; j + 2 * lanes<T> <= columns; j += 2 * lanes<T>)
        detail::combine_rows<2, false>(w + j, rows, stride, 0, g, y + j);
    for (; j + lanes<T> <= columns; j += lanes<T>)
        detail::combine_rows<1, false>(w + j, rows, stride, 0, g, y + j);
    if (j == columns) return;
    if (columns > 1)
        return detail::combine_rows<1, true>(w + j, rows, stride, columns - j, g, y + j);
    T sum = T(0);
    for (int k = 0; k < rows; ++k) sum = sum + g[k] * w[k * stride];
    y[0] = sum;
}

}  // namespace ctgrad::kernel
