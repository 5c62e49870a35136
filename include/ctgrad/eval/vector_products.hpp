/// Products of a matrix and one vector in programs for one point.
#pragma once

#include <ctgrad/kernel/gemv.hpp>

namespace ctgrad::detail {

/// Entries First to First + Count of y = A b, for a matrix of these rows and columns, as it is
/// stored or transposed. `to` has room for whole registers.
template <int First, int Count, int Rows, int Columns, bool Transposed, class T>
CTGRAD_INLINE void multiply_part(T* to, const T* a, const T* b) {
    if constexpr (Transposed) kernel::multiply_transposed<Columns, Count>(a + First, Rows, b, to);
    else
        kernel::multiply<Count, Columns>(a + std::ptrdiff_t{First} * Columns, b,
                                         static_cast<const T*>(nullptr), to);
}

/// y = A b. Kernels write whole registers: what does not fill the last one is cut off.
template <int Rows, int Columns, bool Transposed, class T>
CTGRAD_INLINE void multiply_vector(T* y, const T* a, const T* b) {
    constexpr int rest = Rows == 1 ? 0 : Rows % kernel::lanes<T>, whole = Rows - rest;
    if constexpr (whole > 0) multiply_part<0, whole, Rows, Columns, Transposed>(y, a, b);
    if constexpr (rest > 0) {
        alignas(kernel::lane<T>) T last[kernel::lanes<T>];
        multiply_part<whole, rest, Rows, Columns, Transposed>(last, a, b);
        kernel::store_lane_first<rest, T>(y + whole, kernel::load_lane(last));
    }
}

}  // namespace ctgrad::detail
