/// What a textbook differentiates in one step, though it is several nodes of a graph: sums of many
/// terms, dot products, quotients, means, norms.
#pragma once

#include <ctgrad/calculus/reverse.hpp>
#include <ctgrad/calculus/rule_name.hpp>

namespace ctgrad::detail {

/// The steps for one root and one variable.
template <class Graph> class textbook_steps {
    const Graph& g;
    int x;

public:
    list<bool> active{};  ///< per node: it depends on x
    list<int> uses{};     ///< per node: by active nodes

    constexpr textbook_steps(const Graph& all, int root, int variable) : g(all), x(variable) {
        list<int> target;
        target.push(x);
        depends_on(g, target, root + 1, active);
        uses.resize(root + 1, 0);
        for (int i = 0; i <= root; ++i)
            for (int k = 0; active[i] && k < g.nodes[i].count; ++k) ++uses[g.operand(i, k)];
    }

    /// Whether operand u is differentiated together with y: terms of a sum, the products under a
    /// sum that make a dot product, the divisor of a quotient.
    constexpr bool one_step(int y, int u) const {
        if (uses[u] != 1 || u == x) return false;
        const record &outer = g.nodes[y], &inner = g.nodes[u];
        if (outer.op->kind == role::sum) return inner.op->kind == role::sum || scaled(u);
        if (outer.op->kind == role::product) return divides(u) || means(y);
        if (is<operations::sum_of_entries>(y))
            return inner.extent.rank > 0 && (products(u) || squares(u) || traced(u));
        return norms(y);
    }
    /// The name of the rule for node i and what is one step with it; `inner`: it is a function of
    /// something else than x.
    constexpr rule_text name_of(int i, bool inner) const {
        rule_text out;
        const record& r = g.nodes[i];
        const bool two = r.count == 2 && active[g.operand(i, 0)] && active[g.operand(i, 1)];
        if (means(i)) out << "gradient of a mean";
        else if (r.op->kind == role::product && !two) out << "constant factor rule";
        else if (r.op->kind == role::product && (divisor(i, 0) || divisor(i, 1)))
            out << "quotient rule";
        else if (norms(i) && one_step(i, g.operand(i, 0))) out << "gradient of a norm";
        else if (const int u = g.operand(i, 0); is<operations::sum_of_entries>(i) && one_step(i, u))
            out << (products(u)  ? "gradient of a dot product"
                    : squares(u) ? "gradient of a squared norm"
                                 : "gradient of a trace");
        else out << rule_name(g, i).view();
        const bool function = r.op->kind > role::product && !r.op->linear;
        if (inner && function) out << ", chain rule";
        return out;
    }

private:
    template <class Operation> constexpr bool is(int i) const {
        return g.nodes[i].op == &descriptor<Operation>;
    }
    constexpr bool squares(int i) const {
        return g.nodes[i].op->kind == role::power && g.nodes[i].value().is(2);
    }
    constexpr bool products(int i) const {
        return g.nodes[i].op->kind == role::product && !scaled(i) &&
               g.extent(g.operand(i, 0)).rank > 0 && g.extent(g.operand(i, 1)).rank > 0;
    }
    constexpr bool scaled(int i) const {
        return g.nodes[i].op->kind == role::product && is_constant(g, g.operand(i, 0));
    }
    constexpr bool divides(int i) const {
        return g.nodes[i].op->kind == role::power && g.nodes[i].p < 0;
    }
    constexpr bool means(int i) const {
        if (!scaled(i) || !is<operations::sum_of_entries>(g.operand(i, 1))) return false;
        const rational c = g.nodes[g.operand(i, 0)].value();
        return c.denominator > 2 &&
               c == rational(1, g.extent(g.operand(g.operand(i, 1), 0)).size());
    }

    constexpr bool divisor(int y, int k) const {
        return divides(g.operand(y, k)) && one_step(y, g.operand(y, k));
    }
    constexpr bool traced(int u) const {
        const shape extent = is<operations::diagonal>(u) ? g.extent(g.operand(u, 0)) : scalar_shape;
        return extent.rank == 2 && extent.rows == extent.columns;
    }
    constexpr bool norms(int y) const {
        const int u = g.operand(y, 0);
        return g.nodes[y].op->kind == role::power && g.nodes[y].value() == rational(1, 2) &&
               is<operations::sum_of_entries>(u) && squares(g.operand(u, 0)) &&
               uses[g.operand(u, 0)] == 1;
    }
};

}  // namespace ctgrad::detail
