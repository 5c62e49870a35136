/// Products by registers: what a program for one point spends its time on where it has layers of
/// neurons, or matrices, in it.
#pragma once

#include <ctgrad/eval/matrix_products.hpp>
#include <ctgrad/eval/side_by_side.hpp>
#include <ctgrad/eval/thread_memory.hpp>
#include <ctgrad/kernel/gemv.hpp>
#include <ctgrad/kernel/outer.hpp>
#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Fewer terms than these registers hold are as fast in the compiler's own code.
inline constexpr int least_registers = 4;

/// So many multiplications and more, of two matrices.
inline constexpr int least_of_matrices = 512;

/// Whether an operation's result y of a and b is computed by the kernels, in numbers of type T.
template <class Operation, class T>
constexpr bool runs_by_kernel(const shape& y, const shape& a, const shape& b) {
    if constexpr (!runs_side_by_side<T>()) return false;
    else if constexpr (std::is_same_v<Operation, operations::matrix_product>) {
        if (b.rank == 1) return y.rank == 1 && a.size() >= least_registers * kernel::lanes<T>;
        return std::int64_t{y.size()} * a.columns >= least_of_matrices;
    } else if constexpr (std::is_same_v<Operation, operations::outer>)
        return y.size() >= least_registers * kernel::lanes<T>;
    else return false;
}

/// To `to`, which has room for whole registers.
template <int Rows, int Columns, bool Transposed, class T>
CTGRAD_INLINE void multiply_with_room(T* to, const T* a, const T* b) {
    if constexpr (Transposed) kernel::multiply_transposed(a, Columns, Rows, b, to);
    else kernel::multiply(a, Rows, Columns, b, static_cast<const T*>(nullptr), to);
}

/// y = A b for a matrix of these rows and columns, as it is stored or transposed. Kernels write
/// whole registers: where there is no room for them, elsewhere first.
template <int Rows, int Columns, bool Transposed, class T>
CTGRAD_INLINE void multiply_vector(T* y, const T* a, const T* b) {
    constexpr int rest = Rows % kernel::lanes<T>, padded = Rows - rest + kernel::lanes<T>;
    if constexpr (rest == 0 || Rows == 1) multiply_with_room<Rows, Columns, Transposed>(y, a, b);
    else {
        const auto by = [&](T* own) {
            multiply_with_room<Rows, Columns, Transposed>(own, a, b);
            for (int i = 0; i < Rows; ++i) y[i] = own[i];
        };
        if constexpr (fits_stack<T, padded>) {
            alignas(kernel::lane<T>) T own[padded];
            by(own);
        } else by(memory_of_thread<struct product_of_vector, T, padded>());
    }
}

template <class Operation, layout L, class T>
CTGRAD_INLINE void run_kernel(T* y, const T* a, const T* b) {
    if constexpr (std::is_same_v<Operation, operations::outer>)
        kernel::add_outer(a, b, L.y.rows, L.y.columns, T(1), false, y);
    else if constexpr (L.y.columns == 1)
        multiply_vector<L.y.rows, L.a.columns, (L.p & 1) != 0>(y, a, b);
    else if constexpr (L.y.rows == 1)
        multiply_vector<L.y.columns, L.a.columns, (L.p & 2) == 0>(y, b, a);
    else product_of_matrices<L>::run(y, a, b);
}

/// A product among many steps is called: hundreds of copies of its loops in one function would take
/// a compiler long, and run slower than one that stays in the cache. Small ones are not worth it.
inline constexpr int most_entries_in_line = 64;

template <class Operation, layout L, class T>
CTGRAD_APART void call_kernel(T* y, const T* a, const T* b) {
    run_kernel<Operation, L>(y, a, b);
}

}  // namespace ctgrad::detail
