/// Addition: a + b, its derivative, and the canonical form of sums.
#pragma once

#include <ctgrad/calculus/operations/constant.hpp>
#include <ctgrad/calculus/order.hpp>

namespace ctgrad {

namespace operations {

struct sum : elementwise<"sum", 2> {
    static constexpr core::text_view rule = "sum rule";
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.additions = 1};
    static constexpr role::code kind = role::sum;
    template <class T> static constexpr T value(const T& a, const T& b) { return a + b; }
    static constexpr node derivative(int, node, node, node y) { return y.number(1); }
};

}  // namespace operations

namespace detail {

constexpr int raw_sum(graph& g, int a, int b) {
    const record* const n = g.nodes.data;
    return raw(g, descriptor<operations::sum>, n[n[a].extent.rank == 0 ? b : a].extent, a, b);
}

/// Whether laws of pairs may know a term, by one of its factors.
constexpr bool term_may_merge(graph& g, int i) {
    for (;; i = g.operand(i, 0)) {
        const operation& op = *g.nodes.data[i].op;
        if (op.kind == role::power) return g.peek(i, 0).op->merges & merging::squares;
        if (op.kind != role::product) return op.merges & merging::terms;
        const operation &first = *g.peek(i, 0).op, &second = *g.peek(i, 1).op;
        if (second.kind == role::product || second.kind == role::power) {
            if (term_may_merge(g, g.operand(i, 1))) return true;
        } else if (second.merges & merging::terms) return true;
        if (first.kind != role::product && first.kind != role::power)
            return first.merges & merging::terms;
    }
}

/// Two terms and what a law makes of them: laws/pairs.hpp.
struct merged_terms {
    term a;    ///< what is left of the first
    term b;    ///< and of the second
    term sum;  ///< what they become
    bool found = false;
};
constexpr merged_terms merge_terms(graph& g, term a, term b);

constexpr void note_like_terms(graph& g) { g.note("like terms", "a u + b u = (a + b) u"); }

/// A sum taken apart: constant + terms with distinct rests in canonical order.
struct sum_terms {
    list<term> terms;
    rational constant = 0;
    bool exact = true;

    constexpr void add(graph& g, term t) {
        if (t.rest < 0)
            return exact = exact && (constant = constant + t.coefficient).exact(), void();
        int at = terms.size, order = 1;
        while (at > 0 && (order = compare_nodes(g, t.rest, terms.data[at - 1].rest)) < 0) --at;
        if (at > 0 && order == 0) {
            rational& coefficient = terms.data[at - 1].coefficient;
            coefficient = coefficient + t.coefficient;
            exact = exact && coefficient.exact();
            note_like_terms(g);
            return;
        }
        const bool sum = g.nodes.data[t.rest].op->kind == role::sum;
        if ((sum || term_may_merge(g, t.rest)) && merge(g, t)) return;
        terms.push(t);
        for (int i = terms.size - 1; i > at; --i) {
            terms.data[i] = terms.data[i - 1];
            terms.data[i - 1] = t;
        }
    }

    /// Adds the term together with one that is there, if a law tells how.
    constexpr bool merge(graph& g, term t) {
        for (int i = 0; i < terms.size; ++i) {
            if (terms.data[i].coefficient.numerator == 0) continue;
            const merged_terms m = merge_terms(g, terms.data[i], t);
            if (!m.found) continue;
            terms.data[i].coefficient = m.a.coefficient;
            add_chain(g, written_out(g, m.sum));
            if (m.b.coefficient.numerator != 0) add(g, m.b);
            return true;
        }
        return false;
    }

    static constexpr int written_out(graph& g, const term& t) {
        const int coefficient = make_constant(g, t.coefficient);
        return t.rest < 0 ? coefficient : make_product(g, coefficient, t.rest);
    }

