/// The laws of determinants and cofactors.
#pragma once

#include <ctgrad/calculus/laws/matrices.hpp>

namespace ctgrad {

namespace operations::laws {

/// The node without its coefficient, where that is one of all entries.
constexpr detail::term split_multiple(node u) {
    const detail::term t = detail::split_coefficient(*u.owner, u.index);
    if (t.rest < 0 || u.owner->extent(t.rest) != u.extent()) return {1, u.index};
    return t;
}

constexpr node determinant_of_diagonal(node a) {
    if (!diagonal_matrix::square(a)) return {};
    node product = slice::make(a.operand(0), 0, scalar_shape);
    for (int i = 1; i < a.extent().rows; ++i)
        product = product * slice::make(a.operand(0), i, scalar_shape);
    return product;
}

constexpr node cofactors_of_multiple(node a) {
    const detail::term t = split_multiple(a);
    const rational front = ctgrad::power(t.coefficient, a.extent().rows - 1);
    if (t.rest == a.index || !front.exact()) return {};
    return front * apply<cofactors>(node{a.owner, t.rest});
}

/// Cofactors are homogeneous, of degree n - 1.
constexpr node along_the_matrix(node a, node b) {
    const int n = a.extent().rows;
    if (b.index == a.index) return rational(n - 1) * apply<cofactors>(a);
    if (!is<concat>(b) || b.operand(0).extent() != a.extent()) return {};
    for (int k = 0; k < 2; ++k)
        if (b.operand(k).index == a.index)
            return rational(n - 2) * apply<cofactors_along>(a, b.operand(1 - k));
    return {};
}

/// Directions are equal: two of them stand in canonical order, without their coefficients.
constexpr node ordered_directions(node a, node b) {
    graph& g = *a.owner;
    if (!is<concat>(b) || b.operand(0).extent() != a.extent()) return {};
    for (int k = 0; k < 2; ++k)
        if (detail::is_zero(b.operand(k))) return b.operand(k);
    const detail::term s = split_multiple(b.operand(0)), t = split_multiple(b.operand(1));
    const rational front = s.coefficient * t.coefficient;
    const bool ordered = detail::compare_nodes(g, s.rest, t.rest) <= 0;
    if (!front.exact() || (ordered && front.is(1))) return {};
    const node first{&g, ordered ? s.rest : t.rest}, second{&g, ordered ? t.rest : s.rest};
    return front * apply<cofactors_along>(a, apply<concat>(first, second));
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

inline constexpr law<1> of_cofactors[] = {
    {"cofactor of one entry", "cof(a) = 1",
     [](node a) {
         return a.extent().rows == 1 ? node{a.owner, make_constant(*a.owner, 1, a.extent())}
                                     : node{};
     }},
    {"cofactors of a transpose", "cof(A^T) = cof(A)^T",
     [](node a) {
         return is<transpose>(a) ? apply<transpose>(apply<cofactors>(a.operand(0))) : node{};
     }},
    {"cofactors of a multiple", "cof(c A) = c^(n - 1) cof(A)", cofactors_of_multiple},
};

inline constexpr law<2> of_cofactors_along[] = {
    {"degree of cofactors", "cof'(A, ...) = 0 for n directions and more",
     [](node a, node b) {
         return b.extent().size() >= a.extent().size() * a.extent().rows
                    ? node{a.owner, make_constant(*a.owner, 0, a.extent())}
                    : node{};
     }},
    {"linearity", "cof'(A, c G) = c cof'(A, G)",
     [](node a, node b) {
         if (detail::is_zero(b)) return node{a.owner, make_constant(*a.owner, 0, a.extent())};
         const detail::term t = split_multiple(b);
         if (b.extent() != a.extent() || t.rest == b.index) return node{};
         return t.coefficient * apply<cofactors_along>(a, node{a.owner, t.rest});
     }},
    {"cofactors of two rows", "cof'(A, G) = cof(G), as they are linear",
     [](node a, node b) { return a.extent().rows == 2 ? apply<cofactors>(b) : node{}; }},
    {"Euler's theorem", "cof'(A, A) = (n - 1) cof(A), cof''(A, A, G) = (n - 2) cof'(A, G)",
     along_the_matrix},
    {"order of directions", "cof''(A, G, H) = cof''(A, H, G)", ordered_directions},
};

/// det(A)^n beside a matrix, or node{}.
constexpr node beside_determinant(node det, rational n, node matrix) {
    const node a = det.operand(0);
    const node upright = is<transpose>(matrix) ? matrix.operand(0) : matrix;
    const bool turned = upright.index != matrix.index;
    if ((!is<cofactors>(upright) && !is<inverse>(upright)) || upright.operand(0).index != a.index)
        return {};
    const auto power_of = [det](rational e) { return ctgrad::power(det, e); };
    const auto turn = [](node m, bool transposed) { return transposed ? apply<transpose>(m) : m; };
    if (is<cofactors>(upright) && n.negative())
        return power_of(n + 1) * turn(apply<inverse>(a), !turned);
    if (is<inverse>(upright) && !(n - 1).negative())
        return power_of(n - 1) * turn(apply<cofactors>(a), !turned);
    return {};
}

}  // namespace operations::laws

namespace detail {

constexpr int merge_scaled(graph& g, factor a, factor b) {
    using namespace operations;
    if (g.extent(a.base).rank != 0) return g.extent(b.base).rank != 0 ? -1 : merge_scaled(g, b, a);
    const node scalar{&g, a.base}, matrix{&g, b.base};
    if (!is<determinant>(scalar) || !b.exponent.is(1)) return -1;
    const node both = laws::beside_determinant(scalar, a.exponent, matrix);
    if (both.index >= 0) g.note("cofactors and inverse", "cof(A) = det(A) A^-T");
    return both.index;
}

}  // namespace detail

namespace operations {

constexpr law_table<1> determinant::laws() { return operations::laws::of_determinant; }
constexpr law_table<1> cofactors::laws() { return operations::laws::of_cofactors; }
constexpr law_table<2> cofactors_along::laws() { return operations::laws::of_cofactors_along; }

}  // namespace operations

}  // namespace ctgrad
