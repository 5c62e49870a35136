/// Sums of products written out, to compare them: not a form that expressions are given.
#pragma once

#include <ctgrad/calculus/laws/pairs.hpp>

namespace ctgrad::detail {

/// coefficient * base ^ exponent * ..., different bases by their place in the graph.
struct monomial {
    static constexpr int most = 8;

    rational coefficient = 1;
    factor factors[most];
    int count = 0;

    constexpr bool same_factors(const monomial& m) const {
        if (count != m.count) return false;
        for (int k = 0; k < count; ++k)
            if (factors[k].base != m.factors[k].base ||
                !(factors[k].exponent == m.factors[k].exponent))
                return false;
        return true;
    }

    constexpr void remove(int k) {
        for (--count; k < count; ++k) factors[k] = factors[k + 1];
    }

    /// Times node ^ exponent. False where there is no room, or a number is not exact.
    constexpr bool multiply(graph& g, int node, rational exponent) {
        const role::code kind = g.nodes.data[node].op->kind;
        if (kind == role::product && exponent.integer()) {
            const int left = g.operand(node, 0), right = g.operand(node, 1);
            return multiply(g, left, exponent) && multiply(g, right, exponent);
        }
        if (kind == role::power && exponent.integer()) {
            const rational all = exponent * g.nodes.data[node].value();
            return all.exact() && multiply(g, g.operand(node, 0), all);
        }
        int at = 0;
        while (at < count && factors[at].base < node) ++at;
        if (at < count && factors[at].base == node) exponent = exponent + factors[at].exponent;
        else {
            if (count == most) return false;
            for (int k = count++; k > at; --k) factors[k] = factors[k - 1];
        }
        factors[at] = {node, exponent};
        if (!exponent.exact()) return false;
        if (kind == role::constant && exponent.integer()) {
            const rational base = g.nodes.data[node].value();
            if (base.numerator == 0 && !exponent.is(1)) return false;
            coefficient = coefficient * power(base, exponent.numerator);
        }
        if (exponent.numerator == 0 || (kind == role::constant && exponent.integer())) remove(at);
        return coefficient.exact();
    }
};

/// A sum of monomials with different factors.
struct polynomial {
    static constexpr int most = 32;

    list<monomial> terms;

    constexpr bool add(const monomial& m) {
        for (monomial& t : terms)
            if (t.same_factors(m)) {
                t.coefficient = t.coefficient + m.coefficient;
                return t.coefficient.exact();
            }
        if (terms.size == most) return false;
        terms.push(m);
        return true;
    }

    /// Adds front * node, with sums inside of products and of squares multiplied out. False where
    /// that takes too many terms.
    constexpr bool add_expanded(graph& g, const monomial& front, int node) {
        const role::code kind = g.nodes.data[node].op->kind;
        if (kind == role::sum) {
            const int left = g.operand(node, 0), right = g.operand(node, 1);
            return add_expanded(g, front, left) && add_expanded(g, front, right);
        }
        const bool square = kind == role::power && g.nodes.data[node].value().is(2);
        if (kind == role::product || square) {
            const int left = g.operand(node, 0), right = square ? left : g.operand(node, 1);
            polynomial first;
            if (!first.add_expanded(g, front, left)) return false;
            for (const monomial& m : first.terms)
                if (!add_expanded(g, m, right)) return false;
            return true;
        }
        monomial product = front;
        return product.multiply(g, node, 1) && add(product);
    }
};

}  // namespace ctgrad::detail
