/// Numbers that lie elsewhere, seen as a vector or a matrix.
#pragma once

#include <cstddef>

namespace ctgrad {

/// A vector of Rows numbers, or a matrix of Rows x Columns numbers stored row by row, not owned.
/// Copies see the same numbers.
template <class T, int Rows, int... Columns> struct tensor_view {
    static_assert(sizeof...(Columns) <= 1, "a tensor has one or two extents");

    using value_type = T;
    static constexpr int rank = 1 + sizeof...(Columns);
    static constexpr int rows() { return Rows; }
    static constexpr int columns() { return (Columns * ... * 1); }
    static constexpr std::size_t size() { return static_cast<std::size_t>(Rows * columns()); }

    T* first;

    constexpr T* data() const { return first; }
    constexpr T* begin() const { return first; }
    constexpr T* end() const { return first + size(); }

    constexpr T& operator[](std::size_t i) const
        requires(rank == 1)
    {
        return first[i];
    }
    constexpr T& operator()(int row, int column) const
        requires(rank == 2)
    {
        return first[row * columns() + column];
    }
};

}  // namespace ctgrad
