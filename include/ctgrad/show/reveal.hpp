/// What an expression is, as a message of the compiler: `ctgrad::reveal(e)`.
#pragma once

#include <ctgrad/show/text.hpp>

namespace ctgrad {

namespace detail {

/// Beyond this many characters a formula is shown by its label.
inline constexpr std::size_t longest_revealed = 300;

template <identity Id> constexpr core::text_view shown_formula() {
    constexpr core::text_view whole = text(expression_of<Id>{});
    if constexpr (whole.size() <= longest_revealed && whole.find('\n') == core::text_view::npos)
        return whole;
    else return assembled<&text_of<Id>>.view();
}

template <identity Id> constexpr auto revealed() {
    text_buffer<1600> out;
    const record& r = entry_of<Id>.content;
    out << shown_formula<Id>() << " is a " << r.extent << ": ";
    if (r.op->kind == role::constant) return out << "a constant";
    if (r.op->kind == role::variable) return out << "a variable";
    out << r.op->name;
    if (r.op->kind == role::power) write_number(out << " to the ", r.value());
    if (r.count == 0) return out;
    out << " of ";
    constexpr int count = entry_of<Id>.content.count;
    [&]<int... K>(std::integer_sequence<int, K...>) {
        ((out << (K == 0 ? "" : ", ")
              << assembled<&text_of<entry_of<Id>.operand(K).content.id>>.view()),
         ...);
    }(std::make_integer_sequence<int, (count < 20 ? count : 20)>{});
    if (count > 20) out << ", ...";
    return out;
}

}  // namespace detail

/// Stops compilation with one message: the formula, its shape, its operation and the operands.
template <expression E> constexpr void reveal(E) { fail_with<&detail::revealed<E::id>>(); }

}  // namespace ctgrad
