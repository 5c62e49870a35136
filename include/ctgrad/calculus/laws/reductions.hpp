/// The laws of diagonals, with them of traces, and of sums of entries.
#pragma once

#include <ctgrad/calculus/laws/matrices.hpp>

namespace ctgrad {

namespace operations::laws {

// --- diagonals, and with them traces ---

inline constexpr law<1> of_diagonal[] = {
    {"linearity", "diagonal(c A) = c diagonal(A)", [](node u) { return diagonal::factored(u); }},
    {"diagonal of a diagonal matrix", "diagonal(diagonal(u)) = u",
     [](node u) { return diagonal_matrix::square(u) ? u.operand(0) : node{}; }},
    {"diagonal of a transpose", "diagonal(A^T) = diagonal(A)",
     [](node u) {
         return is<transpose>(u) && u.operand(0).extent().rank == 2 ? apply<diagonal>(u.operand(0))
                                                                    : node{};
     }},
    {"diagonal of an outer product", "diagonal(u v^T) = hadamard(u, v)",
     [](node u) {
         const bool square = u.extent().rows == u.extent().columns;
         return is<outer>(u) && square ? u.operand(0) * u.operand(1) : node{};
     }},
    {"diagonal by entries", "diagonal(A + B) = diagonal(A) + diagonal(B), so of f(A)",
     [](node u) {
         const role::code kind = u.content().op->kind;
         const auto part = [&](int k) {
             const node of = u.operand(k);
             return of.extent().rank == 0 ? of : apply<diagonal>(of);
         };
         return kind == role::sum       ? part(0) + part(1)
                : kind == role::product ? part(0) * part(1)
                : kind == role::power   ? power(part(0), u.content().value())
                                        : node{};
     }},
    {"diagonal of scaled rows", "diagonal(diagonal(u) A) = hadamard(u, diagonal(A))",
     [](node u) {
         if (!is<matrix_product>(u) || u.extent().rows != u.extent().columns) return node{};
         const node a = u.operand(0), b = u.operand(1);
         if (diagonal_matrix::square(a)) return a.operand(0) * apply<diagonal>(b);
         return diagonal_matrix::square(b) ? b.operand(0) * apply<diagonal>(a) : node{};
     }},
};

// --- sums of entries ---

/// Takes what is the same for all entries out in front.
constexpr node sum_of_multiple(node u) {
    const detail::term t = detail::split_coefficient(*u.owner, u.index);
    const rational repeated = t.coefficient * rational(u.extent().size());
    if (!repeated.exact()) return {};
    if (t.rest < 0) return u.number(repeated);
    if (u.content().op->kind != role::product) return {};
    const node left = u.operand(0), right = u.operand(1);
    if (left.extent().rank == 0) return left * apply<sum_of_entries>(right);
    if (t.rest == u.index) return {};
    if (right.extent().rank == 0) return repeated * right;
    return t.coefficient * apply<sum_of_entries>(right);
}

constexpr node sum_of_shifted(node u) {
    if (u.content().op->kind != role::sum) return {};
    const node left = u.operand(0), right = u.operand(1);
    const bool first = left.extent().rank == 0;
    if (!first && right.extent().rank != 0) return {};
    return rational(u.extent().size()) * (first ? left : right) +
           apply<sum_of_entries>(first ? right : left);
}

constexpr node sum_of_diagonals(node u) {
    if (u.content().op->kind != role::sum || u.extent().rank != 1) return {};
    const auto is_diagonal = [](node v) { return is<diagonal>(split_scalar(v).of); };
    if (!is_diagonal(u.operand(0)) && !is_diagonal(u.operand(1))) return {};
    return apply<sum_of_entries>(u.operand(0)) + apply<sum_of_entries>(u.operand(1));
}

/// Of A^T, of its power, of the product of two.
constexpr node sum_of_transposed(node u) {
    const auto plain = [](node v) {
        return is<transpose>(v) && v.operand(0).extent().rank == 2 ? v.operand(0) : node{};
    };
    if (const node a = plain(u); a.index >= 0) return apply<sum_of_entries>(a);
    const role::code kind = u.content().op->kind;
    if (kind != role::power && kind != role::product) return {};
    const node a = plain(u.operand(0));
    if (kind == role::power)
        return a.index < 0 ? a : apply<sum_of_entries>(power(a, u.content().value()));
    const node b = plain(u.operand(1));
    if (a.index >= 0 && b.index >= 0) return apply<sum_of_entries>(a * b);
    const node other = u.operand(a.index < 0 ? 0 : 1), inner = a.index < 0 ? b : a;
    if (inner.index < 0 || other.extent() != u.extent() || is_symmetric(inner)) return {};
    return detail::compare_nodes(*u.owner, inner.index, other.index) > 0
               ? apply<sum_of_entries>(inner * apply<transpose>(other))
               : node{};
}

constexpr node sum_of_outer(node u) {
    const auto sums = [](node a, node b) {
        return apply<sum_of_entries>(a) * apply<sum_of_entries>(b);
    };
    if (is<outer>(u)) return sums(u.operand(0), u.operand(1));
    if (u.content().op->kind != role::product) return {};
    for (int k = 0; k < 2; ++k)
        if (const node v = u.operand(k), other = u.operand(1 - k);
            is<outer>(v) && other.extent().rank == 2)
            return apply<sum_of_entries>(v.operand(0) * apply<matrix_product>(other, v.operand(1)));
    return {};
}

inline constexpr law<1> of_sum_of_entries[] = {
    {"sum of one number", "sum(s) = s", [](node u) { return u.extent().rank == 0 ? u : node{}; }},
    {"linearity", "sum(s u) = s sum(u), sum(c) = n c", sum_of_multiple},
    {"sum of shifted entries", "sum(u + s) = n s + sum(u)", sum_of_shifted},
    {"sum of zeros around a part", "sum(place(u)) = sum(u)",
     [](node u) { return is<place>(u) ? apply<sum_of_entries>(u.operand(0)) : node{}; }},
    {"trace of a sum", "tr(A + B) = tr(A) + tr(B)", sum_of_diagonals},
    {"sum of a diagonal matrix", "sum(diagonal(u)) = sum(u)",
     [](node u) { return is<diagonal_matrix>(u) ? apply<sum_of_entries>(u.operand(0)) : node{}; }},
    {"sum of a softmax", "sum(softmax(u)) = 1",
     [](node u) { return is<softmax>(u) ? u.number(1) : node{}; }},
    {"sum of a transpose", "sum(A^T) = sum(A), sum(hadamard(A^T, B)) = sum(hadamard(A, B^T))",
     sum_of_transposed},
    {"sum of an outer product", "sum(u v^T) = sum(u) sum(v), sum(hadamard(u v^T, A)) = u . A v",
     sum_of_outer},
    {"sum of row sums", "sum(A 1) = sum(A)",
     [](node u) {
         if (!is<matrix_product>(u) || u.extent().rank != 1) return node{};
         const node ones = u.operand(1);
         if (!is_constant(ones)) return node{};
         return u.number(ones.content().value()) * apply<sum_of_entries>(u.operand(0));
     }},
};

}  // namespace operations::laws

namespace operations {

constexpr law_table<1> diagonal::laws() { return operations::laws::of_diagonal; }
constexpr law_table<1> sum_of_entries::laws() { return operations::laws::of_sum_of_entries; }

}  // namespace operations

}  // namespace ctgrad
