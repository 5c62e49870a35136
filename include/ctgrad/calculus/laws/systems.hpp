/// The laws of inverses and linear systems.
#pragma once

#include <ctgrad/calculus/laws/determinants.hpp>

namespace ctgrad {

namespace operations::laws {

constexpr node solution_of_multiples(node a, node b) {
    graph& g = *a.owner;
    const detail::term s = split_multiple(a), t = split_multiple(b);
    const rational front = t.coefficient / s.coefficient;
    if (!front.exact() || (s.rest == a.index && t.rest == b.index)) return {};
    return front * apply<solve>(node{&g, s.rest}, node{&g, t.rest});
}

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

constexpr law_table<1> inverse::laws() { return operations::laws::of_inverse; }
constexpr law_table<2> solve::laws() { return operations::laws::of_solve; }

}  // namespace operations

}  // namespace ctgrad
