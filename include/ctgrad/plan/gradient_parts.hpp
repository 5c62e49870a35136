/// Parts of the gradients of a batch, without what waits for the sum: a function in front of a
/// matrix, as in exp(W) x, and the coefficient that all of them begin with.
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

/// The coefficient of the first term that varies; 0: none does.
constexpr rational varying_coefficient(graph& g, int i, const list<bool>& varies) {
    if (g.nodes.data[i].op->kind != role::sum)
        return varies.data[i] ? split_coefficient(g, i).coefficient : rational(0);
    const rational first = varying_coefficient(g, g.operand(i, 0), varies);
    return first.is(0) ? varying_coefficient(g, g.operand(i, 1), varies) : first;
}

/// The coefficient that all gradients begin with, such as 2 / n behind the mean of n squares; 1:
/// none. With it in the weight of a sample, no layer has to multiply its errors by it.
constexpr rational shared_coefficient(graph& g, const list<int>& adjoints,
                                      const list<bool>& varies) {
    rational result = 0;
    for (int i : adjoints) {
        const rational found = varying_coefficient(g, i, varies);
        if (!found.is(0) && !result.is(0) && found != result) return 1;
        if (!found.is(0)) result = found;
    }
    return result.is(0) || !(1 / result).exact() ? 1 : result;
}

/// scale times a gradient: contributions_of. By a matrix in front of which a function stands, as in
/// exp(W) x, it is hadamard(exp(W), outer(u, x)): what all samples share waits for their sum.
constexpr void contributions_of_gradient(graph& g, int output, int i, rational scale,
                                         const list<bool>& varies, list<contribution>& result) {
    if (g.extent(i).rank == 2 && varies.data[i]) {
        const waiting_factor found(g, i, varies);
        list<contribution> parts;
        if (found.factor >= 0) contributions_of(g, output, found.own, scale, parts);
        bool outer = parts.size > 0;
        for (const contribution& c : parts) outer = outer && c.b >= 0;
        if (outer) {
            for (const contribution& c : parts) result.push(c);
            const int rest = found.rest < 0 ? -1 : scaled(g, scale, found.rest);
            contribution last{output, 1, found.factor, rest};
            last.factor = true;
            result.push(last);
            return;
        }
    }
    contributions_of(g, output, i, scale, result);
}

}  // namespace ctgrad::detail
