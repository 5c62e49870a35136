/// The laws by which terms with exponentials become one.
#pragma once

#include <ctgrad/calculus/laws/expansion.hpp>

namespace ctgrad::detail {

/// P sigmoid(u) - P sigmoid(-u), which cancels beside u = 0: second derivatives of the sigmoid.
constexpr merged_terms merge_sigmoids(graph& g, term a, term b) {
    using namespace operations;
    if (g.by_outputs || !(a.coefficient + b.coefficient).is(0)) return {};
    const auto without = [&g](int product, node factor) {
        return attempted_product(g, product, make_power(g, factor.index, -1));
    };
    for (int chain = a.rest; chain >= 0;) {
        const bool product = g.nodes.data[chain].op->kind == role::product;
        node f{&g, product ? g.operand(chain, 1) : chain};
        chain = product ? g.operand(chain, 0) : -1;
        if (f.content().op->kind == role::power) f = f.operand(0);
        if (!is<sigmoid>(f)) continue;
        const node u = f.operand(0);
        const int others = without(a.rest, f);
        if (others != without(b.rest, apply<sigmoid>(-u))) continue;
        g.note("difference of sigmoids", "sigmoid(u) - sigmoid(-u) = tanh(u / 2)");
        const node rest = node{&g, others} * apply<tanh>(rational(1, 2) * u);
        return {{0, a.rest}, {0, b.rest}, {a.coefficient, rest.index}, true};
    }
    return {};
}

/// A term without its exponentials, and what those are of.
struct exponential_term {
    monomial rest;
    list<factor> exponents;
    bool fits;

    constexpr exponential_term(graph& g, int i) : fits(rest.multiply(g, i, 1)) {
        for (int k = rest.count; k-- > 0;) {
            const factor f = rest.factors[k];
            if (g.nodes.data[f.base].op != &descriptor<operations::exp>) continue;
            exponents.push({g.operand(f.base, 0), f.exponent});
            rest.remove(k);
        }
    }

    /// Adds sign times all exponents. False where that takes too many terms.
    constexpr bool add_exponents(graph& g, rational sign, polynomial& sum) const {
        for (const factor& f : exponents) {
            monomial front;
            front.coefficient = sign * f.exponent;
            if (!front.coefficient.exact() || !sum.add_expanded(g, front, f.base)) return false;
        }
        return true;
    }
};

/// Adds the factors of what logarithms are of, among so many nodes; those met are counted down.
constexpr void add_arguments(graph& g, int i, int& nodes, list<int>& bases) {
    if (--nodes < 0) return;
    if (g.nodes.data[i].op == &descriptor<operations::log>) {
        monomial argument;
        if (argument.multiply(g, g.operand(i, 0), 1))
            for (int k = 0; k < argument.count; ++k) bases.push(argument.factors[k].base);
    }
    for (int k = 0, count = g.nodes.data[i].count; k < count; ++k)
        add_arguments(g, g.operand(i, k), nodes, bases);
}

/// Whether logarithms in the exponents may make up for all that the terms differ in otherwise.
constexpr bool may_differ_by_logarithms(graph& g, const exponential_term& u,
                                        const exponential_term& v) {
    list<int> bases;
    int nodes = 8 * largest_ordered;
    for (const exponential_term* t : {&u, &v})
        for (const factor& f : t->exponents) add_arguments(g, f.base, nodes, bases);
    monomial quotient = u.rest;
    for (int k = 0; k < v.rest.count; ++k)
        if (!quotient.multiply(g, v.rest.factors[k].base, -v.rest.factors[k].exponent))
            return false;
    for (int k = 0; k < quotient.count; ++k) {
        bool found = false;
        for (const int base : bases) found = found || base == quotient.factors[k].base;
        if (!found) return false;
    }
    return bases.size > 0;
}

/// s exp(u) + t exp(v) where u - v is a sum of logarithms: as the densities at d1 and d2 in the
/// derivatives of the formula by Black and Scholes, which cancel.
constexpr merged_terms merge_exponentials(graph& g, term a, term b) {
    if (g.extent(a.rest).rank != 0 || g.extent(b.rest).rank != 0) return {};
    exponential_term left(g, a.rest);
    if (!left.fits || left.exponents.size == 0) return {};
    const exponential_term right(g, b.rest);
    if (!right.fits || right.exponents.size == 0) return {};
    polynomial difference;
    if (!may_differ_by_logarithms(g, left, right) || !left.add_exponents(g, 1, difference) ||
        !right.add_exponents(g, -1, difference))
        return {};
    for (const monomial& m : difference.terms) {
        if (m.coefficient.numerator == 0) continue;
        const bool logarithm = m.count == 1 && m.factors[0].exponent.is(1) &&
                               g.nodes.data[m.factors[0].base].op == &descriptor<operations::log>;
        if (!logarithm || !m.coefficient.integer()) return {};
        if (!left.rest.multiply(g, g.operand(m.factors[0].base, 0), m.coefficient)) return {};
    }
    const rational ratio = left.rest.coefficient / right.rest.coefficient;  // of a to b
    const rational sum = a.coefficient * ratio + b.coefficient;
    if (!left.rest.same_factors(right.rest) || !sum.exact() || !(sum / ratio).exact()) return {};
    g.note("logarithms in exponents", "s exp(v + log(u)) = s u exp(v)");
    const bool first = g.nodes.data[a.rest].size < g.nodes.data[b.rest].size;
    const term both = first ? term{sum / ratio, a.rest} : term{sum, b.rest};
    return {{0, a.rest}, {0, b.rest}, sum.numerator == 0 ? term{0, -1} : both, true};
}

}  // namespace ctgrad::detail
