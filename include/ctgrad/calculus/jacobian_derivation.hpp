/// The derivation of a vector by a vector, where the Jacobian is a product of matrices: from the
/// function inwards to the differential of the variable, d(f) = ... = J d(x).
#pragma once

#include <ctgrad/calculus/derivation.hpp>
#include <ctgrad/calculus/matrix_jacobian.hpp>

namespace ctgrad::detail {

/// A factor times a matrix (-1: 1, the identity) times d(of).
struct open_product {
    int factor = -1;
    int matrix = -1;
    int of = -1;
};

/// A line is a sum of matrices times differentials that are yet to be carried out. For formulas
/// that matrix_jacobian has an answer for.
template <class Graph> class jacobian_derivation {
    Graph& g;
    int root;
    int x;
    textbook_steps<Graph> book;
    list<open_product> terms{};
    list<applied_law> laws{};
    int raw_matrix = -1;  ///< the last product, as it is before simplification

    /// More terms are not written in one line.
    static constexpr int most_terms = 6;

public:
    list<derivation_record> steps{};
    int first = -1;   ///< d(f)
    int result = -1;  ///< the Jacobian

    constexpr jacobian_derivation(Graph& all, int f, int variable)
        : g(all), root(f), x(variable), book(all, f, variable) {}

    constexpr void run() {
        first = change_of(root);
        terms.push({-1, -1, root});
        result = matrix_jacobian<Graph>(g, x).of(root);
        for (int i = root; i > x; --i) show(i);
        gather(x);
        const int before = written(terms);
        const int after = written_product(result);
        rule_text rule;
        rule << (steps.size == 0 ? "derivative of the variable itself" : "the same, rearranged");
        if (steps.size == 0 || before != after) steps.push({rule, {}, before, after, after});
    }

private:
    // --- lines ---

    constexpr int change_of(int u) {
        return operations::differential::make({&g, u}, {&g, x}, false).index;
    }
    constexpr int written_product(int matrix) {
        return raw(g, descriptor<operations::matrix_product>, g.extent(root), matrix, change_of(x));
    }
    constexpr int written(const open_product& t) {
        int body = change_of(t.of);
        if (t.matrix >= 0)
            body = raw(g, descriptor<operations::matrix_product>, g.extent(root), t.matrix, body);
        if (t.factor < 0 || is_constant(g, t.factor, 1)) return body;
        if (is_constant(g, t.factor)) return raw_product(g, t.factor, body);
        const term c = split_coefficient(g, t.factor);
        body = raw_product(g, c.rest, body);
        return c.coefficient.is(1) ? body : raw_product(g, make_constant(g, c.coefficient), body);
    }
    constexpr int written(const list<open_product>& all) {
        int sum = -1;
        for (const open_product& t : all) {
            const int next = written(t);
            sum = sum < 0 ? next : raw_sum(g, sum, next);
        }
        return sum < 0 ? make_constant(g, 0, g.extent(root)) : sum;
    }
    constexpr void step(core::text_view name, core::text_view law, int before, int after) {
        rule_text rule;
        rule << name;
        steps.push({rule, law, before, after, terms.size > most_terms ? -1 : written(terms)});
    }

    // --- steps ---

    constexpr void show(int i) {
        const int at = gather(i);
        if (at < 0) return;
        const open_product whole = terms[at];
        list<open_product> by_rule, by;
        laws.size = 0;
        expand(i, whole, by_rule, by);
        bool inner = false;  // a function of a function
        for (const open_product& t : by) inner = inner || t.of != x;
        const int before = written(whole), unsimplified = written(by_rule), after = written(by);
        const rule_text rule = book.name_of(i, inner);
        bool shown = false;  // brackets of products say nothing
        for (const applied_law& l : laws) shown = shown || l.name != "associativity";
        if (!shown || unsimplified == after) {
            put(at, 1, by);
            return step(rule.view(), {}, before, after);
        }
        put(at, 1, by_rule);
        step(rule.view(), {}, before, unsimplified);
        put(at, by_rule.size, by);
        rule_text names;
        for (const applied_law& l : laws)
            if (names.size + static_cast<int>(l.name.size()) + 2 < 80)
                names << (names.size > 0 ? ", " : "") << l.name;
        step(names.view(), laws.size == 1 ? laws[0].formula : "", unsimplified, after);
    }

    /// Takes the terms of node i together, in a step of its own; where they stand, or -1.
    constexpr int gather(int i) {
        list<open_product> mine, all;
        int at = -1;
        for (const open_product& t : terms) {
            if (t.of == i && at < 0) at = all.size, all.push(t);
            else if (t.of != i) all.push(t);
            if (t.of == i) mine.push(t);
        }
        if (mine.size < 2) return at;
        int sum = -1;
        for (const open_product& t : mine) {
            const int next = matrix_of(t);
            sum = sum < 0 ? next : make_sum(g, sum, next);
        }
        const int before = written(mine);
        all[at] = {-1, sum, i};
        terms.size = 0;
        for (const open_product& t : all) terms.push(t);
        step("common factor", "A u + B u = (A + B) u", before, written(all[at]));
        return at;
    }
    constexpr int matrix_of(const open_product& t) {
        int matrix = t.matrix;
        if (matrix < 0) matrix = diagonal_of(make_constant(g, 1), g.extent(t.of)).index;
        return t.factor < 0 ? matrix : make_product(g, t.factor, matrix);
    }

    /// Puts terms in the place of as many.
    constexpr void put(int at, int count, const list<open_product>& by) {
        list<open_product> all;
        for (int k = 0; k < at; ++k) all.push(terms[k]);
        for (const open_product& t : by) all.push(t);
        for (int k = at + count; k < terms.size; ++k) all.push(terms[k]);
        terms.size = 0;
        for (const open_product& t : all) terms.push(t);
    }

    /// The terms that take the place of one: what is before it times the operation's Jacobians, as
    /// the rule writes them, and simplified.
    constexpr void expand(int y, const open_product& before, list<open_product>& by_rule,
                          list<open_product>& simplified) {
        for (int k = 0; k < g.nodes[y].count; ++k) {
            const int u = g.operand(y, k);
            if (!book.active[u]) continue;
            open_product part = before;
            part.of = u;
            raw_matrix = before.matrix;
            const operation& op = *g.nodes[y].op;
            if (op.kind == role::structural || !op.derivative) multiply(part, local(y));
            else {
                const int slope = op.derivative(g, y, k);
                if (is_constant(g, slope, 0)) continue;
                if (g.extent(u).rank == 0) of_scalar(part, slope, g.extent(y));
                else scale(part, slope, g.extent(y));
            }
            if (part.of == u && book.one_step(y, u)) {
                expand(u, part, by_rule, simplified);
                continue;
            }
            simplified.push(part);
            part.matrix = raw_matrix;
            by_rule.push(part);
        }
    }

    /// Of what works entry by entry: a diagonal matrix, or a factor where all entries are the same.
    constexpr void scale(open_product& part, int slope, const shape& extent) {
        const term s = split_coefficient(g, slope);
        if (s.rest < 0) return times(part, make_constant(g, s.coefficient));
        if (g.extent(s.rest).rank == 0)
            return times(part, make_product(g, make_constant(g, s.coefficient), s.rest));
        multiply(part, diagonal_of(slope, extent));
    }
    constexpr void times(open_product& part, int factor) {
        part.factor = part.factor < 0 ? factor : make_product(g, part.factor, factor);
    }
    constexpr void multiply(open_product& part, node local) {
        const term c = split_coefficient(g, local.index);
        if (c.rest >= 0 && !c.coefficient.is(1) && g.extent(c.rest) == local.extent()) {
            times(part, make_constant(g, c.coefficient));
            local = {&g, c.rest};
        }
        if (part.matrix < 0) return void(part.matrix = raw_matrix = local.index);
        const node left{&g, part.matrix};
        raw_matrix =
            raw(g, descriptor<operations::matrix_product>,
                matrix_shape(g.extent(root).rows, local.extent().columns), left.index, local.index);
        g.applied = &laws;
        part.matrix = (left.content().op == &descriptor<operations::inverse>
                           ? apply<operations::solve>(left.operand(0), local)
                           : apply<operations::matrix_product>(left, local))
                          .index;
        g.applied = nullptr;
    }

    /// Of a scalar operand: its gradient, in the same step.
    constexpr void of_scalar(open_product& part, int slope, const shape& extent) {
        list<int> target, gradient;
        target.push(x);
        reverse(g, part.of, make_constant(g, 1), target, gradient);
        part.of = x;
        multiply(part,
                 apply<operations::outer>(node{&g, fit(g, slope, extent)}, node{&g, gradient[0]}));
    }

    constexpr node diagonal_of(int entries, const shape& extent) {
        return apply_with<operations::diagonal_matrix>(extent.rows, extent.rows,
                                                       node{&g, fit(g, entries, extent)});
    }
    /// The Jacobian of the other operations that have one.
    constexpr node local(int y) {
        const operation* const op = g.nodes[y].op;
        const node value{&g, y}, matrix = value.operand(0);
        if (op == &descriptor<operations::softmax>)
            return diagonal_of(y, g.extent(y)) - apply<operations::outer>(value, value);
        return op == &descriptor<operations::solve> ? apply<operations::inverse>(matrix) : matrix;
    }
};

}  // namespace ctgrad::detail
