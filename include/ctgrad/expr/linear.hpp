/// Functions of whole vectors and matrices: products, reductions, parts.
#pragma once

#include <ctgrad/expr/rules.hpp>

namespace ctgrad {

/// The elementwise product of two vectors or two matrices of one shape.
template <operand A, operand B> constexpr auto hadamard(A, B) {
    if constexpr (!broadcastable(detail::extent_of<A>, detail::extent_of<B>))
        return detail::refuse_call<"hadamard", "both must have one shape", A, B>();
    else return detail::built_from<detail::hadamard_rule, A, B>();
}

/// The inner product of two vectors of one size (or of two matrices, entry by entry).
template <operand A, operand B> constexpr auto dot(A, B) {
    if constexpr (detail::extent_of<A> != detail::extent_of<B>)
        return detail::refuse_call<"dot", "both must have one shape", A, B>();
    else return detail::built_from<detail::dot_rule, A, B>();
}

/// The matrix a b^T of two vectors.
template <operand A, operand B> constexpr auto outer(A a, B b) {
    if constexpr (detail::extent_of<A>.rank != 1 || detail::extent_of<B>.rank != 1)
        return detail::refuse_call<"outer", "both must be vectors", A, B>();
    else return detail::build<detail::rule<operations::outer>>(a, b);
}

/// Rows become columns; a vector becomes a matrix of one row.
constexpr auto transpose(operand auto u) {
    return detail::build<detail::rule<operations::transpose>>(u);
}

/// The sum of all entries.
constexpr auto sum(operand auto u) {
    return detail::build<detail::rule<operations::sum_of_entries>>(u);
}

/// The arithmetic mean of all entries.
constexpr auto mean(operand auto u) { return detail::build<detail::mean_rule>(u); }

/// The sum of the squares of all entries.
constexpr auto squared_norm(operand auto u) { return detail::build<detail::squared_norm_rule>(u); }

/// The Euclidean (Frobenius) norm. Its derivative at 0 is NaN.
constexpr auto norm(operand auto u) {
    return detail::build<detail::to_power<1, 2>>(squared_norm(u));
}

/// log(sum(exp(u))), without overflow.
constexpr auto log_sum_exp(operand auto u) {
    return detail::build<detail::rule<operations::log_sum_exp>>(u);
}

/// exp(u) / sum(exp(u)), without overflow.
constexpr auto softmax(operand auto u) {
    return detail::build<detail::rule<operations::softmax>>(u);
}

/// log(softmax(u)), without overflow.
constexpr auto log_softmax(operand auto u) { return u - log_sum_exp(u); }

/// The sum of the diagonal entries of a square matrix.
template <operand A> constexpr auto trace(A a) {
    if constexpr (!square_matrix(detail::extent_of<A>))
        return detail::refuse_call<"trace", "the argument must be a square matrix", A>();
    else return sum(detail::build<detail::rule<operations::diagonal>>(a));
}

/// The determinant of a square matrix, by elimination: about 2/3 n^3 operations. Its derivative is
/// cofactors(A); that and the next two are finite also where A is singular.
template <operand A> constexpr auto determinant(A a) {
    if constexpr (!square_matrix(detail::extent_of<A>))
        return detail::refuse_call<"determinant", "the argument must be a square matrix", A>();
    else return detail::build<detail::rule<operations::determinant>>(a);
}

/// The cofactors of a square matrix: entry (i, j) is the determinant without row i and column j,
/// times (-1)^(i + j). det(A) A^-T, but finite also where A is singular; about 8/3 n^3 operations.
template <operand A> constexpr auto cofactors(A a) {
    if constexpr (!square_matrix(detail::extent_of<A>))
        return detail::refuse_call<"cofactors", "the argument must be a square matrix", A>();
    else return detail::build<detail::rule<operations::cofactors>>(a);
}

/// The inverse of a square matrix; not finite where it is singular. For a product with it, `solve`
/// is cheaper and more accurate.
template <operand A> constexpr auto inverse(A a) {
    if constexpr (!square_matrix(detail::extent_of<A>))
        return detail::refuse_call<"inverse", "the argument must be a square matrix", A>();
    else return detail::build<detail::rule<operations::inverse>>(a);
}

/// The x with A x = b for a square matrix A; b is a vector, or a matrix of several columns.
/// Elimination with partial pivoting, 2/3 n^3 + 2 n^2 operations; not finite where A is singular.
template <operand A, operand B> constexpr auto solve(A a, B b) {
    if constexpr (!square_matrix(detail::extent_of<A>) || detail::extent_of<B>.rank == 0 ||
                  detail::extent_of<B>.rows != detail::extent_of<A>.rows)
        return detail::refuse_call<"solve", "a square matrix and a right side with as many rows", A,
                                   B>();
    else return detail::build<detail::rule<operations::solve>>(a, b);
}

/// The diagonal of a matrix as a vector, or the square matrix with this vector as diagonal.
template <operand A> constexpr auto diagonal(A a) {
    constexpr int n = detail::extent_of<A>.rows;
    if constexpr (detail::extent_of<A>.rank == 0)
        return detail::refuse_call<"diagonal", "the argument must be a matrix or a vector", A>();
    else return detail::build<detail::diagonal_rule<n, n>>(a);
}

/// Entry `Row` of a vector, or (`Row`, `Column`) of a matrix: element<2>(v), element<0, 1>(A).
template <int Row, int Column = 0, operand A> constexpr auto element(A a) {
    constexpr shape s = detail::extent_of<A>;
    if constexpr (Row < 0 || Row >= s.rows || Column < 0 || Column >= s.columns)
        return detail::refuse_call<"element", "the indices must lie inside", A>();
    else return detail::build<detail::slice_rule<Row * s.columns + Column, scalar_shape>>(a);
}

/// The same with integral constants: element(v, 2_c), element(A, 0_c, 1_c).
template <operand A, operand I> constexpr auto element(A a, I) {
    return element<detail::integer_value<I>()>(a);
}
template <operand A, operand I, operand J> constexpr auto element(A a, I, J) {
    return element<detail::integer_value<I>(), detail::integer_value<J>()>(a);
}

/// `Count` entries of a vector from entry `From` on, or so many rows of a matrix: slice<From,
/// Count>(v). Costs nothing.
template <int From, int Count, operand A> constexpr auto slice(A a) {
    constexpr shape s = detail::extent_of<A>;
    constexpr bool inside = From >= 0 && Count >= 1 && From + Count <= s.rows;
    if constexpr (s.rank == 2 && !inside)
        return detail::refuse_call<"slice", "the rows must lie inside the matrix", A>();
    else if constexpr (s.rank == 2)
        return detail::build<detail::slice_rule<From * s.columns, matrix_shape(Count, s.columns)>>(
            a);
    else if constexpr (s.rank == 0 || !inside)
        return detail::refuse_call<"slice", "a part of a vector must lie inside it", A>();
    else return detail::build<detail::slice_rule<From, vector_shape(Count)>>(a);
}

/// The same with integral constants: slice(v, from, count).
template <operand A, operand I, operand N> constexpr auto slice(A a, I, N) {
    return slice<detail::integer_value<I>(), detail::integer_value<N>()>(a);
}

/// One vector (or scalar) after the other; of matrices, the rows of all.
template <operand A, operand B> constexpr auto concat(A a, B b) {
    constexpr shape s = detail::extent_of<A>, t = detail::extent_of<B>;
    if constexpr ((s.rank == 2) != (t.rank == 2) || (s.rank == 2 && s.columns != t.columns))
        return detail::refuse_call<"concat", "both must be vectors, or as wide as each other", A,
                                   B>();
    else return detail::build<detail::rule<operations::concat>>(a, b);
}
template <operand A, operand B, operand... More> constexpr auto concat(A a, B b, More... more) {
    return concat(concat(a, b), more...);
}

/// The product of all entries.
template <operand A> constexpr auto prod(A) {
    return detail::output_expression<detail::prod_pass<detail::id_of<A>>, 0>();
}

/// The vector of `Classes` entries that is 1 at the place `index` and 0 elsewhere.
template <int Classes, operand I> constexpr auto one_hot(I index) {
    if constexpr (detail::extent_of<I>.rank != 0 || Classes < 1)
        return detail::refuse_call<"one_hot", "one scalar index, at least one class", I>();
    else return detail::build<detail::rule_with<operations::one_hot, Classes>>(index);
}

}  // namespace ctgrad
