/// Computations as C++ that stands alone: `cpp(e)`, `cpp<"name">(value_and_gradient(f, x, y))`.
#pragma once

#include <ctgrad/show/cpp_writer.hpp>

namespace ctgrad {

namespace detail {

template <core::label Name> struct cpp_program {
    static constexpr void write(shown_graph& shown, long_text& out) {
        cpp_writer(shown, out, Name.view()).write();
    }
};

}  // namespace detail

/// A C++ function of this name that computes the same with loops and the standard library alone.
/// Its parameters are the variables that it needs, as double or const double*, in the order of
/// their names; then where the results go: a scalar value is returned, any other is written to
/// `result`, and the derivative by x to `d_x`. Matrices are read and written row by row. Each
/// shared node is computed once. Where C++ has a variable's name itself, an underscore follows it.
template <core::label Name = "f", computation X> constexpr std::string_view cpp(X) {
    return detail::text_without_loops<"cpp", detail::cpp_program<Name>, X>();
}

}  // namespace ctgrad
