/// Parts of the gradients of a batch, without what waits for the sum: a function in front of a
/// matrix, as in exp(W) x.
#pragma once

#include <ctgrad/plan/batch.hpp>

namespace ctgrad::detail {

/// factor * own + rest, entry by entry, where all samples share factor and rest; -1: there is none.
struct waiting_factor {
    int factor = -1, own = -1, rest = -1;

    constexpr waiting_factor(graph& g, int i, const list<bool>& varies) {
        const shape extent = g.extent(i);
        const auto shared = [&](int f) { return g.extent(f) == extent && !varies.data[f]; };
        list<int> parts;
        int term = -1;
        for (parts.push(i); parts.size > 0;) {
            const int t = parts.pop();
            const record r = g.nodes.data[t];
            if (shared(t)) rest = rest < 0 ? t : make_sum(g, rest, t);
            else if (r.op->kind == role::sum && term < 0)
                parts.push(r.operand[1]), parts.push(r.operand[0]);
            else if (term >= 0) return;
            else term = t;
        }
        for (parts.push(term); parts.size > 0;) {
            const int f = parts.pop();
            const record r = g.nodes.data[f];
            if (r.op->kind == role::product) {
                parts.push(r.operand[1]), parts.push(r.operand[0]);
                continue;
            }
            int& all = shared(f) && !is_constant(g, f) ? factor : own;
            all = all < 0 ? f : make_product(g, all, f);
        }
        if (own < 0 || g.extent(own) != extent) factor = -1;
    }
};

/// The terms of a vector that vary, as one: such is mostly a layer's vector of errors, which is
/// made anyway, and to sum over samples takes longer than to add two vectors. -1: none varies.
constexpr int varying_terms(graph& g, int output, int i, const list<bool>& varies,
                            list<contribution>& result) {
    const record r = g.nodes.data[i];
    if (!varies.data[i]) {
        contributions_of(g, output, i, 1, result);
        return -1;
    }
    const bool entry_by_entry = r.op->kind == role::sum && g.extent(r.operand[0]) == r.extent &&
                                g.extent(r.operand[1]) == r.extent;
    if (!entry_by_entry || is_sum_of_places(g, i)) return i;
    const int left = varying_terms(g, output, r.operand[0], varies, result);
    const int right = varying_terms(g, output, r.operand[1], varies, result);
    return left < 0 ? right : right < 0 ? left : make_sum(g, left, right);
}

/// A gradient: contributions_of. By a matrix in front of which a function stands, as in exp(W) x,
/// it is hadamard(exp(W), outer(u, x)): what all samples share waits for their sum.
constexpr void contributions_of_gradient(graph& g, int output, int i, const list<bool>& varies,
                                         list<contribution>& result) {
    if (g.extent(i).rank == 2 && varies.data[i]) {
        const waiting_factor found(g, i, varies);
        list<contribution> parts;
        if (found.factor >= 0) contributions_of(g, output, found.own, 1, parts);
        bool outer = parts.size > 0;
        for (const contribution& c : parts) outer = outer && c.b >= 0;
        if (outer) {
            for (const contribution& c : parts) result.push(c);
            contribution last{output, 1, found.factor, found.rest};
            last.factor = true;
            result.push(last);
            return;
        }
    }
    if (g.extent(i).rank != 1) return contributions_of(g, output, i, 1, result);
    if (const int all = varying_terms(g, output, i, varies, result); all >= 0)
        result.push({output, 1, all, -1, false});
}

}  // namespace ctgrad::detail
