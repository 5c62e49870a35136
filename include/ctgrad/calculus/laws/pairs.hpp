/// The laws by which two terms of a sum become one, two factors of a product, or a power.
#pragma once

#include <ctgrad/calculus/operations/activation.hpp>
#include <ctgrad/calculus/operations/error_function.hpp>
#include <ctgrad/calculus/operations/hyperbolic.hpp>
#include <ctgrad/calculus/operations/solve.hpp>
#include <ctgrad/calculus/operations/trigonometric.hpp>

namespace ctgrad {

/// f + sign * partner(f) = value, also where both have the same factors.
struct complement_law {
    core::text_view name;
    core::text_view formula;
    node (*partner)(node f);  ///< node{} where f is not of this kind
    int sign;
    int value;
};

/// a^m b^n as one node, or node{}.
struct factor_law {
    core::text_view name;
    core::text_view formula;
    node (*right_side)(node a, rational m, node b, rational n);
};

/// (a)^n as one node, or node{}.
struct power_law {
    core::text_view name;
    core::text_view formula;
    node (*right_side)(node a, rational n);
};

namespace operations::laws {

using ctgrad::power;  // the function on nodes, not the operation

/// The u of Function(u)^2, or node{}.
template <class Function> constexpr node inside_square(node f) {
    const bool fits = f.content().op->kind == role::power && f.content().value().is(2) &&
                      is<Function>(f.operand(0));
    return fits ? f.operand(0).operand(0) : node{};
}

template <class Function, class Partner> constexpr node square_beside(node f) {
    const node u = inside_square<Function>(f);
    return u.index < 0 ? u : square(apply<Partner>(u));
}

inline constexpr complement_law of_terms[] = {
    {"Pythagorean identity", "sin(u)^2 + cos(u)^2 = 1", square_beside<sin, cos>, 1, 1},
    {"hyperbolic identity", "cosh(u)^2 - sinh(u)^2 = 1", square_beside<cosh, sinh>, -1, 1},
    {"complement of the sigmoid", "sigmoid(u) + sigmoid(-u) = 1",
     [](node f) { return is<sigmoid>(f) ? apply<sigmoid>(-f.operand(0)) : node{}; }, 1, 1},
    {"complement of the error function", "erf(u) + erfc(u) = 1",
     [](node f) { return is<erf>(f) ? apply<erfc>(f.operand(0)) : node{}; }, 1, 1},
};

/// s and u of a node s * u, s a scalar, u of the node's shape; u alone where there is no scalar.
struct scaling {
    node factor{};
    node of{};
    constexpr bool found() const { return factor.index >= 0; }
    /// s times an operand of u, which is linear in it.
    constexpr node times_operand(int k) const {
        return found() ? factor * of.operand(k) : of.operand(k);
    }
};
constexpr scaling split_scalar(node u) {
    scaling result{{}, u};
    while (result.of.content().op->kind == role::product && u.extent().rank > 0) {
        const node left = result.of.operand(0), right = result.of.operand(1);
        if (left.extent().rank != 0 || right.extent() != u.extent()) break;
        result = {result.found() ? result.factor * left : left, right};
    }
    return result;
}

inline constexpr law<2> of_matrix_terms[] = {
    {"sum of diagonal matrices", "s diagonal(u) + t diagonal(v) = diagonal(s u + t v)",
     [](node a, node b) {
         const scaling s = split_scalar(a), t = split_scalar(b);
         if (!is<diagonal_matrix>(s.of) || !is<diagonal_matrix>(t.of)) return node{};
         return apply_with<diagonal_matrix>(a.extent().rows, a.extent().columns,
                                            s.times_operand(0) + t.times_operand(0));
     }},
    {"common factor of outer products", "s u w^T + t v w^T = (s u + t v) w^T, so of w u^T, w v^T",
     [](node a, node b) {
         const scaling s = split_scalar(a), t = split_scalar(b);
         if (!is<outer>(s.of) || !is<outer>(t.of)) return node{};
         for (int k = 0; k < 2; ++k) {
             const node common = s.of.operand(1 - k);
             if (common.index != t.of.operand(1 - k).index) continue;
             const node both = s.times_operand(k) + t.times_operand(k);
             return k == 0 ? apply<outer>(both, common) : apply<outer>(common, both);
         }
         return node{};
     }},
    {"common factor of scaled rows", "s diagonal(u) A + t diagonal(v) A = diagonal(s u + t v) A",
     [](node a, node b) {
         const scaling s = split_scalar(a), t = split_scalar(b);
         if (a.extent().rank != 2 || !is<matrix_product>(s.of) || !is<matrix_product>(t.of) ||
             s.of.operand(1).index != t.of.operand(1).index)
             return node{};
         const node u = s.of.operand(0), v = t.of.operand(0);
         if (!diagonal_matrix::square(u) || !diagonal_matrix::square(v)) return node{};
         const node rows = (s.found() ? s.factor * u : u) + (t.found() ? t.factor * v : v);
         return apply<matrix_product>(rows, s.of.operand(1));
     }},
};

/// Whether this is u v^T or diagonal(u) by itself, not its power.
template <class Operation> constexpr bool is_plain(node a, rational exponent) {
    return is<Operation>(a) && exponent.is(1);
}

constexpr node diagonal_by_entries(node a, rational m, node b, rational n) {
    if (!is_plain<diagonal_matrix>(a, m) || b.extent() != a.extent() || n.negative()) return {};
    const node entries = apply<diagonal>(power(b, n));
    return apply_with<diagonal_matrix>(a.extent().rows, a.extent().columns, a.operand(0) * entries);
}

inline constexpr factor_law of_factors[] = {
    {"exponentials cancel", "exp(u) exp(-u) = 1",
     [](node a, rational m, node b, rational n) {
         if (!is<exp>(a) || !is<exp>(b) || a.index == b.index) return node{};
         if ((-a.operand(0)).index != b.operand(0).index) return node{};
         const rational left = m - n;
         return left.negative() ? power(b, -left) : power(a, left);
     }},
    {"outer products by entries", "hadamard(u v^T, a b^T) = hadamard(u, a) hadamard(v, b)^T",
     [](node a, rational m, node b, rational n) {
         if (!is_plain<outer>(a, m) || !is_plain<outer>(b, n)) return node{};
         return apply<outer>(a.operand(0) * b.operand(0), a.operand(1) * b.operand(1));
     }},
    {"diagonal matrix by entries", "hadamard(diagonal(u), A) = diagonal(hadamard(u, diagonal(A)))",
     [](node a, rational m, node b, rational n) {
         const node result = diagonal_by_entries(a, m, b, n);
         return result.index >= 0 ? result : diagonal_by_entries(b, n, a, m);
     }},
};

inline constexpr power_law of_powers[] = {
    {"reciprocal of an exponential", "exp(u)^-n = exp(-u)^n",
     [](node a, rational n) {
         return is<exp>(a) && n.negative() ? power(apply<exp>(-a.operand(0)), -n) : node{};
     }},
    {"even power of an absolute value", "|u|^(2 n) = u^(2 n)",
     [](node a, rational n) {
         return is<abs>(a) && n.integer() && n.numerator % 2 == 0 ? power(a.operand(0), n) : node{};
     }},
    {"root of a square", "(u^(2 k))^(1/2) = |u|^k",
     [](node a, rational n) {
         const record& r = a.content();
         const bool even = r.op->kind == role::power && r.value().integer() && r.p % 2 == 0;
         return even && n == rational(1, 2)
                    ? power(apply<abs>(a.operand(0)), a.content().value() * n)
                    : node{};
     }},
    {"power of a reciprocal", "(u^-1)^e = u^-e",
     [](node a, rational n) {
         const bool reciprocal = a.content().op->kind == role::power && a.content().value().is(-1);
         return reciprocal ? power(a.operand(0), -n) : node{};
     }},
    {"power of an outer product by entries", "(u v^T)^n = u^n (v^n)^T",
     [](node a, rational n) {
         if (!is<outer>(a) || !n.integer()) return node{};
         return apply<outer>(power(a.operand(0), n), power(a.operand(1), n));
     }},
    {"power of a diagonal matrix by entries", "diagonal(u)^n = diagonal(u^n)",
     [](node a, rational n) {
         if (!is<diagonal_matrix>(a) || n.negative()) return node{};
         return apply_with<diagonal_matrix>(a.extent().rows, a.extent().columns,
                                            power(a.operand(0), n));
     }},
};

}  // namespace operations::laws

namespace detail {

/// A product made to compare it: not a step of a derivation.
constexpr int attempted_product(graph& g, int a, int b) {
    list<applied_law>* const applied = g.applied;
    g.applied = nullptr;
    const int product = make_product(g, a, b);
    g.applied = applied;
    return product;
}

/// A term whose factor f is known to a law, and the term that stands beside it.
constexpr merged_terms merge_complements(graph& g, term a, term b) {
    list<int> factors;
    int chain = a.rest;
    for (; g.nodes.data[chain].op->kind == role::product; chain = g.operand(chain, 0))
        factors.push(g.operand(chain, 1));
    factors.push(chain);
    for (const complement_law& l : operations::laws::of_terms)
        for (int k = 0; k < factors.size; ++k) {
            const node partner = l.partner({&g, factors.data[k]});
            if (partner.index < 0) continue;
            int others = -1;
            for (int i = factors.size; i-- > 0;)
                if (i != k)
                    others = others < 0 ? factors.data[i]
                                        : attempted_product(g, others, factors.data[i]);
            const int expected =
                others < 0 ? partner.index : attempted_product(g, others, partner.index);
            const rational sign = l.sign;
            if (expected != b.rest || a.coefficient.negative() != (sign * b.coefficient).negative())
                continue;
            const rational difference = a.coefficient - sign * b.coefficient;
            if (!difference.exact()) continue;
            g.note(l.name, l.formula);
            const bool less = difference.negative() == !a.coefficient.negative();
            const rational common = less ? a.coefficient : sign * b.coefficient;
            a.coefficient = less ? 0 : difference;
            b.coefficient = less ? -(sign * difference) : 0;
            return {a, b, {rational(l.value) * common, others}, true};
        }
    return {};
}

// laws/exponentials.hpp
constexpr merged_terms merge_sigmoids(graph& g, term a, term b);
constexpr merged_terms merge_exponentials(graph& g, term a, term b);

/// c1 S + c2 (-S) of sums S, whose sign nothing tells apart.
constexpr merged_terms merge_opposite_sums(graph& g, term a, term b) {
    const rational c = a.coefficient - b.coefficient;
    if (negated_sum(g, b.rest) != a.rest || !c.exact()) return {};
    note_like_terms(g);
    return {{0, a.rest}, {0, b.rest}, {c, a.rest}, true};
}

constexpr merged_terms merge_terms(graph& g, term a, term b) {
    if (g.nodes.data[a.rest].op->kind == role::sum && g.nodes.data[b.rest].op->kind == role::sum)
        return merge_opposite_sums(g, a, b);
    if (!term_may_merge(g, a.rest) || !term_may_merge(g, b.rest)) return {};
    if (merged_terms m = merge_complements(g, a, b); m.found) return m;
    if (merged_terms m = merge_complements(g, b, a); m.found) return {m.b, m.a, m.sum, true};
    if (merged_terms m = merge_sigmoids(g, a, b); m.found) return m;
    if (merged_terms m = merge_exponentials(g, a, b); m.found) return m;
    if (g.extent(a.rest).rank != 2 || g.extent(b.rest) != g.extent(a.rest)) return {};
    const bool opposite = (a.coefficient + b.coefficient).is(0);
    const rational common = opposite && a.coefficient.negative()         ? b.coefficient
                            : opposite || a.coefficient == b.coefficient ? a.coefficient
                                                                         : 1;
    const node left = a.coefficient / common * node{&g, a.rest};
    const node right = b.coefficient / common * node{&g, b.rest};
    for (const law<2>& l : operations::laws::of_matrix_terms)
        if (const node sum = l.right_side(left, right); sum.index >= 0) {
            g.note(l.name, l.formula);
            return {{0, a.rest}, {0, b.rest}, {common, sum.index}, true};
        }
    return {};
}

constexpr int merge_factors(graph& g, factor a, factor b) {
    if (g.extent(a.base) != g.extent(b.base)) return merge_scaled(g, a, b);
    for (const factor_law& l : operations::laws::of_factors)
        if (const node both = l.right_side({&g, a.base}, a.exponent, {&g, b.base}, b.exponent);
            both.index >= 0) {
            g.note(l.name, l.formula);
            return both.index;
        }
    return -1;
}

constexpr int merge_power(graph& g, int base, rational exponent) {
    for (const power_law& l : operations::laws::of_powers)
        if (const node result = l.right_side({&g, base}, exponent); result.index >= 0) {
            g.note(l.name, l.formula);
            return result.index;
        }
    return -1;
}

}  // namespace detail

}  // namespace ctgrad
