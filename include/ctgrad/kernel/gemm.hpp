/// The product of matrices in the one form that forward pass, input gradient and weight gradient
/// share: C[m][n] (+)= sum over k of A(m, k) * B[k][n], broadcasting A over vectors of B and C.
#pragma once

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

namespace detail {

/// Rows and vectors of accumulators that fit the register file: 16 registers below AVX-512, one of
/// which holds the broadcast number and as many as `tile_packs` the row of B.
inline constexpr int tile_rows = 6;
inline constexpr int tile_packs = register_bytes == 64 ? 4 : 2;

/// Steps of k after which a stripe of B would leave the first-level cache.
inline constexpr int block_steps = 256;

}  // namespace detail

/// Columns of B that are read together. A B that is made for the product stores them together.
template <class T> inline constexpr int panel = detail::tile_packs * lanes<T>;

/// Extents and strides (in numbers). A may be read in either direction; the rows of B and C are
/// contiguous, those of B within every panel.
struct gemm_extents {
    int m = 0, n = 0, k = 0;
    std::ptrdiff_t a_row = 0, a_column = 1;
    std::ptrdiff_t b_row = 0;
    std::ptrdiff_t b_panel = 0;  ///< from panel to panel; 0: the columns are contiguous
    std::ptrdiff_t c_row = 0;
};

/// What the accumulators start from.
enum class initial : unsigned char { zero, result };

namespace detail {

/// Rows x Packs of C in registers. `tail`: numbers in the last pack of C, where it is not full.
template <int Rows, int Packs, bool Tail, initial Initial, class T>
void gemm_tile(const gemm_extents& e, int tail, const T* a, const T* b, T* c) {
    // Copies, as the compiler has to assume that a store to C changes what `e` refers to.
    const std::ptrdiff_t a_row = e.a_row, a_column = e.a_column, b_row = e.b_row, c_row = e.c_row;
    pack<T> sum[Rows][Packs];
    CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) {
            const T* const at = c + i * c_row + j * lanes<T>;
            if constexpr (Initial == initial::zero) sum[i][j] = pack<T>{};
            else sum[i][j] = Tail && j == Packs - 1 ? load_part(at, tail) : load(at);
        }
    }
    for (int k = e.k; k > 0; --k, a += a_column, b += b_row) {
        pack<T> right[Packs];
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) right[j] = load(b + j * lanes<T>);
        CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
            const pack<T> left = broadcast(a[i * a_row]);
            CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) sum[i][j] += left * right[j];
        }
    }
    CTGRAD_UNROLL for (int i = 0; i < Rows; ++i) {
        CTGRAD_UNROLL for (int j = 0; j < Packs; ++j) {
            T* const at = c + i * c_row + j * lanes<T>;
            if (Tail && j == Packs - 1) store_part(at, sum[i][j], tail);
            else store(at, sum[i][j]);
        }
    }
}

/// The last rows of a stripe, fewer than `tile_rows`.
template <int Rows, int Packs, bool Tail, initial Initial, class T>
void gemm_last_rows(const gemm_extents& e, int rows, int tail, const T* a, const T* b, T* c) {
    if constexpr (Rows > 0) {
        if (rows == Rows) gemm_tile<Rows, Packs, Tail, Initial>(e, tail, a, b, c);
        else gemm_last_rows<Rows - 1, Packs, Tail, Initial>(e, rows, tail, a, b, c);
    }
}

/// All rows of a stripe of C that is Packs wide.
template <int Packs, bool Tail, initial Initial, class T>
void gemm_stripe(const gemm_extents& e, int tail, const T* a, const T* b, T* c) {
    int row = 0;
    for (; row + tile_rows <= e.m; row += tile_rows)
        gemm_tile<tile_rows, Packs, Tail, Initial>(e, tail, a + row * e.a_row, b,
                                                   c + row * e.c_row);
    gemm_last_rows<tile_rows - 1, Packs, Tail, Initial>(e, e.m - row, tail, a + row * e.a_row, b,
                                                        c + row * e.c_row);
}

/// The last columns, fewer than a pack: B is copied, so that only C is read and written in part.
template <initial Initial, class T>
void gemm_last_columns(gemm_extents e, int columns, const T* a, const T* b, T* c) {
    alignas(register_bytes) T copy[block_steps * lanes<T>];
    for (int k = 0; k < e.k; ++k) store(copy + k * lanes<T>, load_part(b + k * e.b_row, columns));
    e.b_row = lanes<T>;
    gemm_stripe<1, true, Initial>(e, columns, a, copy, c);
}

template <initial Initial, class T>
void gemm_block(const gemm_extents& e, const T* a, const T* b, T* c) {
    int column = 0;
    for (; column + panel<T> <= e.n; column += panel<T>, b += e.b_panel)
        gemm_stripe<tile_packs, false, Initial>(e, 0, a, b, c + column);
    for (; column + lanes<T> <= e.n; column += lanes<T>, b += lanes<T>)
        gemm_stripe<1, false, Initial>(e, 0, a, b, c + column);
    if (column < e.n) gemm_last_columns<Initial>(e, e.n - column, a, b, c + column);
}

template <initial Initial, class T>
void gemm_packed(gemm_extents e, const T* a, const T* b, T* c) {
    const int steps = e.k;
    if (e.b_panel == 0) e.b_panel = panel<T>;
    e.k = steps < block_steps ? steps : block_steps;
    gemm_block<Initial>(e, a, b, c);
    for (int done = e.k; done < steps; done += e.k) {
        e.k = steps - done < block_steps ? steps - done : block_steps;
        gemm_block<initial::result>(e, a + done * e.a_column, b + done * e.b_row, c);
    }
}

template <initial Initial, class T>
void gemm_plain(const gemm_extents& e, const T* a, const T* b, T* c) {
    const std::ptrdiff_t b_panel = e.b_panel == 0 ? panel<T> : e.b_panel;
    for (int i = 0; i < e.m; ++i)
        for (int j = 0; j < e.n; ++j) {
            const T* const column = b + j / panel<T> * b_panel + j % panel<T>;
            T sum = Initial == initial::zero ? T(0) : c[i * e.c_row + j];
            for (int k = 0; k < e.k; ++k)
                sum = sum + a[i * e.a_row + k * e.a_column] * column[k * e.b_row];
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
