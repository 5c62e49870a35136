/// The type of every expression, and the concept of what can stand in one.
#pragma once

#include <boost/hana/fwd/integral_constant.hpp>

#include <ctgrad/calculus/label_text.hpp>
#include <ctgrad/core/error.hpp>
#include <ctgrad/expr/registry.hpp>

namespace ctgrad {

template <class Variable, class Value> struct binding;  // eval/binding.hpp
struct symbol;                                          // expr/symbol.hpp

/// An expression: an empty object whose type names its content. Id is the hash of (operation,
/// shape, Ids of the operands); Text is the formula, or its outline where it is long. It is a
/// core::label, whose size clang would deduce wherever the type is named, were it declared as one.
template <identity Id, auto Text> struct expr {
    static constexpr identity id = Id;

    /// scalar, vector or matrix, with its extents
    static constexpr shape extent() {
        constexpr shape known = detail::entry_of<Id>.content.extent;
        return known;
    }

    /// The value: `f(x = 1.0, y = 2.0)`, every variable bound once, in any order.
    template <class... Bindings>
    CTGRAD_INLINE constexpr auto operator()(const Bindings&... bindings) const {
        return evaluate(*this, bindings...);
    }

    /// `x = value` binds a variable, for the duration of the call it stands in. A number to a
    /// scalar: there may be hundreds of those, and this is one function less for each.
    template <class Value> CTGRAD_INLINE constexpr auto operator=(const Value& value) const {
        if constexpr (std::is_arithmetic_v<Value> &&
                      detail::is_number(detail::entry_of<Id>.content))
            return binding<expr, Value>{value};
        else return bind(*this, value);
    }
    template <class Value, std::size_t N>
    constexpr auto operator=(const Value (&values)[N]) const {
        return bind(*this, values);
    }
    template <class Value, std::size_t Rows, std::size_t Columns>
    constexpr auto operator=(const Value (&values)[Rows][Columns]) const {
        return bind(*this, values);
    }

    constexpr expr() = default;
    constexpr expr(const expr&) = default;
    constexpr expr& operator=(const expr&) = delete;
};

namespace detail {

template <class T> inline constexpr bool is_expression = false;
template <class T> inline constexpr bool is_expression<const T> = is_expression<T>;
template <class T> inline constexpr bool is_expression<T&> = is_expression<T>;
template <class T> inline constexpr bool is_expression<T&&> = is_expression<T>;
template <identity Id, auto Text> inline constexpr bool is_expression<expr<Id, Text>> = true;

/// std:: and Hana's integral constants: a whole number in a type.
template <class T>
concept integral_constant = requires {
    { T::value } -> std::convertible_to<long long>;
    typename T::value_type;
} && std::integral<std::remove_cv_t<decltype(T::value)>>;

}  // namespace detail

template <class T> concept expression = detail::is_expression<T>;

namespace detail {

template <class T>
concept plain_operand = expression<T> || integral_constant<std::remove_cvref_t<T>>;

}  // namespace detail

/// What can stand beside an expression: another one, or an integral constant; inside the derivative
/// of a user's function, a symbol.
template <class T>
concept operand = detail::plain_operand<T> || std::is_same_v<std::remove_cvref_t<T>, symbol>;

namespace detail {

/// The label that belongs to a content, however it came about.
template <identity Id> constexpr auto text_of() {
    graph g;
    return label_text(g, g.refer(entry_of<Id>));
}

/// The same as a constant: programs do not contain what writes it.
template <identity Id> inline constexpr auto name_text = text_of<Id>();

/// An expression with its label. Parameters of a template are printed as values: were the label's
/// variable or size named in the type, clang would print these names instead of the formula.
template <identity Id, int Size, core::label<Size> Text> constexpr expr<Id, Text> with_label() {
    return {};
}

template <identity Id> struct named {
    using type =
        decltype(with_label<Id, assembled<&text_of<Id>>.size + 1, label_of<&text_of<Id>>>());
};

/// The expression with this identity, which must be defined.
template <identity Id> using expression_of = typename named<Id>::type;

}  // namespace detail

}  // namespace ctgrad
