/// Products with one vector: the matrix is read once, as it is stored.
#pragma once

#include <cstddef>

#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/kernel/transpose.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Registers of sums that a product with one vector keeps at a time.
inline constexpr int gemv_lanes = 8;

/// Adds w * x, register by register, to the sums of `Rows` rows, `row` apart.
template <int Rows, packable T>
CTGRAD_INLINE void add_dots(const T* w, std::ptrdiff_t row, const T* x, int columns, pack<T>* sum) {
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

/// The sums of one long row, read from its beginning to its end: as fast as memory gives it. Not
/// inlined, as compilers then unroll it all and run out of registers.
template <packable T>
[[gnu::noinline]] pack<T> long_dot(const T* w, const T* x, int columns) {
    constexpr int ways = 4, step = ways * lanes<T>;
    pack<T> sum[ways]{};
    int k = 0;
    for (; k + step <= columns; k += step)
        CTGRAD_UNROLL for (int i = 0; i < ways; ++i) sum[i] =
            load(w + k + i * lanes<T>) * load(x + k + i * lanes<T>) + sum[i];
    add_dots<1>(w + k, 0, x + k, columns - k, sum);
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// Rows longer than so many registers are read one after the other.
inline constexpr int long_row = 16;

/// Dot products of x with up to `lanes` rows of W, one per lane.
template <packable T>
CTGRAD_INLINE pack<T> dot_rows(const T* w, int rows, const T* x, int columns) {
    pack<T> sum[lanes<T>]{};
    if (columns > long_row * lanes<T>)
        for (int i = 0; i < rows; ++i)
            sum[i] = long_dot(w + std::ptrdiff_t{i} * columns, x, columns);
    else if (rows == lanes<T>) add_dots<lanes<T>>(w, columns, x, columns, sum);
    else
        for (int i = 0; i < rows; ++i)
            add_dots<1>(w + std::ptrdiff_t{i} * columns, 0, x, columns, sum + i);
    return sums_of_packs<T>(sum);
}

}  // namespace detail

/// y = start + W x for W of rows x columns, row by row without a gap; no start: nullptr. Reads and
/// writes nothing outside.
template <class T>
CTGRAD_INLINE void multiply(const T* w, int rows, int columns, const T* x, const T* start, T* y) {
    int i = 0;
    if constexpr (packable<T>)
        if (columns >= lanes<T>) {
            for (; i < rows; i += lanes<T>) {
                const int count = rows - i < lanes<T> ? rows - i : lanes<T>;
                pack<T> sum = detail::dot_rows(w + std::ptrdiff_t{i} * columns, count, x, columns);
                if (count == lanes<T>) {
                    if (start) sum += load(start + i);
                    store(y + i, sum);
                } else {
                    if (start) sum += load_part(start + i, count);
                    store_part(y + i, sum, count);
                }
            }
            return;
        }
    for (; i < rows; ++i) {
        T sum = start ? start[i] : T(0);
        for (int k = 0; k < columns; ++k) sum = sum + w[std::ptrdiff_t{i} * columns + k] * x[k];
        y[i] = sum;
    }
}

namespace detail {

/// Lanes registers of W^T g, from column 0 of w on. Few of them have sums of their own for every
/// second row, or every fourth, as one addition would wait for the other.
template <int Lanes, class T>
CTGRAD_INLINE void combine_rows(const T* w, int rows, std::ptrdiff_t columns, const T* g, T* y) {
    constexpr int ways = gemv_lanes / Lanes;
    lane<T> sum[ways][Lanes];
    CTGRAD_UNROLL for (int i = 0; i < ways; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) sum[i][j] = lane<T>(T(0));
    }
    const auto add_row = [&](int k, lane<T>* to) {
        const lane<T> left(g[k]);
        CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) to[j] =
            multiply_add<T>(left, load_lane(w + k * columns + j * lanes<T>), to[j]);
    };
    int k = 0;
    for (; k + ways <= rows; k += ways)
        CTGRAD_UNROLL for (int i = 0; i < ways; ++i) add_row(k + i, sum[i]);
    for (; k < rows; ++k) add_row(k, sum[0]);
    for (int half = ways / 2; half > 0; half /= 2) CTGRAD_UNROLL for (int i = 0; i < half; ++i) {
            CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) sum[i][j] = sum[i][j] + sum[i + half][j];
        }
    CTGRAD_UNROLL for (int j = 0; j < Lanes; ++j) store_lane<T>(y + j * lanes<T>, sum[0][j]);
}

}  // namespace detail

/// y = W^T g for W of rows x columns, row by row without a gap. Reads and writes nothing outside.
template <class T>
CTGRAD_INLINE void multiply_transposed(const T* w, int rows, int columns, const T* g, T* y) {
    constexpr int most = detail::gemv_lanes;
    int j = 0;
    for (; j + most * lanes<T> <= columns; j += most * lanes<T>)
        detail::combine_rows<most>(w + j, rows, columns, g, y + j);
    for (; j + 4 * lanes<T> <= columns; j += 4 * lanes<T>)
        detail::combine_rows<4>(w + j, rows, columns, g, y + j);
    for (; j + lanes<T> <= columns; j += lanes<T>)
        detail::combine_rows<1>(w + j, rows, columns, g, y + j);
    if (j == columns) return;
    // Once more what the last whole register has in common with the one before.
    if (columns >= lanes<T>)
        return detail::combine_rows<1>(w + columns - lanes<T>, rows, columns, g,
                                       y + columns - lanes<T>);
    for (; j < columns; ++j) {
        T sum = T(0);
        for (int k = 0; k < rows; ++k) sum = sum + g[k] * w[std::ptrdiff_t{k} * columns + j];
        y[j] = sum;
    }
}

/// y = scale * outer(a, b), or y += that: rows x columns without a gap. Reads and writes nothing
/// outside.
template <class T>
CTGRAD_INLINE void add_outer(const T* a, const T* b, int rows, int columns, T scale, bool add,
                             T* y) {
    for (int i = 0; i < rows; ++i, y += columns) {
        const T left = scale * a[i];
        int j = 0;
        for (; j + lanes<T> <= columns; j += lanes<T>) {
            const lane<T> factor(left), right = load_lane(b + j);
            store_lane<T>(y + j,
                          add ? multiply_add<T>(factor, right, load_lane(y + j)) : factor * right);
        }
        for (; j < columns; ++j) y[j] = add ? y[j] + left * b[j] : left * b[j];
    }
}

}  // namespace ctgrad::kernel
