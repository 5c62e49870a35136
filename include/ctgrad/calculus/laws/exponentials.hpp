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

/// Whether there is a logarithm among so many nodes; those that are met are counted down.
constexpr bool has_logarithm(graph& g, int i, int& nodes) {
    if (--nodes < 0) return false;
    if (g.nodes.data[i].op == &descriptor<operations::log>) return true;
    for (int k = 0, count = g.nodes.data[i].count; k < count; ++k)
        if (has_logarithm(g, g.operand(i, k), nodes)) return true;
    return false;
}

constexpr bool is_exponential(graph& g, const factor& f) {
    return g.nodes.data[f.base].op == &descriptor<operations::exp>;
}

/// Whether a term has exponentials, and of logarithms, too.
struct exponentials {
    bool found = false, of_logarithms = false;

    constexpr exponentials(graph& g, const monomial& term) {
        for (int k = 0; k < term.count; ++k) {
            if (!is_exponential(g, term.factors[k])) continue;
            int nodes = 4 * small;
            found = true;
            if (has_logarithm(g, term.factors[k].base, nodes)) of_logarithms = true;
        }
    }
};

/// Takes the exponentials out of a term, and adds sign times what they are of. False where that
/// takes too many terms.
constexpr bool take_exponentials(graph& g, monomial& term, rational sign, polynomial& exponent) {
    for (int k = term.count; k-- > 0;) {
        const factor f = term.factors[k];
        if (!is_exponential(g, f)) continue;
        monomial front;
        front.coefficient = sign * f.exponent;
        term.remove(k);
        const int of = g.operand(f.base, 0);
        if (!front.coefficient.exact() || !exponent.add_expanded(g, front, of)) return false;
    }
    return true;
}

/// s exp(u) + t exp(v) where u - v is a sum of logarithms: as the densities at d1 and d2 in the
/// derivatives of the formula by Black and Scholes, which cancel.
constexpr merged_terms merge_exponentials(graph& g, term a, term b) {
    if (g.extent(a.rest).rank != 0 || g.extent(b.rest).rank != 0) return {};
    monomial left, right;
    polynomial difference;
    if (!left.multiply(g, a.rest, 1) || !right.multiply(g, b.rest, 1)) return {};
    const exponentials u(g, left), v(g, right);
    if (!u.found || !v.found || !(u.of_logarithms || v.of_logarithms)) return {};
    if (!take_exponentials(g, left, 1, difference) || !take_exponentials(g, right, -1, difference))
        return {};
    for (const monomial& m : difference.terms) {
        if (m.coefficient.numerator == 0) continue;
        const bool logarithm = m.count == 1 && m.factors[0].exponent.is(1) &&
                               g.nodes.data[m.factors[0].base].op == &descriptor<operations::log>;
        if (!logarithm || !m.coefficient.integer()) return {};
        if (!left.multiply(g, g.operand(m.factors[0].base, 0), m.coefficient)) return {};
    }
    const rational ratio = left.coefficient / right.coefficient;  // of the first term to the second
    const rational sum = a.coefficient * ratio + b.coefficient;
    if (!left.same_factors(right) || !sum.exact() || !(sum / ratio).exact()) return {};
    g.note("logarithms in exponents", "s exp(v + log(u)) = s u exp(v)");
    const bool first = g.nodes.data[a.rest].size < g.nodes.data[b.rest].size;
    return {{0, a.rest},
            {0, b.rest},
            sum.numerator == 0 ? term{0, -1}
            : first            ? term{sum / ratio, a.rest}
                               : term{sum, b.rest},
            true};
}

}  // namespace ctgrad::detail
