/// The product with a matrix whose rows lie along the sum: C[m][n] = sum over k of A[m][k] * B[n][k].
/// Spares the transposition of B; the sum over the lanes at the end is worth it where k is long.
#pragma once

#include <ctgrad/kernel/shuffle.hpp>

namespace ctgrad::kernel {

/// Extents and strides (in numbers); the rows of A, B and C are contiguous.
struct gemm_rows_extents {
    int m = 0, n = 0, k = 0;
    std::ptrdiff_t a_row = 0, b_row = 0, c_row = 0;
};

/// Length of the sum from which on this form is faster than to transpose B for every call.
template <class T> inline constexpr int long_sum = 32 * lanes<T>;

namespace detail {

/// Rows of A, and of B, whose products are summed at the same time.
inline constexpr int rows_tile_m = register_bytes == 64 ? 6 : 3;
inline constexpr int rows_tile_n = 4;

/// sum += outer products of the packs at a and b; Tail: only `tail` numbers are left.
template <bool Tail, int M, int N, class T>
CTGRAD_INLINE void add_products(const gemm_rows_extents& e, int tail, const T* a, const T* b,
                                pack<T> (&sum)[M][N]) {
    pack<T> left[M];
    CTGRAD_UNROLL for (int i = 0; i < M; ++i) {
        left[i] = Tail ? load_part(a + i * e.a_row, tail) : load(a + i * e.a_row);
    }
    CTGRAD_UNROLL for (int j = 0; j < N; ++j) {
        const pack<T> right = Tail ? load_part(b + j * e.b_row, tail) : load(b + j * e.b_row);
        CTGRAD_UNROLL for (int i = 0; i < M; ++i) sum[i][j] += left[i] * right;
    }
}

template <int M, int N, class T>
void gemm_rows_tile(const gemm_rows_extents& e, const T* a, const T* b, T* c) {
    pack<T> sum[M][N];
    CTGRAD_UNROLL for (int i = 0; i < M; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < N; ++j) sum[i][j] = pack<T>{};
    }
    int k = 0;
    for (; k + lanes<T> <= e.k; k += lanes<T>) add_products<false>(e, 0, a + k, b + k, sum);
    if (k < e.k) add_products<true>(e, e.k - k, a + k, b + k, sum);
    CTGRAD_UNROLL for (int i = 0; i < M; ++i) store_sums(c + i * e.c_row, sum[i]);
}

template <int M, class T>
void gemm_rows_stripe(const gemm_rows_extents& e, const T* a, const T* b, T* c) {
    int column = 0;
    for (; column + rows_tile_n <= e.n; column += rows_tile_n)
        gemm_rows_tile<M, rows_tile_n>(e, a, b + column * e.b_row, c + column);
    for (; column < e.n; ++column) gemm_rows_tile<M, 1>(e, a, b + column * e.b_row, c + column);
}

template <class T> void gemm_rows_packed(const gemm_rows_extents& e, const T* a, const T* b, T* c) {
    int row = 0;
    for (; row + rows_tile_m <= e.m; row += rows_tile_m)
        gemm_rows_stripe<rows_tile_m>(e, a + row * e.a_row, b, c + row * e.c_row);
    for (; row < e.m; ++row) gemm_rows_stripe<1>(e, a + row * e.a_row, b, c + row * e.c_row);
}

}  // namespace detail

/// C = A B^T. Reads and writes nothing outside the extents.
template <packable T> void gemm_rows(const gemm_rows_extents& e, const T* a, const T* b, T* c) {
    detail::gemm_rows_packed(e, a, b, c);
}

}  // namespace ctgrad::kernel
