/// Variables: `scalar<"x">`, `vector<"v", 3>`, `matrix<"W", 2, 3>`, `symmetric<"A", 3>`.
#pragma once

#include <ctgrad/expr/expression.hpp>

namespace ctgrad {

namespace detail {

constexpr bool valid_name(core::text_view name) {
    const char* const text = name.data();
    const int size = static_cast<int>(name.size());
    if (size == 0 || size > label_length || (text[0] >= '0' && text[0] <= '9')) return false;
    for (int i = 0; i < size; ++i) {
        const char c = text[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    return true;
}

template <auto Name, shape Extent, bool Symmetric = false> constexpr auto make_variable() {
    constexpr bool valid = valid_name(Name.view());
    if constexpr (!valid) {
        fail<"the name of a variable is a C++ identifier of at most 60 characters",
             std::integral_constant<int, Extent.rows>>();
        return make_variable<core::label("invalid"), Extent>();
    } else if constexpr (Extent.rows < 1 || Extent.columns < 1) {
        fail<"vector<name, size>, matrix<name, rows, columns>: sizes are at least 1",
             std::integral_constant<int, Extent.rows>>();
        return make_variable<Name, scalar_shape>();
    } else {
        using made = variable_definition<Name, Extent, Symmetric>;
        static_assert(sizeof(defining<made::id, made{}>) > 0, "registered");
        return with_label<made::id, Name.length, Name>();
    }
}

/// A name that is bound: a variable, or how many steps a scan runs (expr/length.hpp).
template <class T>
concept bindable_expression =
    expression<T> && entry_of<std::remove_cvref_t<T>::id>.content.op->kind == role::variable;

/// The most steps of a length; 0: it is a variable.
template <class T> inline constexpr std::int64_t most_of_length =
    entry_of<std::remove_cvref_t<T>::id>.content.q;

template <class T> concept length_expression = bindable_expression<T> && most_of_length<T> > 0;
template <class T>
concept variable_expression =
    expression<T> && entry_of<std::remove_cvref_t<T>::id>.content.op->kind == role::variable &&
    entry_of<std::remove_cvref_t<T>::id>.content.q == 0;

}  // namespace detail

/// A number named Name.
template <core::label Name> inline constexpr auto scalar =
    detail::make_variable<Name, scalar_shape>();

/// A column of Size numbers.
template <core::label Name, int Size>
inline constexpr auto vector = detail::make_variable<Name, vector_shape(Size)>();

/// Rows x Columns numbers, stored row by row.
template <core::label Name, int Rows, int Columns>
inline constexpr auto matrix = detail::make_variable<Name, matrix_shape(Rows, Columns)>();

/// Size x Size numbers that equal their transpose; what is bound must do so (check_bindings.hpp).
/// The gradient of f by it is the symmetric G with df = sum of G_ij dA_ij for symmetric dA.
template <core::label Name, int Size>
inline constexpr auto symmetric = detail::make_variable<Name, matrix_shape(Size, Size), true>();

/// An expression that is a variable.
template <class T> concept variable = detail::variable_expression<T>;

}  // namespace ctgrad
