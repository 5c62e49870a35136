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
template <core::label Symbol, core::label Requirement, identity A, identity B> constexpr auto
mismatch() {
    sentence out;
    out << text_of<A>().view() << ' ' << Symbol.view() << ' ' << text_of<B>().view() << ": "
        << Requirement.view() << ", not " << entry_of<A>.content.extent << " and "
        << entry_of<B>.content.extent;
    return out;
}

/// What stands beside an expression. A plain number is refused with a sentence.
template <class T>
concept number_or_constant = std::is_arithmetic_v<T> || integral_constant<std::remove_cvref_t<T>>;
template <class T> concept partner = number_or_constant<T> || expression<T>;

/// A plain number is not part of the type of an expression.
template <class First, class... Others> constexpr auto refuse_number() {
    if constexpr (expression<First>) {
        fail<"a number in an expression is exact and part of its type: write 2_c or 0.5_c", First,
             Others...>();
        return First{};
    } else return refuse_number<Others..., First>();
}

template <class Rule, core::label Symbol, partner A, partner B> constexpr auto
elementwise_operator() {
    if constexpr (std::is_arithmetic_v<A> || std::is_arithmetic_v<B>) return refuse_number<A, B>();
    else if constexpr (!broadcastable(extent_of<A>, extent_of<B>))
        return refuse<&mismatch<Symbol, "both sides must have one shape", id_of<A>, id_of<B>>, A>();
    else return built_from<Rule, id_of<A>, id_of<B>>();
}

/// The product with a matrix or of two vectors: both ranks are above 0.
template <operand A, operand B> constexpr auto matrix_product_operator() {
    constexpr shape a = extent_of<A>, b = extent_of<B>;
    if constexpr (a.rank == 1 && b.rank == 1)
        return refuse<
            &mismatch<"*", "two vectors: write dot, outer or hadamard", id_of<A>, id_of<B>>, A>();
    else if constexpr (a.rank == 1)
        return refuse<
            &mismatch<"*", "a vector stands on the right of a matrix", id_of<A>, id_of<B>>, A>();
    else if constexpr (a.columns != b.rows)
        return refuse<
            &mismatch<"*", "columns on the left must equal rows on the right", id_of<A>, id_of<B>>,
            A>();
    else return built_from<rule<operations::matrix_product>, id_of<A>, id_of<B>>();
}

template <class T> inline constexpr int rank_of = 0;
template <operand T> inline constexpr int rank_of<T> = extent_of<T>.rank;

template <partner A, partner B> constexpr auto product_operator() {
    if constexpr (rank_of<A> == 0 || rank_of<B> == 0)
        return elementwise_operator<multiply, "*", A, B>();
    else return matrix_product_operator<A, B>();
}

template <partner A, partner B> constexpr auto quotient_operator() {
    if constexpr (rank_of<A> == 2 && rank_of<B> == 2)
        return refuse<&mismatch<"/", "a matrix is divided by a scalar", id_of<A>, id_of<B>>, A>();
    else return elementwise_operator<divide, "/", A, B>();
}

}  // namespace detail

// Every operator has two overloads, each with an `expr` on one side: the operators of Boost.Hana
// take anything on both sides, and `int_c<2> * x` is ours only if ours is the more specialised.

template <detail::partner A, identity Id, core::label Text>
constexpr auto operator+(A, expr<Id, Text>) {
    return detail::elementwise_operator<detail::add, "+", A, expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator+(expr<Id, Text>, B) {
    return detail::elementwise_operator<detail::add, "+", expr<Id, Text>, B>();
}

template <detail::partner A, identity Id, core::label Text>
constexpr auto operator-(A, expr<Id, Text>) {
    return detail::elementwise_operator<detail::subtract, "-", A, expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator-(expr<Id, Text>, B) {
    return detail::elementwise_operator<detail::subtract, "-", expr<Id, Text>, B>();
}

/// Matrix product where two matrices, or a matrix and a vector meet; scaling where a scalar is.
template <detail::partner A, identity Id, core::label Text>
constexpr auto operator*(A, expr<Id, Text>) {
    return detail::product_operator<A, expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator*(expr<Id, Text>, B) {
    return detail::product_operator<expr<Id, Text>, B>();
}

/// Elementwise; a scalar divides every entry.
template <detail::partner A, identity Id, core::label Text>
constexpr auto operator/(A, expr<Id, Text>) {
    return detail::quotient_operator<A, expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator/(expr<Id, Text>, B) {
    return detail::quotient_operator<expr<Id, Text>, B>();
}

/// 1 where it holds, else 0; elementwise.
template <detail::partner A, identity Id, core::label Text>
constexpr auto operator<(A, expr<Id, Text>) {
    return detail::elementwise_operator<detail::rule<operations::less>, "<", A, expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator<(expr<Id, Text>, B) {
    return detail::elementwise_operator<detail::rule<operations::less>, "<", expr<Id, Text>, B>();
}

template <detail::partner A, identity Id, core::label Text>
constexpr auto operator<=(A, expr<Id, Text>) {
    return detail::elementwise_operator<detail::rule<operations::less_equal>, "<=", A,
                                        expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator<=(expr<Id, Text>, B) {
    return detail::elementwise_operator<detail::rule<operations::less_equal>, "<=", expr<Id, Text>,
                                        B>();
}

template <detail::partner A, identity Id, core::label Text>
constexpr auto operator==(A, expr<Id, Text>) {
    return detail::elementwise_operator<detail::rule<operations::equal>, "==", A, expr<Id, Text>>();
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator==(expr<Id, Text>, B) {
    return detail::elementwise_operator<detail::rule<operations::equal>, "==", expr<Id, Text>, B>();
}

template <detail::partner A, identity Id, core::label Text>
constexpr auto operator>(A a, expr<Id, Text> b) {
    return b < a;
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator>(expr<Id, Text> a, B b) {
    return b < a;
}

template <detail::partner A, identity Id, core::label Text>
constexpr auto operator>=(A a, expr<Id, Text> b) {
    return b <= a;
}
template <identity Id, core::label Text, detail::number_or_constant B>
constexpr auto operator>=(expr<Id, Text> a, B b) {
    return b <= a;
}

template <expression A> constexpr auto operator-(A a) { return detail::build<detail::negate>(a); }
template <expression A> constexpr auto operator+(A a) { return a; }

}  // namespace ctgrad
