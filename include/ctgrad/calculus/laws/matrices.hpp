/// The laws of products of matrices, transposes, diagonals and sums of entries. Outer products and
/// diagonal matrices are not formed where a formula in their vectors says the same.
#pragma once

#include <ctgrad/calculus/laws/pairs.hpp>
#include <ctgrad/calculus/operations/symmetry.hpp>

namespace ctgrad {

namespace operations::laws {

/// A vector whose entries are all this constant.
constexpr node filled(node number, int size) {
    return {number.owner,
            make_constant(*number.owner, number.content().value(), vector_shape(size))};
}
constexpr bool is_constant(node u) { return u.content().op->kind == role::constant; }

/// An outer product or a square diagonal matrix, with a scalar in front or without.
constexpr bool is_thin(node u) {
    const node matrix = split_scalar(u).of;
    return is<outer>(matrix) || diagonal_matrix::square(matrix);
}

// --- products ---

constexpr node product_by_outer(node a, node b) {
    if (b.extent().rank == 1)
        return is<outer>(a) ? apply<sum_of_entries>(a.operand(1) * b) * a.operand(0) : node{};
    if (is<outer>(a))
        return apply<outer>(a.operand(0), apply<matrix_product>(apply<transpose>(b), a.operand(1)));
    if (is<outer>(b)) return apply<outer>(apply<matrix_product>(a, b.operand(0)), b.operand(1));
    return {};
}

/// c 1 1^T is an outer product, too.
constexpr node product_by_constant(node a, node b) {
    if (b.extent().rank == 1) return {};
    if (is_constant(a))
        return apply<outer>(filled(a.number(1), a.extent().rows),
                            apply<matrix_product>(apply<transpose>(b), filled(a, b.extent().rows)));
    if (is_constant(b))
        return apply<outer>(apply<matrix_product>(a, filled(b, a.extent().columns)),
                            filled(b.number(1), b.extent().columns));
    return {};
}

constexpr node product_by_diagonal(node a, node b) {
    const bool left = diagonal_matrix::square(a);
    if (left && b.extent().rank == 1) return a.operand(0) * b;
    const bool right = diagonal_matrix::square(b);
    if (!left && !right) return {};
    if (left && right)
        return apply_with<diagonal_matrix>(a.extent().rows, a.extent().rows,
                                           a.operand(0) * b.operand(0));
    if (left && is<matrix_product>(b) && diagonal_matrix::square(b.operand(0)))
        return apply<matrix_product>(apply<matrix_product>(a, b.operand(0)), b.operand(1));
    const node entries = (left ? a : b).operand(0);
    return is_constant(entries) ? a.number(entries.content().value()) * (left ? b : a) : node{};
}

constexpr node product_of_scaled(node a, node b) {
    const scaling left = split_scalar(a);
    if (left.found()) return left.factor * apply<matrix_product>(left.of, b);
    const scaling right = split_scalar(b);
    return right.found() && b.extent().rank == 2 ? right.factor * apply<matrix_product>(a, right.of)
                                                 : node{};
}

/// Where one of the terms is thin, the products of all cost less than the product of the sum.
constexpr node product_of_sum(node a, node b) {
    const auto has_thin = [](node u) {
        for (; u.content().op->kind == role::sum && u.extent().rank == 2; u = u.operand(0))
            if (is_thin(u.operand(0)) || is_thin(u.operand(1))) return true;
        return false;
    };
    const auto matrices = [](node u) {
        return u.operand(0).extent().rank == 2 && u.operand(1).extent().rank == 2;
    };
    if (has_thin(a) && matrices(a))
        return apply<matrix_product>(a.operand(0), b) + apply<matrix_product>(a.operand(1), b);
    if (has_thin(b) && matrices(b))
        return apply<matrix_product>(a, b.operand(0)) + apply<matrix_product>(a, b.operand(1));
    return {};
}

constexpr node product_by_solution(node a, node b) {
    if (is<solve>(b) && b.operand(0).index == a.index) return b.operand(1);
    const bool inverses = (is<inverse>(b) && b.operand(0).index == a.index) ||
                          (is<inverse>(a) && a.operand(0).index == b.index);
    if (!inverses) return {};
    const int n = a.extent().rows;
    return apply_with<diagonal_matrix>(n, n, filled(a.number(1), n));
}

constexpr node row_of_matrix(node a, node b) {
    if (!is<transpose>(a) || !is<place>(b)) return {};
    const node whole = a.operand(0), entry = b.operand(0);
    if (whole.extent().rank != 2 || entry.extent().rank != 0 || b.extent().rank != 1) return {};
    const int columns = whole.extent().columns;
    return entry * slice::make(whole, b.content().p * columns, vector_shape(columns));
}

/// Whether the graph leaves the factor of a computed vector, mostly an adjoint, where it is. Not
/// where the other operand has one, too, nor where laws look at what the vector is.
constexpr bool keeps_factor(node u, node other) {
    if (!u.owner->keeps_factors || u.extent().rank != 1) return false;
    const scaling s = split_scalar(u);
    const detail::term t = detail::split_coefficient(*other.owner, other.index);
    return s.found() && s.of.content().count > 0 && !is<place>(s.of) && t.coefficient.is(1) &&
           !split_scalar(other).found();
}

/// The same of either vector of an outer product.
constexpr bool keeps_factors(node u, node v) { return keeps_factor(u, v) || keeps_factor(v, u); }

inline constexpr law<2> of_matrix_product[] = {
    {"linearity", "(c A) (d B) = c d (A B)",
     [](node a, node b) { return keeps_factor(b, a) ? node{} : matrix_product::factored(a, b); }},
    {"product with an outer product", "(u v^T) b = (v . b) u, (u v^T) B = u (B^T v)^T",
     product_by_outer},
    {"product with equal entries", "c 1 1^T B = 1 (c B^T 1)^T", product_by_constant},
    {"associativity", "(A B) x = A (B x)",
     [](node a, node b) {
         if (!is<matrix_product>(a) || b.extent().rank != 1) return node{};
         return apply<matrix_product>(a.operand(0), apply<matrix_product>(a.operand(1), b));
     }},
    {"product with a diagonal matrix", "diagonal(u) b = hadamard(u, b), diagonal(1) B = B",
     product_by_diagonal},
    {"associativity", "(A diagonal(u)) B = A (diagonal(u) B)",
     [](node a, node b) {
         if (!is<matrix_product>(a) || !diagonal_matrix::square(a.operand(1))) return node{};
         return apply<matrix_product>(a.operand(0), apply<matrix_product>(a.operand(1), b));
     }},
    {"scalar factors", "(s A) B = s (A B)", product_of_scaled},
    {"product with the inverse", "A A^-1 = diagonal(1), A solve(A, b) = b", product_by_solution},
    {"row of a matrix", "A^T e_i = row i of A", row_of_matrix},
    {"distributivity", "(A + diagonal(u) + v w^T) b = A b + hadamard(u, b) + (w . b) v",
     product_of_sum},
};

inline constexpr law<2> of_outer[] = {
    {"linearity", "(c u) (d v)^T = c d u v^T",
     [](node a, node b) { return keeps_factors(a, b) ? node{} : outer::factored(a, b); }},
    {"scalar factors", "(s u) (t v)^T = s t u v^T",
     [](node a, node b) {
         const scaling s = split_scalar(a), t = split_scalar(b);
         if ((!s.found() && !t.found()) || keeps_factors(a, b)) return node{};
         const node matrix = apply<outer>(s.of, t.of);
         if (!s.found() || !t.found()) return (s.found() ? s : t).factor * matrix;
         return s.factor * t.factor * matrix;
     }},
};

/// s and u of the vector s u; of a scalar spread over a vector, s and 1.
constexpr scaling split_filled(node u) {
    if (const scaling s = split_scalar(u); s.found()) return s;
    const detail::term t = detail::split_coefficient(*u.owner, u.index);
    const node rest{u.owner, t.rest}, ones = filled(u.number(1), u.extent().rows);
    if (t.rest < 0) return {u.number(t.coefficient), ones};
    return rest.extent().rank == 0 ? scaling{t.coefficient * rest, ones} : scaling{{}, u};
}

// --- transposes ---

/// Of what works entry by entry, where it leaves no more transposes than there were.
constexpr node transpose_by_entries(node u) {
    const role::code kind = u.content().op->kind;
    const bool two = kind == role::sum || kind == role::product;
    if (u.extent().rank != 2 || (!two && kind != role::power)) return {};
    const node left = apply<transpose>(u.operand(0));
    if (kind == role::power) return is<transpose>(left) ? node{} : power(left, u.content().value());
    const node right = apply<transpose>(u.operand(1));
    if (is<transpose>(split_scalar(left).of) && is<transpose>(split_scalar(right).of)) return {};
    return kind == role::sum ? left + right : left * right;
}

inline constexpr law<1> of_as_vector[] = {
    {"linearity", "as_vector(c A) = c as_vector(A)", [](node u) { return as_vector::factored(u); }},
};

inline constexpr law<1> of_transpose[] = {
    {"symmetric matrix", "A^T = A where A is symmetric",
     [](node u) { return u.extent().rank == 0 || is_symmetric(u) ? u : node{}; }},
    {"linearity", "(c A)^T = c A^T", [](node u) { return transpose::factored(u); }},
    {"transpose of a transpose", "(A^T)^T = A",
     [](node u) {
         return is<transpose>(u) && u.operand(0).extent().rank == 2 ? u.operand(0) : node{};
     }},
    {"transpose of an outer product", "(u v^T)^T = v u^T",
     [](node u) { return is<outer>(u) ? apply<outer>(u.operand(1), u.operand(0)) : node{}; }},
    {"transpose of a product", "(A B)^T = B^T A^T",
     [](node u) {
         if (!is<matrix_product>(u) || u.extent().rank != 2) return node{};
         return apply<matrix_product>(apply<transpose>(u.operand(1)),
                                      apply<transpose>(u.operand(0)));
     }},
    {"transpose by entries", "(A^T + B)^T = A + B^T, (s A)^T = s A^T", transpose_by_entries},
};

// --- entries ---

constexpr node entry_of_thin(node u, std::int64_t i) {
    const auto entry = [](node v, std::int64_t k) {
        return v.extent().rank == 0 ? v : slice::make(v, k, scalar_shape);
    };
    const std::int64_t row = i / u.extent().columns, column = i % u.extent().columns;
    if (is<diagonal_matrix>(u)) return row == column ? entry(u.operand(0), row) : u.number(0);
    if (is<outer>(u)) return entry(u.operand(0), row) * entry(u.operand(1), column);
    if (is<matrix_product>(u)) {
        const node a = u.operand(0), b = u.operand(1);
        if (diagonal_matrix::square(a)) return entry(a.operand(0), row) * entry(b, i);
        if (diagonal_matrix::square(b)) return entry(a, i) * entry(b.operand(0), column);
    }
    const auto thin = [](node v) {
        for (; v.content().op->kind == role::sum; v = v.operand(0))
            if (is_thin(v.operand(1))) return true;
        return is_thin(v);
    };
    const role::code kind = u.content().op->kind;
    if ((kind != role::sum && kind != role::product) || !thin(u)) return {};
    const node left = entry(u.operand(0), i), right = entry(u.operand(1), i);
    return kind == role::sum ? left + right : left * right;
}

}  // namespace operations::laws

namespace operations {

constexpr law_table<2> matrix_product::laws() { return operations::laws::of_matrix_product; }
constexpr law_table<2> outer::laws() { return operations::laws::of_outer; }
constexpr law_table<1> as_vector::laws() { return operations::laws::of_as_vector; }
constexpr law_table<1> transpose::laws() { return operations::laws::of_transpose; }

/// diagonal(s u) = s diagonal(u): the scalar stands in front, as in s I.
constexpr node diagonal_matrix::simplify(std::int64_t p, std::int64_t q, node u) {
    const auto s = operations::laws::split_filled(u);
    if (!s.found() || detail::is_constant(*u.owner, u.index, 1)) return {};
    return s.factor * apply_with<diagonal_matrix>(p, q, s.of);
}

constexpr node slice::of_thin(node u, std::int64_t i) {
    return operations::laws::entry_of_thin(u, i);
}

}  // namespace operations

}  // namespace ctgrad
