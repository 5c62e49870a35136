/// Products of a matrix with so few vectors that packing the matrix would cost more than it saves:
/// it is read once per vector, as it is stored.
#pragma once

#include <ctgrad/kernel/transpose.hpp>

namespace ctgrad::kernel {

/// Up to as many vectors the products here are faster than gemm with a packed matrix.
inline constexpr int few_rows = 4;

namespace detail {

template <packable T> using lane_numbers = decltype(pack<T>{} < pack<T>{});

/// The numbers from `first` on of a pack that ends with the last column; zeros before, which other
/// steps have counted.
template <packable T> CTGRAD_INLINE pack<T> last_lanes(const T* end, int first) {
    const pack<T> all = load(end - lanes<T>);
    lane_numbers<T> index;
    CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) index[i] = i;
    return index < first ? pack<T>{} : all;
}

/// Dot products of x with the rows w[0], w[1], ..., one per lane, of at least `lanes` columns.
template <packable T>
CTGRAD_INLINE pack<T> dot_rows(const T* const (&w)[lanes<T>], const T* x, int columns) {
    pack<T> sum[lanes<T>]{};
    int k = 0;
    for (; k + lanes<T> <= columns; k += lanes<T>) {
        const pack<T> right = load(x + k);
        CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) sum[i] += load(w[i] + k) * right;
    }
    if (k < columns) {
        const int first = lanes<T> - (columns - k);
        const pack<T> right = last_lanes(x + columns, first);
        CTGRAD_UNROLL for (int i = 0; i < lanes<T>; ++i) sum[i] +=
            last_lanes(w[i] + columns, first) * right;
    }
    transpose_packs<T, lanes<T> / 2>(sum);
    for (int half = lanes<T> / 2; half > 0; half /= 2)
        CTGRAD_UNROLL for (int i = 0; i < half; ++i) sum[i] += sum[i + half];
    return sum[0];
}

}  // namespace detail

/// y = W x for W of rows x columns, row by row without a gap. Reads and writes nothing outside.
template <packable T>
void multiply_few(const T* w, int rows, int columns, const T* x, T* y) {
    if (columns < lanes<T>) {
        for (int i = 0; i < rows; ++i, w += columns) {
            T sum = 0;
            for (int k = 0; k < columns; ++k) sum += w[k] * x[k];
            y[i] = sum;
        }
        return;
    }
    for (int row = 0; row < rows; row += lanes<T>) {
        const int count = rows - row < lanes<T> ? rows - row : lanes<T>;
        const T* at[lanes<T>];
        for (int i = 0; i < lanes<T>; ++i)
            at[i] = w + static_cast<std::ptrdiff_t>(row + (i < count ? i : count - 1)) * columns;
        const pack<T> sum = detail::dot_rows<T>(at, x, columns);
        if (count == lanes<T>) store(y + row, sum);
        else store_part(y + row, sum, count);
    }
}

namespace detail {

/// Packs * lanes entries of W^T g.
template <int Packs, packable T>
CTGRAD_INLINE void combine_rows(const T* w, int rows, int columns, const T* g, T* y) {
    pack<T> sum[Packs]{};
    for (int k = 0; k < rows; ++k, w += columns) {
        const pack<T> left = broadcast(g[k]);
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) sum[j] += left * load(w + j * lanes<T>);
    }
    CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) store(y + j * lanes<T>, sum[j]);
}

}  // namespace detail

/// y = W^T g for W of rows x columns, row by row without a gap. Reads and writes nothing outside.
template <packable T>
void multiply_transposed_few(const T* w, int rows, int columns, const T* g, T* y) {
    int j = 0;
    for (; j + 8 * lanes<T> <= columns; j += 8 * lanes<T>)
        detail::combine_rows<8>(w + j, rows, columns, g, y + j);
    for (; j + lanes<T> <= columns; j += lanes<T>)
        detail::combine_rows<1>(w + j, rows, columns, g, y + j);
    if (j == columns) return;
    if (columns >=
        lanes<T>)  // once more what the last whole pack has in common with the one before
        detail::combine_rows<1>(w + columns - lanes<T>, rows, columns, g, y + columns - lanes<T>);
    else
        for (; j < columns; ++j) {
            T sum = 0;
            for (int k = 0; k < rows; ++k) sum += g[k] * w[k * columns + j];
            y[j] = sum;
        }
}

namespace detail {

template <int Samples, packable T>
void add_outer(const T* a, std::ptrdiff_t a_stride, const T* b, std::ptrdiff_t b_stride, int rows,
               int columns, bool add, T* y) {
    for (int i = 0; i < rows; ++i, y += columns) {
        T left[Samples];
        CTGRAD_UNROLL for (int s = 0; s < Samples; ++s) left[s] = a[s * a_stride + i];
        int j = 0;
        for (; j + lanes<T> <= columns; j += lanes<T>) {
            pack<T> sum = add ? load(y + j) : pack<T>{};
            CTGRAD_UNROLL for (int s = 0; s < Samples; ++s) sum +=
                broadcast(left[s]) * load(b + s * b_stride + j);
            store(y + j, sum);
        }
        for (; j < columns; ++j) {
            T sum = add ? y[j] : T(0);
            CTGRAD_UNROLL for (int s = 0; s < Samples; ++s) sum += left[s] * b[s * b_stride + j];
            y[j] = sum;
        }
    }
}

}  // namespace detail

/// y = sum over samples (1 to few_rows) of outer(a, b), or y += that: rows x columns without a gap;
/// the vectors of the samples lie a_stride and b_stride apart. Reads and writes nothing outside.
template <int Samples = few_rows, packable T>
void add_outer_few(const T* a, std::ptrdiff_t a_stride, const T* b, std::ptrdiff_t b_stride,
                   int samples, int rows, int columns, bool add, T* y) {
    if (samples == Samples)
        detail::add_outer<Samples>(a, a_stride, b, b_stride, rows, columns, add, y);
    else if constexpr (Samples > 1)
        add_outer_few<Samples - 1>(a, a_stride, b, b_stride, samples, rows, columns, add, y);
}

}  // namespace ctgrad::kernel
