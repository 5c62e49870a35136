/// Computations as C++ that stands alone: `cpp(e)`, `cpp<"name">(value_and_gradient(f, x, y))`.
#pragma once

#include <ctgrad/show/cpp_writer.hpp>

namespace ctgrad {

namespace detail {

template <core::label Name> struct cpp_program {
    template <class Text> static constexpr void write(const shown_graph& shown, Text& out) {
        cpp_writer<Text>(shown, out, Name.view()).write();
    }
};

}  // namespace detail

/// A C++ function of this name that computes the same with loops and the standard library alone.
/// Its parameters are the variables that it needs, as double or const double*, in the order of
/// their names; then where the results go: a scalar value is returned, any other is written to
/// `result`, and the derivative by x to `d_x`. Matrices are read and written row by row. Each
/// shared node is computed once. Where C++ or the program has a variable's name itself, an
/// underscore follows it. A scan is a loop over its steps, with what it carries in state1, sums up
/// in total1 and puts out in output1, and the row of a step in row1; its derivative is a loop back.
/// It keeps of every step what the way back reads, whether the scan has checkpoints or not. What
/// `define_function` made is called by its name: only the user knows it in this language.
template <core::label Name = "f", computation X> constexpr core::text_view cpp(X) {
    return detail::written_by<detail::program_text<detail::cpp_program<Name>, X>>;
}

}  // namespace ctgrad
