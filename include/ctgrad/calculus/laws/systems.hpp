/// The laws of determinants, inverses and linear systems.
#pragma once

#include <ctgrad/calculus/laws/matrices.hpp>

namespace ctgrad {

namespace operations::laws {

constexpr node determinant_of_diagonal(node a) {
    if (!diagonal_matrix::square(a)) return {};
    node product = slice::make(a.operand(0), 0, scalar_shape);
    for (int i = 1; i < a.extent().rows; ++i)
        product = product * slice::make(a.operand(0), i, scalar_shape);
    return product;
}

/// The node without its coefficient, where that is one of all entries.
constexpr detail::term split_multiple(node u) {
    const detail::term t = detail::split_coefficient(*u.owner, u.index);
    if (t.rest < 0 || u.owner->extent(t.rest) != u.extent()) return {1, u.index};
    return t;
}

constexpr node solution_of_multiples(node a, node b) {
    graph& g = *a.owner;
    const detail::term s = split_multiple(a), t = split_multiple(b);
    const rational front = t.coefficient / s.coefficient;
    if (!front.exact() || (s.rest == a.index && t.rest == b.index)) return {};
    return front * apply<solve>(node{&g, s.rest}, node{&g, t.rest});
}

inline constexpr law<1> of_determinant[] = {
    {"determinant of one entry", "det(a) = a",
     [](node a) { return a.extent().rows == 1 ? slice::make(a, 0, scalar_shape) : node{}; }},
    {"determinant of a transpose", "det(A^T) = det(A)",
     [](node a) { return is<transpose>(a) ? apply<determinant>(a.operand(0)) : node{}; }},
    {"determinant of an inverse", "det(A^-1) = 1 / det(A)",
     [](node a) { return is<inverse>(a) ? 1 / apply<determinant>(a.operand(0)) : node{}; }},
    {"determinant of a diagonal matrix", "det(diagonal(u)) = u_1 u_2 ...", determinant_of_diagonal},
    {"determinant of a product", "det(A B) = det(A) det(B)",
     [](node a) {
         if (!is<matrix_product>(a) || a.operand(0).extent() != a.extent()) return node{};
         return apply<determinant>(a.operand(0)) * apply<determinant>(a.operand(1));
     }},
    {"determinant of a multiple", "det(c A) = c^n det(A)",
     [](node a) {
         const detail::term t = split_multiple(a);
         const rational front = ctgrad::power(t.coefficient, a.extent().rows);
         if (t.rest == a.index || !front.exact()) return node{};
         return front * apply<determinant>(node{a.owner, t.rest});
     }},
};

inline constexpr law<1> of_inverse[] = {
    {"inverse of a multiple", "(c A)^-1 = A^-1 / c",
     [](node a) {
         const detail::term t = split_multiple(a);
         if (t.rest == a.index) return node{};
         return apply<inverse>(node{a.owner, t.rest}) / t.coefficient;
     }},
    {"inverse of an inverse", "(A^-1)^-1 = A",
     [](node a) { return is<inverse>(a) ? a.operand(0) : node{}; }},
    {"inverse of a transpose", "(A^T)^-1 = (A^-1)^T",
     [](node a) {
         return is<transpose>(a) ? apply<transpose>(apply<inverse>(a.operand(0))) : node{};
     }},
    {"inverse of a diagonal matrix", "diagonal(u)^-1 = diagonal(1 / u)",
     [](node a) {
         if (!diagonal_matrix::square(a)) return node{};
         return apply_with<diagonal_matrix>(a.extent().rows, a.extent().rows, 1 / a.operand(0));
     }},
};

inline constexpr law<2> of_solve[] = {
    {"solution of nothing", "solve(A, 0) = 0",
     [](node, node b) { return detail::is_zero(b) ? b : node{}; }},
    {"linearity", "solve(c A, d b) = d / c solve(A, b)", solution_of_multiples},
    {"solution with an inverse", "solve(A^-1, b) = A b",
     [](node a, node b) {
         return is<inverse>(a) ? apply<matrix_product>(a.operand(0), b) : node{};
     }},
    {"solution of a product", "solve(A, A b) = b",
     [](node a, node b) {
         return is<matrix_product>(b) && b.operand(0).index == a.index ? b.operand(1) : node{};
     }},
    {"solution with a diagonal matrix", "solve(diagonal(u), b) = b / u",
     [](node a, node b) {
         if (!diagonal_matrix::square(a)) return node{};
         return b.extent().rank == 1 ? b / a.operand(0)
                                     : apply<matrix_product>(apply<inverse>(a), b);
     }},
    {"solution for an outer product", "solve(A, u v^T) = solve(A, u) v^T",
     [](node a, node b) {
         if (!is<outer>(b)) return node{};
         return apply<outer>(apply<solve>(a, b.operand(0)), b.operand(1));
     }},
};

}  // namespace operations::laws

namespace operations {

constexpr law_table<1> determinant::laws() { return operations::laws::of_determinant; }
constexpr law_table<1> inverse::laws() { return operations::laws::of_inverse; }
constexpr law_table<2> solve::laws() { return operations::laws::of_solve; }

}  // namespace operations

}  // namespace ctgrad
