/// The value of an expression: a number, or a tensor of its shape.
#pragma once

#include <ctgrad/core/shape.hpp>
#include <ctgrad/eval/arguments.hpp>
#include <ctgrad/tensor/tensor.hpp>

namespace ctgrad::detail {

/// A value of this shape: T, tensor<T, n> or tensor<T, rows, columns>.
template <class T, shape Extent> struct value_of {
    using type = tensor<T, Extent.rows, Extent.columns>;
};
template <class T, shape Extent>
    requires(Extent.rank == 0)
struct value_of<T, Extent> {
    using type = T;
};
template <class T, shape Extent>
    requires(Extent.rank == 1)
struct value_of<T, Extent> {
    using type = tensor<T, Extent.rows>;
};
template <class T, shape Extent> using value_t = typename value_of<T, Extent>::type;

template <class T> constexpr T* numbers(T& scalar) { return &scalar; }
template <class T, int... Extents> constexpr T* numbers(tensor<T, Extents...>& t) {
    return t.data();
}

/// Where a program writes a result.
template <class T> constexpr pointers<T, 1> outputs_of(T& scalar) { return {{&scalar}}; }
template <class T, int... Extents> constexpr pointers<T, 1> outputs_of(tensor<T, Extents...>& t) {
    return {{t.data()}};
}

}  // namespace ctgrad::detail
