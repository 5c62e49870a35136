/// + - * / and comparisons between expressions.
#pragma once

#include <ctgrad/expr/build.hpp>

namespace ctgrad {

namespace detail {

struct add {
    static constexpr node make(node a, node b) { return a + b; }
};
struct subtract {
    static constexpr node make(node a, node b) { return a - b; }
};
struct multiply {
    static constexpr node make(node a, node b) { return a * b; }
};
struct divide {
    static constexpr node make(node a, node b) { return a / b; }
};
struct negate {
    static constexpr node make(node a) { return -a; }
};

/// "a + b: what must hold, not vector 3 and vector 4"
template <label Symbol, label Requirement, identity A, identity B> constexpr auto mismatch() {
    sentence out;
    out << text_of<A>().view() << ' ' << Symbol.view() << ' ' << text_of<B>().view() << ": " << Requirement.view() << ", not " << entry_of<A>.content.extent << " and "
        << entry_of<B>.content.extent;
    return out;
}

template <class Rule, label Symbol, operand A, operand B> constexpr auto elementwise_operator() {
    if constexpr (!broadcastable(extent_of<A>, extent_of<B>))
        return refuse<&mismatch<Symbol, "both sides must have one shape", id_of<A>, id_of<B>>, A>();
    else return built_from<Rule, id_of<A>, id_of<B>>();
}

template <operand A, operand B> constexpr auto product_operator() {
    constexpr shape a = extent_of<A>, b = extent_of<B>;
    if constexpr (a.rank == 0 || b.rank == 0) return built_from<multiply, id_of<A>, id_of<B>>();
    else if constexpr (a.rank == 1 && b.rank == 1)
        return refuse<&mismatch<"*", "two vectors: write dot, outer or hadamard", id_of<A>, id_of<B>>, A>();
    else if constexpr (a.rank == 1)
        return refuse<&mismatch<"*", "a vector stands on the right of a matrix", id_of<A>, id_of<B>>, A>();
    else if constexpr (a.columns != b.rows)
        return refuse<&mismatch<"*", "columns on the left must equal rows on the right", id_of<A>,
                            id_of<B>>, A>();
    else return built_from<rule<operations::matrix_product>, id_of<A>, id_of<B>>();
}

template <operand A, operand B> constexpr auto quotient_operator() {
    if constexpr (extent_of<B>.rank == 2 && extent_of<A>.rank == 2)
        return refuse<&mismatch<"/", "a matrix is divided by a scalar", id_of<A>, id_of<B>>, A>();
    else return elementwise_operator<divide, "/", A, B>();
}

/// One side is an expression, the other an expression or an integral constant.
template <class A, class B>
concept operands = operand<A> && operand<B> && (expression<A> || expression<B>);

inline constexpr label write_literal =
    "a number in an expression is exact and part of its type: write 2_c or 0.5_c";

/// A number that is not in the type, beside an expression.
template <class A, class B>
concept plain_number = (expression<A> && std::is_arithmetic_v<B>) ||
                       (expression<B> && std::is_arithmetic_v<A>);

template <class A, class B> constexpr auto refuse_number() {
    fail<write_literal, A, B>();
    if constexpr (expression<A>) return A{};
    else return B{};
}

}  // namespace detail

template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator+(A, B) {
    return detail::elementwise_operator<detail::add, "+", A, B>();
}

template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator-(A, B) {
    return detail::elementwise_operator<detail::subtract, "-", A, B>();
}

/// Matrix product where two matrices, or a matrix and a vector meet; scaling where a scalar is.
template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator*(A, B) {
    return detail::product_operator<A, B>();
}

/// Elementwise; a scalar divides every entry.
template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator/(A, B) {
    return detail::quotient_operator<A, B>();
}

template <expression A> constexpr auto operator-(A a) { return detail::build<detail::negate>(a); }
template <expression A> constexpr auto operator+(A a) { return a; }

/// 1 where it holds, else 0; elementwise.
template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator<(A, B) {
    return detail::elementwise_operator<detail::rule<operations::less>, "<", A, B>();
}

template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator<=(A, B) {
    return detail::elementwise_operator<detail::rule<operations::less_equal>, "<=", A, B>();
}

template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator>(A a, B b) {
    return b < a;
}

template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator>=(A a, B b) {
    return b <= a;
}

template <class A, class B>
    requires detail::operands<A, B>
constexpr auto operator==(A, B) {
    return detail::elementwise_operator<detail::rule<operations::equal>, "==", A, B>();
}

template <class A, class B>
    requires detail::plain_number<A, B>
constexpr auto operator+(A, B) {
    return detail::refuse_number<A, B>();
}
template <class A, class B>
    requires detail::plain_number<A, B>
constexpr auto operator-(A, B) {
    return detail::refuse_number<A, B>();
}
template <class A, class B>
    requires detail::plain_number<A, B>
constexpr auto operator*(A, B) {
    return detail::refuse_number<A, B>();
}
template <class A, class B>
    requires detail::plain_number<A, B>
constexpr auto operator/(A, B) {
    return detail::refuse_number<A, B>();
}

}  // namespace ctgrad
