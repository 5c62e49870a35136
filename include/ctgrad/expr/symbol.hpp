/// Symbols: in what the derivative of a user's function is written (expr/define_function.hpp).
#pragma once

#include <ctgrad/expr/rules.hpp>

namespace ctgrad {

namespace detail {

template <class T> inline constexpr bool is_symbol = std::is_same_v<std::remove_cvref_t<T>, symbol>;

/// What stands beside a symbol. A plain number is refused with a sentence.
template <class T> concept beside_symbol = partner<T> || is_symbol<T>;

/// A rule applied to symbols, and to what stands beside them.
template <class Rule, class... Operands> constexpr symbol combined(Operands... operands);

}  // namespace detail

/// Stands for an operand of a function, or for its value, while the function's derivative is being
/// written down. Operators and functions that work entry by entry take symbols as they take
/// expressions, and literals beside them; the result is a symbol again.
struct symbol {
    node place{};

    // Friends are found by their operands, and not among the operators of anything else.
    template <detail::beside_symbol A> friend constexpr symbol operator+(A a, symbol b) {
        return detail::combined<detail::add>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator+(symbol a, B b) {
        return detail::combined<detail::add>(a, b);
    }
    template <detail::beside_symbol A> friend constexpr symbol operator-(A a, symbol b) {
        return detail::combined<detail::subtract>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator-(symbol a, B b) {
        return detail::combined<detail::subtract>(a, b);
    }
    /// Entry by entry, as everything in the derivative of a function.
    template <detail::beside_symbol A> friend constexpr symbol operator*(A a, symbol b) {
        return detail::combined<detail::hadamard_rule>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator*(symbol a, B b) {
        return detail::combined<detail::hadamard_rule>(a, b);
    }
    template <detail::beside_symbol A> friend constexpr symbol operator/(A a, symbol b) {
        return detail::combined<detail::divide>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator/(symbol a, B b) {
        return detail::combined<detail::divide>(a, b);
    }
    template <detail::beside_symbol A> friend constexpr symbol operator<(A a, symbol b) {
        return detail::combined<detail::compare<operations::less, "<">>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator<(symbol a, B b) {
        return detail::combined<detail::compare<operations::less, "<">>(a, b);
    }
    template <detail::beside_symbol A> friend constexpr symbol operator<=(A a, symbol b) {
        return detail::combined<detail::compare<operations::less_equal, "<=">>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator<=(symbol a, B b) {
        return detail::combined<detail::compare<operations::less_equal, "<=">>(a, b);
    }
    template <detail::beside_symbol A> friend constexpr symbol operator==(A a, symbol b) {
        return detail::combined<detail::compare<operations::equal, "==">>(a, b);
    }
    template <detail::partner B> friend constexpr symbol operator==(symbol a, B b) {
        return detail::combined<detail::compare<operations::equal, "==">>(a, b);
    }
    template <detail::beside_symbol A> friend constexpr symbol operator>(A a, symbol b) {
        return b < a;
    }
    template <detail::partner B> friend constexpr symbol operator>(symbol a, B b) { return b < a; }
    template <detail::beside_symbol A> friend constexpr symbol operator>=(A a, symbol b) {
        return b <= a;
    }
    template <detail::partner B> friend constexpr symbol operator>=(symbol a, B b) {
        return b <= a;
    }

    friend constexpr symbol operator-(symbol a) { return {-a.place}; }
    friend constexpr symbol operator+(symbol a) { return a; }
};

namespace detail {

template <class First, class... Others>
constexpr symbol first_symbol(const First& first, const Others&... others) {
    if constexpr (is_symbol<First>) return first;
    else return first_symbol(others...);
}

template <operand T> constexpr node node_in(graph& g, const T& value) {
    if constexpr (is_symbol<T>) return value.place;
    else return {&g, load(g, entry_of<decltype(as_expression(value))::id>)};
}

/// Applies Rule::make(node...) where one of the operands is a symbol.
template <class Rule, operand... Operands>
    requires(is_symbol<Operands> || ...)
constexpr symbol build(Operands... operands) {
    graph& g = *first_symbol(operands...).place.owner;
    return {Rule::make(node_in(g, operands)...)};
}

/// The same, of what may be plain numbers.
template <class Rule, class... Operands> constexpr symbol combined(Operands... operands) {
    if constexpr ((std::is_arithmetic_v<Operands> || ...)) {
        fail<"a number in an expression is exact and part of its type: write 2_c or 0.5_c",
             Operands...>();
        return first_symbol(operands...);
    } else return build<Rule>(operands...);
}

}  // namespace detail

template <detail::beside_symbol A> constexpr symbol hadamard(A a, symbol b) { return a * b; }
template <detail::partner B> constexpr symbol hadamard(symbol a, B b) { return a * b; }

}  // namespace ctgrad
