/// The product of matrices in the one form that forward pass, input gradient and weight gradient
/// share: C[m][n] (+)= sum over k of A(m, k) * B[k][n], broadcasting A over vectors of B and C.
#pragma once

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

/// Extents and strides (in numbers). A may be read in either direction; the rows of B and C are
/// contiguous.
struct gemm_extents {
    int m = 0, n = 0, k = 0;
    std::ptrdiff_t a_row = 0, a_column = 1;
    std::ptrdiff_t b_row = 0;
    std::ptrdiff_t c_row = 0;
};

/// What the accumulators start from.
enum class initial : unsigned char { zero, result };

namespace detail {

/// Rows and vectors of accumulators that fit the register file: 16 registers below AVX-512.
inline constexpr int tile_rows = register_bytes == 64 ? 6 : 6;
inline constexpr int tile_packs = register_bytes == 64 ? 4 : 2;

/// Rows x Packs of C in registers. Tail: numbers in the last pack, where it is not full.
template <int Rows, int Packs, bool Tail, initial Initial, class T>
CTGRAD_INLINE void gemm_tile(const gemm_extents& e, int tail, const T* a, const T* b, T* c) {
    pack<T> sum[Rows][Packs];
    CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) {
            T* at = c + i * e.c_row + j * lanes<T>;
            if constexpr (Initial == initial::zero) sum[i][j] = pack<T>{};
            else sum[i][j] = Tail && j == Packs - 1 ? load_part(at, tail) : load(at);
        }
    }
    for (int k = 0; k < e.k; ++k) {
        pack<T> right[Packs];
        const T* row = b + k * e.b_row;
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) {
            const T* at = row + j * lanes<T>;
            right[j] = Tail && j == Packs - 1 ? load_part(at, tail) : load(at);
        }
        const T* left = a + k * e.a_column;
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
            const pack<T> factor = broadcast(left[i * e.a_row]);
            CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) sum[i][j] += factor * right[j];
        }
    }
    CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) {
            T* at = c + i * e.c_row + j * lanes<T>;
            if (Tail && j == Packs - 1) store_part(at, sum[i][j], tail);
            else store(at, sum[i][j]);
        }
    }
}

/// All rows of a stripe of C that is Packs wide.
template <int Packs, bool Tail, initial Initial, class T>
void gemm_stripe(const gemm_extents& e, int tail, const T* a, const T* b, T* c) {
    int row = 0;
    for (; row + tile_rows <= e.m; row += tile_rows)
        gemm_tile<tile_rows, Packs, Tail, Initial>(e, tail, a + row * e.a_row, b, c + row * e.c_row);
    for (; row + 2 <= e.m; row += 2)
        gemm_tile<2, Packs, Tail, Initial>(e, tail, a + row * e.a_row, b, c + row * e.c_row);
    if (row < e.m)
        gemm_tile<1, Packs, Tail, Initial>(e, tail, a + row * e.a_row, b, c + row * e.c_row);
}

template <initial Initial, class T>
void gemm_packed(const gemm_extents& e, const T* a, const T* b, T* c) {
    constexpr int wide = tile_packs * lanes<T>;
    int column = 0;
    for (; column + wide <= e.n; column += wide)
        gemm_stripe<tile_packs, false, Initial>(e, 0, a, b + column, c + column);
    for (; column + lanes<T> <= e.n; column += lanes<T>)
        gemm_stripe<1, false, Initial>(e, 0, a, b + column, c + column);
    if (column < e.n) gemm_stripe<1, true, Initial>(e, e.n - column, a, b + column, c + column);
}

template <initial Initial, class T>
void gemm_plain(const gemm_extents& e, const T* a, const T* b, T* c) {
    for (int i = 0; i < e.m; ++i)
        for (int j = 0; j < e.n; ++j) {
            T sum = Initial == initial::zero ? T(0) : c[i * e.c_row + j];
            for (int k = 0; k < e.k; ++k)
                sum = sum + a[i * e.a_row + k * e.a_column] * b[k * e.b_row + j];
            c[i * e.c_row + j] = sum;
        }
}

}  // namespace detail

/// C = A B, or C += A B for Initial = result. Reads and writes nothing outside the extents.
template <initial Initial, class T>
void gemm(const gemm_extents& e, const T* a, const T* b, T* c) {
    if constexpr (packable<T>) detail::gemm_packed<Initial>(e, a, b, c);
    else detail::gemm_plain<Initial>(e, a, b, c);
}

}  // namespace ctgrad::kernel
