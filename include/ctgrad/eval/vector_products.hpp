/// Products of a matrix and one vector in programs for one point.
#pragma once

#include <ctgrad/eval/thread_memory.hpp>
#include <ctgrad/kernel/gemv.hpp>

namespace ctgrad::detail {

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

}  // namespace ctgrad::detail
