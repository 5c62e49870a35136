/// The chain rule step by step, on a graph: what the reverse sweep does, as lines of equations.
#pragma once

#include <ctgrad/calculus/forward.hpp>
#include <ctgrad/calculus/operations/differential.hpp>
#include <ctgrad/calculus/textbook_steps.hpp>

namespace ctgrad {

/// One step. A line is a sum of adjoints times derivatives that are yet to be carried out
/// (operations::differential), as the reverse sweep's invariant says:
///   df/dx = sum over the nodes u that are still open of  df/du du/dx.
struct derivation_record {
    rule_text rule{};       ///< of differentiation, or the law of algebra
    core::text_view law{};  ///< what the law says; empty for a rule
    int before = -1;        ///< the terms that change, as a node
    int after = -1;         ///< what they become
    int line = -1;          ///< all terms after the step; -1: too many for one line
};

namespace detail {

/// A term of a line: the adjoint of node `of`, times its derivative.
struct open_term {
    int adjoint = -1;
    int of = -1;
};

/// Nodes copied with a leaf replaced by another node, without simplification. Only what was made
/// after the leaf can have it inside.
constexpr int replaced(auto& g, int root, int leaf, int by) {
    if (root < leaf) return root;
    list<int> copy;  // per node from the leaf on
    copy.push(by);
    list<int> operands;
    for (int i = leaf + 1; i <= root; ++i) {
        const record r = g.nodes[i];
        bool changed = false;
        operands.size = 0;
        for (int k = 0; k < r.count; ++k) {
            const int u = g.operand(i, k);
            operands.push(u < leaf ? u : copy[u - leaf]);
            changed = changed || operands[k] != u;
        }
        copy.push(changed ? raw(g, *r.op, r.extent, operands, r.p, r.q) : i);
    }
    return copy[root - leaf];
}

/// Shows the sweep for one scalar root and one variable.
template <class Graph> class derivation_sweep {
    Graph& g;
    int root;
    int x;
    bool partial = false;
    textbook_steps<Graph> book;
    list<open_term> terms{};
    list<applied_law> laws{};

    /// More terms are not written in one line.
    static constexpr int most_terms = 6;

public:
    list<derivation_record> steps{};
    int first = -1;   ///< the derivative, yet to be carried out
    int result = -1;  ///< the derivative: for a vector or matrix x, the factor of d(x)

    constexpr derivation_sweep(Graph& all, int f, int variable)
        : g(all), root(f), x(variable), book(all, f, variable) {
        for (int i = 0; i < g.nodes.size; ++i)
            partial = partial || (i != x && g.nodes[i].op->kind == role::variable);
    }

    constexpr void run() {
        const int one = make_constant(g, 1);
        list<int> target;
        target.push(x);
        reverse_sweep sweep;
        sweep.start(g, root, one, target);
        first = change_of(root);
        terms.push({one, root});
        if (x > root || !book.active[root]) return constant(sweep);
        while (sweep.next >= 0) {
            const int i = sweep.next;
            sweep.run(g, 1);
            if (i == x) continue;
            const int adjoint = sweep.adjoint[i];
            if (adjoint >= 0 && book.active[i]) show(i, adjoint);
        }
        collect_result(sweep);
    }

private:
    // --- lines ---

    constexpr int change_of(int u) {
        return operations::differential::make({&g, u}, {&g, x}, partial).index;
    }

    /// adjoint * du/dx, for vectors and matrices the sum of the products of entries.
    constexpr int written(const open_term& t) {
        const bool done = t.of == x && g.extent(x).rank == 0;  // dx/dx = 1
        const shape extent = g.extent(t.of);
        term c = split_coefficient(g, t.adjoint);
        int factor = -1;  // a scalar that is the same for all entries
        if (c.rest >= 0 && g.extent(c.rest).rank == 0) factor = c.rest, c.rest = -1;
        if (done) return t.adjoint;
        int body = change_of(t.of);
        if (c.rest >= 0 && extent.rank > 0 && is_entry(c.rest)) {
            const std::int64_t p = g.nodes[c.rest].p;
            body = raw(g, descriptor<operations::slice>, scalar_shape, body, -1, -1, p, 0);
            const term of = split_coefficient(g, g.operand(c.rest, 0));
            c = {c.coefficient * of.coefficient, -1};
            if (of.rest >= 0) body = raw_product(g, of.rest, body);
        } else if (extent.rank > 0) {
            if (c.rest >= 0) body = raw_product(g, c.rest, body);
            body = raw(g, descriptor<operations::sum_of_entries>, scalar_shape, body);
        } else if (c.rest >= 0) body = raw_product(g, c.rest, body);
        if (factor >= 0) body = raw_product(g, factor, body);
        return c.coefficient.is(1) ? body : raw_product(g, make_constant(g, c.coefficient), body);
    }

    /// Whether it is a vector or matrix of zeros but for one entry.
    constexpr bool is_entry(int i) {
        return g.nodes[i].op == &descriptor<operations::place> &&
               g.extent(g.operand(i, 0)).rank == 0;
    }

    constexpr int written(const list<open_term>& all) {
        int sum = -1;
        for (const open_term& t : all) {
            const int next = written(t);
            sum = sum < 0 ? next : raw_sum(g, sum, next);
        }
        return sum < 0 ? make_constant(g, 0) : sum;
    }

    constexpr void step(const rule_text& rule, core::text_view law, int before, int after) {
        const int line = terms.size > most_terms ? -1 : written(terms);
        steps.push({rule, law, before, after, line});
    }

    /// Replaces the terms of node i, the first of which stands at `at`.
    constexpr void replace(int i, int at, const list<open_term>& by) {
        list<open_term> all;
        for (int k = 0; k < terms.size; ++k) {
            if (k == at)
                for (const open_term& t : by) all.push(t);
            if (terms[k].of != i) all.push(terms[k]);
        }
        terms.size = 0;
        for (const open_term& t : all) terms.push(t);
    }

    constexpr void step_by_laws(core::text_view otherwise, core::text_view formula, int before,
                                int after) {
        rule_text name;
        for (const applied_law& l : laws)
            if (name.size + static_cast<int>(l.name.size()) + 2 < 80)
                name << (name.size > 0 ? ", " : "") << l.name;
        if (laws.size == 0) name << otherwise;
        step(name, laws.size == 0 ? formula : laws.size == 1 ? laws[0].formula : "", before, after);
    }

    // --- steps ---

    constexpr void show(int i, int adjoint) {
        list<open_term> mine, before;
        int at = -1;
        for (int k = 0; k < terms.size; ++k)
            if (terms[k].of == i) {
                if (at < 0) at = k;
                mine.push(terms[k]);
            }
        if (at < 0) return;  // inside a step that was shown
        before.push({adjoint, i});
        const int whole = written(before);
        if (mine.size > 1) {
            added(mine);
            const int apart = written(mine);
            replace(i, at, before);
            step_by_laws("common factor", "a u + b u = (a + b) u", apart, whole);
        }
        list<open_term> by_rule, simplified;
        laws.size = 0;
        expand(i, adjoint, by_rule, simplified);
        bool inner = false;  // a function of a function
        for (const open_term& t : simplified) inner = inner || t.of != x;
        const rule_text rule = book.name_of(i, inner);
        const int unsimplified = written(by_rule), after = written(simplified);
        if (laws.size > 0 && unsimplified != after) {
            replace(i, at, by_rule);
            step(rule, {}, whole, unsimplified);
            put(at, by_rule.size, simplified);
            return step_by_laws({}, {}, unsimplified, after);
        }
        replace(i, at, simplified);
        step(rule, {}, whole, after);
    }

    /// Puts terms in the place of as many.
    constexpr void put(int at, int count, const list<open_term>& by) {
        list<open_term> all;
        for (int k = 0; k < at; ++k) all.push(terms[k]);
        for (const open_term& t : by) all.push(t);
        for (int k = at + count; k < terms.size; ++k) all.push(terms[k]);
        terms.size = 0;
        for (const open_term& t : all) terms.push(t);
    }

    /// The sum of the adjoints, with the laws noted that it takes.
    constexpr void added(const list<open_term>& all) {
        laws.size = 0;
        g.applied = &laws;
        int sum = -1;
        for (const open_term& t : all) sum = sum < 0 ? t.adjoint : make_sum(g, sum, t.adjoint);
        g.applied = nullptr;
    }

    /// The terms that take the place of node y's: as its rule writes them, and as they are kept.
    constexpr void expand(int y, int adjoint, list<open_term>& by_rule,
                          list<open_term>& simplified) {
        for (int k = 0; k < g.nodes[y].count; ++k) {
            const int u = g.operand(y, k);
            if (!book.active[u]) continue;
            const operation& op = *g.nodes[y].op;
            int raw_part = -1, part = -1;
            if (op.pull_back) {
                const int w = cotangent_of(g, y, y);
                raw_part = replaced(g, op.pull_back(g, y, w, k), w, adjoint);
                g.applied = &laws;
                part = op.pull_back(g, y, adjoint, k);
            } else if (op.derivative) {
                const int slope = op.derivative(g, y, k);
                raw_part = side_by_side(adjoint, slope);
                g.applied = &laws;
                part = make_product(g, adjoint, slope);
            } else continue;
            part = unbroadcast(g, part, g.extent(u));
            g.applied = nullptr;
            if (g.extent(u).rank == 0 && g.extent(raw_part).rank > 0)
                raw_part = raw(g, descriptor<operations::sum_of_entries>, scalar_shape, raw_part);
            if (is_constant(g, part, 0)) continue;
            if (book.one_step(y, u)) expand(u, part, by_rule, simplified);
            else {
                by_rule.push({raw_part, u});
                simplified.push({part, u});
            }
        }
    }

    /// The product of two nodes with their numbers multiplied, but no more.
    constexpr int side_by_side(int a, int b) {
        const term s = split_coefficient(g, a), t = split_coefficient(g, b);
        const rational c = s.coefficient * t.coefficient;
        if (s.rest < 0 || t.rest < 0 || !c.exact()) return make_product(g, a, b);
        const int rest = raw_product(g, s.rest, t.rest);
        return c.is(1) ? rest : raw_product(g, make_constant(g, c), rest);
    }

    constexpr void constant(const reverse_sweep& sweep) {
        result = sweep.result(g, x);
        terms.size = 0;
        rule_text rule;
        rule << "derivative of a constant";
        const int zero = make_constant(g, 0);
        steps.push({rule, {}, first, zero, zero});
    }

    constexpr void collect_result(const reverse_sweep& sweep) {
        added(terms);
        g.applied = &laws;
        result = sweep.result(g, x);
        g.applied = nullptr;
        const bool wide = terms.size > most_terms;
        const int apart = written(terms);
        terms.size = 0;
        if (!is_constant(g, result, 0)) terms.push({result, x});
        const int after = written(terms);
        if (steps.size == 0) {
            rule_text rule;
            rule << "derivative of the variable itself";
            return step(rule, {}, first, after);
        }
        if (apart == after) return;
        const bool symmetric = g.extent(x).rank == 2 && g.nodes[x].p != 0;
        if (symmetric) return step_by_laws("symmetric variable", "d(A) = d(A)^T", apart, after);
        if (laws.size > 0 || wide || g.extent(x).rank > 0)
            return step_by_laws("common factor", "a u + b u = (a + b) u", apart, after);
        // The same terms in their canonical order.
        derivation_record& last = steps[steps.size - 1];
        if (last.before == (steps.size > 1 ? steps[steps.size - 2].line : first))
            last.after = after;
        last.line = after;
    }
};

}  // namespace detail

}  // namespace ctgrad