    /// Adds all terms of a sum, or with sign -1 subtracts them.
    constexpr void add_chain(graph& g, int i, int sign = 1) {
        for (; g.nodes.data[i].op->kind == role::sum; i = g.operand(i, 0))
            add_chain(g, g.operand(i, 1), sign);
        const term t = split_coefficient(g, i);
        const bool minus = t.rest >= 0 && t.coefficient.is(-1);
        if (minus && g.nodes.data[t.rest].op->kind == role::sum) add_chain(g, t.rest, -sign);
        else add(g, {sign < 0 ? -t.coefficient : t.coefficient, t.rest});
    }
};

constexpr int scaled(graph& g, rational coefficient, int rest) {
    return coefficient.is(1) ? rest : make_product(g, make_constant(g, coefficient), rest);
}

/// Canonical form of a small sum: constant + ((t1 + t2) + t3) with equal terms collected.
constexpr int collected_sum(graph& g, int a, int b) {
    sum_terms all;
    all.add_chain(g, a);
    all.add_chain(g, b);
    if (!all.exact) return raw_sum(g, a, b);
    int result = -1;
    for (const term& t : all.terms) {
        if (t.coefficient.numerator == 0) continue;
        const int next = scaled(g, t.coefficient, t.rest);
        if (result < 0) result = next;
        else
            result = g.nodes.data[next].op->kind == role::sum ? make_sum(g, result, next)
                                                              : raw_sum(g, result, next);
    }
    if (result < 0) return make_constant(g, all.constant);
    if (all.constant.numerator == 0) return result;
    return raw_sum(g, make_constant(g, all.constant), result);
}

/// What a law of pairs makes of two terms that may merge, or -1.
constexpr int merged_sum(graph& g, term s, term t) {
    const merged_terms m = merge_terms(g, s, t);
    if (!m.found) return -1;
    const int left = scaled(g, m.a.coefficient, m.a.rest);
    const int right = scaled(g, m.b.coefficient, m.b.rest);
    const int both = m.sum.rest < 0 ? make_constant(g, m.sum.coefficient)
                                    : scaled(g, m.sum.coefficient, m.sum.rest);
    return make_sum(g, both, make_sum(g, left, right));
}

/// If some direct term of the sum has the same rest as t, or a law of pairs knows both: the sum
/// with the two collected, else -1. `merges`: whether such laws may know t.
constexpr int collect_direct(graph& g, int sum, const term& t, bool merges) {
    for (int k = 0; k < 2; ++k) {
        const int mine = g.operand(sum, k);
        const term m = split_coefficient(g, mine);
        if (m.rest == t.rest)
            if (const rational c = m.coefficient + t.coefficient; c.exact()) {
                const int rest = g.operand(sum, 1 - k);
                if (t.rest >= 0) note_like_terms(g);
                return t.rest < 0         ? make_sum(g, make_constant(g, c), rest)
                       : c.numerator == 0 ? rest
                                          : make_sum(g, scaled(g, c, m.rest), rest);
            }
        if (!merges || m.rest < 0 || !term_may_merge(g, m.rest)) continue;
        if (const int both = merged_sum(g, m, t); both >= 0)
            return make_sum(g, both, g.operand(sum, 1 - k));
    }
    return -1;
}

/// Whether a sum takes this term apart: a sum, or -(a + b).
constexpr bool has_terms(const graph& g, int i) {
    const role::code kind = g.nodes.data[i].op->kind;
    return kind == role::sum || (kind == role::product && g.peek(i, 1).op->kind == role::sum);
}

/// Rules that look only at the operands and their operands: for sums of any size, and for two
/// scalars that are no sums, where there is nothing else to look at.
constexpr int local_sum(graph& g, int a, int b) {
    const term s = split_coefficient(g, a), t = split_coefficient(g, b);
    if (s.rest == t.rest)
        if (const rational c = s.coefficient + t.coefficient; c.exact()) {
            if (s.rest >= 0) note_like_terms(g);
            return s.rest < 0         ? make_constant(g, c)
                   : c.numerator == 0 ? make_constant(g, 0)
                                      : scaled(g, c, s.rest);
        }
    const bool s_merges = s.rest >= 0 && term_may_merge(g, s.rest);
    const bool t_merges = t.rest >= 0 && term_may_merge(g, t.rest);
    if (s_merges && t_merges)
        if (const int both = merged_sum(g, s, t); both >= 0) return both;
    const bool sum_a = g.nodes.data[a].op->kind == role::sum;
    const bool sum_b = g.nodes.data[b].op->kind == role::sum;
    if (sum_a)
        if (const int c = collect_direct(g, a, t, t_merges); c >= 0) return c;
    if (sum_b)
        if (const int c = collect_direct(g, b, s, s_merges); c >= 0) return c;
    // A constant moves out to the front, where the next addition finds it.
    if (sum_a && t.rest >= 0 && g.peek(a, 0).op->kind == role::constant)
        return make_sum(g, g.operand(a, 0), make_sum(g, g.operand(a, 1), b));
    if (sum_b && s.rest >= 0 && g.peek(b, 0).op->kind == role::constant)
        return make_sum(g, g.operand(b, 0), make_sum(g, a, g.operand(b, 1)));
    const int order = s.rest < 0 ? -1 : t.rest < 0 ? 1 : compare_nodes(g, s.rest, t.rest);
    return order <= 0 ? raw_sum(g, a, b) : raw_sum(g, b, a);
}

}  // namespace detail

constexpr int make_sum(graph& g, int a, int b) {
    using namespace detail;
    const record* const n = g.nodes.data;
    const shape extent = n[n[a].extent.rank == 0 ? b : a].extent;
    const record &left = n[a], &right = n[b];
    if (left.op->kind == role::constant && left.p == 0) return fit(g, b, extent);
    if (right.op->kind == role::constant && right.p == 0) return fit(g, a, extent);
    const bool collects = left.size + right.size <= largest_ordered &&
                          (extent.rank > 0 || has_terms(g, a) || has_terms(g, b));
    return fit(g, collects ? collected_sum(g, a, b) : local_sum(g, a, b), extent);
}

}  // namespace ctgrad
