/// Products of two matrices in programs for one point, by the kernel that batches have.
#pragma once

#include <ctgrad/calculus/layout.hpp>
#include <ctgrad/eval/thread_memory.hpp>
#include <ctgrad/kernel/gemm.hpp>
#include <ctgrad/kernel/transpose.hpp>

namespace ctgrad::detail {

/// y = A B for matrices of a layout whose parameter says which of them lie transposed: 1 A, 2 B.
template <layout L> struct product_of_matrices {
    static constexpr int rows = L.y.rows, columns = L.y.columns, terms = L.a.columns;
    static constexpr bool a_transposed = L.p & 1, b_transposed = L.p & 2;

    /// Where the kernel would read behind the end of B, or B does not lie in rows, it is copied.
    template <class T>
    static constexpr bool copies = b_transposed || 2 * columns < kernel::lanes<T>;

    template <class T> CTGRAD_INLINE static void run(T* y, const T* a, const T* b) {
        if constexpr (!copies<T>) multiply(y, a, b, columns);
        else {
            constexpr int row = kernel::padded<T>(columns);
            if constexpr (fits_stack<T, terms * row>) {
                alignas(kernel::lane<T>) T rows_of_b[terms * row];
                multiply_by_copy(y, a, b, rows_of_b);
            } else
                multiply_by_copy(y, a, b, memory_of_thread<product_of_matrices, T, terms * row>());
        }
    }

private:
    template <class T>
    CTGRAD_INLINE static void multiply(T* y, const T* a, const T* b, std::ptrdiff_t b_row) {
        constexpr std::ptrdiff_t row = a_transposed ? 1 : terms, column = a_transposed ? rows : 1;
        kernel::gemm<rows, columns, T>(terms, {a, row, column}, {b, b_row}, {y, columns});
    }
    template <class T>
    CTGRAD_INLINE static void multiply_by_copy(T* y, const T* a, const T* b, T* rows_of_b) {
        constexpr int row = kernel::padded<T>(columns);
        if constexpr (b_transposed) kernel::transpose(b, terms, columns, terms, rows_of_b, row);
        else
            for (int k = 0; k < terms; ++k)
                for (int j = 0; j < columns; ++j) rows_of_b[k * row + j] = b[k * columns + j];
        multiply(y, a, rows_of_b, row);
    }
};

}  // namespace ctgrad::detail
