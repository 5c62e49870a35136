/// Arrays whose shape is part of the type.
#pragma once

#include <cstddef>

#include <ctgrad/tensor/large_array.hpp>

namespace ctgrad {

namespace detail {

/// Whole vectors of the machine where the tensor is that large; small tensors stay small.
constexpr std::size_t tensor_alignment(std::size_t bytes, std::size_t of_number) {
    std::size_t alignment = of_number;
    while (alignment < 64 && alignment * 2 <= bytes) alignment *= 2;
    return alignment;
}

}  // namespace detail

/// A vector of Rows numbers, or a matrix of Rows x Columns numbers stored row by row. Owning; an
/// aggregate: `tensor<double, 3> v{1, 2, 3}`. Its numbers lie in it, or if they take more than
/// 4 MiB, on the heap.
template <class T, int Rows, int... Columns> struct tensor {
    static_assert(sizeof...(Columns) <= 1, "a tensor has one or two extents");
    static_assert(Rows > 0 && ((Columns > 0) && ...), "extents are at least 1");

    using value_type = T;
    static constexpr int rank = 1 + sizeof...(Columns);
    static constexpr int rows() { return Rows; }
    static constexpr int columns() { return (Columns * ... * 1); }
    static constexpr std::size_t size() { return static_cast<std::size_t>(Rows * columns()); }

    alignas(detail::tensor_alignment(sizeof(T) * static_cast<std::size_t>((Rows * ... * Columns)),
                                     alignof(T))) detail::large_array<T, size()> numbers;

    constexpr T* data() { return numbers; }
    constexpr const T* data() const { return numbers; }
    constexpr T* begin() { return numbers; }
    constexpr const T* begin() const { return numbers; }
    constexpr T* end() { return numbers + size(); }
    constexpr const T* end() const { return numbers + size(); }

    constexpr T& operator[](std::size_t i)
        requires(rank == 1)
    {
        return numbers[i];
    }
    constexpr const T& operator[](std::size_t i) const
        requires(rank == 1)
    {
        return numbers[i];
    }
    constexpr T& operator()(int row, int column)
        requires(rank == 2)
    {
        return numbers[row * columns() + column];
    }
    constexpr const T& operator()(int row, int column) const
        requires(rank == 2)
    {
        return numbers[row * columns() + column];
    }
    friend constexpr bool operator==(const tensor&, const tensor&) = default;
};

}  // namespace ctgrad
