/// What runs by registers in programs for one point: what they spend their time on where there are
/// layers of neurons, matrices or long vectors in them.
#pragma once

#include <ctgrad/eval/matrix_products.hpp>
#include <ctgrad/eval/reductions.hpp>
#include <ctgrad/eval/side_by_side.hpp>
#include <ctgrad/eval/vector_products.hpp>
#include <ctgrad/kernel/outer.hpp>
#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Fewer terms than these registers hold are as fast in the compiler's own code.
inline constexpr int least_registers = 4;

/// So many multiplications and more, of two matrices.
inline constexpr int least_of_matrices = 512;

/// Whether an operation's result y of a and b is computed by the kernels, in numbers of type T.
/// Where a register holds two of these, products with one vector are the compiler's.
template <class Operation, class T>
constexpr bool runs_by_kernel(const shape& y, const shape& a, const shape& b) {
    if constexpr (!kernel::packable<T>) return false;
    else if constexpr (std::is_same_v<Operation, operations::matrix_product>) {
        if (b.rank == 2 && y.rows > 1 && y.columns > 1)
            return std::int64_t{y.size()} * a.columns >= least_of_matrices;
        const int size = a.size() > b.size() ? a.size() : b.size();  // of the matrix
        return runs_side_by_side<T>() && size >= least_registers * kernel::lanes<T>;
    } else if constexpr (std::is_same_v<Operation, operations::outer>)
        return runs_side_by_side<T>() && y.size() >= least_registers * kernel::lanes<T>;
    else if constexpr (std::is_same_v<Operation, operations::transpose>)
        return a.rows >= kernel::lanes<T> && a.columns >= kernel::lanes<T>;
    else if constexpr (is_reduction<Operation>) return a.size() >= 2 * kernel::lanes<T>;
    else return false;
}

template <class Operation, layout L, class T>
CTGRAD_INLINE void run_kernel(T* y, const T* a, [[maybe_unused]] const T* b) {
    if constexpr (std::is_same_v<Operation, operations::outer>)
        kernel::add_outer<L.y.columns>(a, b, L.y.rows, T(1), false, y);
    else if constexpr (std::is_same_v<Operation, operations::transpose>)
        kernel::transpose(a, L.a.columns, L.a.rows, L.a.columns, y, L.a.rows);
    else if constexpr (is_reduction<Operation>) reduce<Operation, L.a.size()>(y, a, b);
    else if constexpr (L.y.columns == 1)
        multiply_vector<L.y.rows, L.a.columns, (L.p & 1) != 0>(y, a, b);
    else if constexpr (L.y.rows == 1)
        multiply_vector<L.y.columns, L.a.columns, (L.p & 2) == 0>(y, b, a);
    else product_of_matrices<L>::run(y, a, b);
}

/// What is large among many steps is called: hundreds of copies of its loops in one function would
/// take a compiler long, and run slower than one that stays in the cache. Small ones are not worth
/// it.
inline constexpr int most_entries_in_line = 64;

template <class Operation, layout L, class T>
CTGRAD_APART void call_kernel(T* y, const T* a, const T* b) {
    run_kernel<Operation, L>(y, a, b);
}

}  // namespace ctgrad::detail
