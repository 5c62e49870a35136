/// + - * / and comparisons between expressions.
#pragma once

#include <ctgrad/expr/build.hpp>

namespace ctgrad {

namespace detail {

/// "a + b: what must hold, not vector 3 and vector 4"
template <core::label Symbol, core::label Requirement, identity A, identity B> constexpr auto
mismatch() {
    sentence out;
    out << text_of<A>().view() << ' ' << Symbol.view() << ' ' << text_of<B>().view() << ": "
        << Requirement.view() << ", not " << entry_of<A>.content.extent << " and "
        << entry_of<B>.content.extent;
    return out;
}

/// Stops with that sentence. Returning the left operand keeps it the only error.
template <core::label Symbol, core::label Requirement, identity A, identity B> constexpr auto
refuse_operands() {
    fail_with<&mismatch<Symbol, Requirement, A, B>>();
    return expression_of<A>{};
}

template <core::label Symbol> struct elementwise_operator {
    static constexpr bool fit(const shape& a, const shape& b) { return broadcastable(a, b); }
    template <identity A, identity B> static constexpr auto refused() {
        return refuse_operands<Symbol, "both sides must have one shape", A, B>();
    }
};

struct add : elementwise_operator<"+"> {
    static constexpr bool adds = true;
    static constexpr node make(node a, node b) { return a + b; }
};
struct subtract : elementwise_operator<"-"> {
    static constexpr node make(node a, node b) { return a - b; }
};
template <class Operation, core::label Symbol> struct compare : elementwise_operator<Symbol> {
    static constexpr node make(node a, node b) { return apply<Operation>(a, b); }
};
struct negate {
    static constexpr node make(node a) { return -a; }
};

/// Elementwise where a scalar is, else the matrix product.
struct multiply {
    static constexpr bool fit(const shape& a, const shape& b) {
        return a.rank == 0 || b.rank == 0 || (a.rank == 2 && a.columns == b.rows);
    }
    static constexpr node make(node a, node b) {
        if (a.extent().rank == 0 || b.extent().rank == 0) return a * b;
        return apply<operations::matrix_product>(a, b);
    }
    template <identity A, identity B> static constexpr auto refused() {
        constexpr int left = entry_of<A>.content.extent.rank;
        if constexpr (left == 2)
            return refuse_operands<"*", "columns on the left must equal rows on the right", A, B>();
        else if constexpr (entry_of<B>.content.extent.rank == 2)
            return refuse_operands<"*", "a vector stands on the right of a matrix", A, B>();
        else return refuse_operands<"*", "two vectors: write dot, outer or hadamard", A, B>();
    }
};

struct divide {
    static constexpr bool fit(const shape& a, const shape& b) {
        return broadcastable(a, b) && (a.rank < 2 || b.rank < 2);
    }
    static constexpr node make(node a, node b) { return a / b; }
    template <identity A, identity B> static constexpr auto refused() {
        if constexpr (entry_of<A>.content.extent.rank == 2 && entry_of<B>.content.extent.rank == 2)
            return refuse_operands<"/", "a matrix is divided by a scalar", A, B>();
        else return refuse_operands<"/", "both sides must have one shape", A, B>();
    }
};

/// What stands beside an expression. A plain number is refused with a sentence. Asking for `id`
/// first is the cheapest way to find out that something is an expression.
template <class T>
concept number_or_constant =
    !requires { T::id; } && (std::is_arithmetic_v<T> || integral_constant<std::remove_cvref_t<T>>);
template <class T> concept partner = number_or_constant<T> || expression<T>;

/// A plain number is not part of the type of an expression.
template <class First, class... Others> constexpr auto refuse_number() {
    if constexpr (expression<First>) {
        fail<"a number in an expression is exact and part of its type: write 2_c or 0.5_c", First,
             Others...>();
        return First{};
    } else return refuse_number<Others..., First>();
}

/// An operator of which one side is a number.
template <class Rule, class A, class B> constexpr auto with_number() {
    if constexpr (std::is_arithmetic_v<A> || std::is_arithmetic_v<B>) return refuse_number<A, B>();
    else return built_from<Rule, A, B>();
}

}  // namespace detail

// Every operator has overloads with an `expr` on at least one side: the operators of Boost.Hana
// take anything on both sides, and `int_c<2> * x` is ours only if ours is the more specialised.

template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator+(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::add, expr<A, TextA>, expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator+(A, expr<B, Text>) {
    return detail::with_number<detail::add, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator+(expr<A, Text>, B) {
    return detail::with_number<detail::add, expr<A, Text>, B>();
}

template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator-(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::subtract, expr<A, TextA>, expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator-(A, expr<B, Text>) {
    return detail::with_number<detail::subtract, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator-(expr<A, Text>, B) {
    return detail::with_number<detail::subtract, expr<A, Text>, B>();
}

/// Matrix product where two matrices, or a matrix and a vector meet; scaling where a scalar is.
template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator*(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::multiply, expr<A, TextA>, expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator*(A, expr<B, Text>) {
    return detail::with_number<detail::multiply, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator*(expr<A, Text>, B) {
    return detail::with_number<detail::multiply, expr<A, Text>, B>();
}

/// Elementwise; a scalar divides every entry.
template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator/(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::divide, expr<A, TextA>, expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator/(A, expr<B, Text>) {
    return detail::with_number<detail::divide, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator/(expr<A, Text>, B) {
    return detail::with_number<detail::divide, expr<A, Text>, B>();
}

/// 1 where it holds, else 0; elementwise.
template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator<(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::compare<operations::less, "<">, expr<A, TextA>,
                              expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator<(A, expr<B, Text>) {
    return detail::with_number<detail::compare<operations::less, "<">, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator<(expr<A, Text>, B) {
    return detail::with_number<detail::compare<operations::less, "<">, expr<A, Text>, B>();
}

template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator<=(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::compare<operations::less_equal, "<=">, expr<A, TextA>,
                              expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator<=(A, expr<B, Text>) {
    return detail::with_number<detail::compare<operations::less_equal, "<=">, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator<=(expr<A, Text>, B) {
    return detail::with_number<detail::compare<operations::less_equal, "<=">, expr<A, Text>, B>();
}

template <identity A, auto TextA, identity B, auto TextB>
constexpr auto operator==(expr<A, TextA>, expr<B, TextB>) {
    return detail::built_from<detail::compare<operations::equal, "==">, expr<A, TextA>,
                              expr<B, TextB>>();
}
template <detail::number_or_constant A, identity B, auto Text>
constexpr auto operator==(A, expr<B, Text>) {
    return detail::with_number<detail::compare<operations::equal, "==">, A, expr<B, Text>>();
}
template <identity A, auto Text, detail::number_or_constant B>
constexpr auto operator==(expr<A, Text>, B) {
    return detail::with_number<detail::compare<operations::equal, "==">, expr<A, Text>, B>();
}

template <detail::partner A, identity Id, auto Text>
constexpr auto operator>(A a, expr<Id, Text> b) {
    return b < a;
}
template <identity Id, auto Text, detail::number_or_constant B>
constexpr auto operator>(expr<Id, Text> a, B b) {
    return b < a;
}

template <detail::partner A, identity Id, auto Text>
constexpr auto operator>=(A a, expr<Id, Text> b) {
    return b <= a;
}
template <identity Id, auto Text, detail::number_or_constant B>
constexpr auto operator>=(expr<Id, Text> a, B b) {
    return b <= a;
}

template <identity Id, auto Text> constexpr auto operator-(expr<Id, Text>) {
    return detail::built_from<detail::negate, expr<Id, Text>>();
}
template <expression A> constexpr auto operator+(A a) { return a; }

}  // namespace ctgrad
