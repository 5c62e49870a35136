/// The derivation of a vector or matrix by a scalar: from the variable up to the function.
#pragma once

#include <ctgrad/calculus/derivation.hpp>

namespace ctgrad::detail {

/// Each step gives the derivative of one node by those of its operands, which were found before.
template <class Graph> class forward_derivation {
    Graph& g;
    int root;
    int x;
    bool partial = false;
    textbook_steps<Graph> book;
    list<int> tangent{};  ///< per node: its derivative, or -1

public:
    list<derivation_record> steps{};
    int first = -1;
    int result = -1;

    constexpr forward_derivation(Graph& all, int f, int variable)
        : g(all), root(f), x(variable), book(all, f, variable) {
        for (int i = 0; i < g.nodes.size; ++i)
            partial = partial || (i != x && g.nodes[i].op->kind == role::variable);
    }

    constexpr void run() {
        first = change_of(root);
        result = push_forward(g, root, x, make_constant(g, 1));
        rule_text rule;
        if (x > root || !book.active[root]) {
            rule << "derivative of a constant";
            return void(steps.push({rule, {}, first, result}));
        }
        list<bool> within(root + 1, false);
        find_inner(within);
        tangent.resize(root + 1, -1);
        tangent[x] = make_constant(g, 1);
        for (int i = x + 1; i <= root; ++i) {
            if (!book.active[i]) continue;
            tangent[i] = of_node(i);
            if (within[i]) continue;
            bool inner = false;
            for (int k = 0; k < g.nodes[i].count; ++k)
                inner = inner || (book.active[g.operand(i, k)] && g.operand(i, k) != x);
            steps.push({book.name_of(i, inner), {}, change_of(i), tangent[i]});
        }
        if (tangent[root] == result) return;
        rule << "the same, rearranged";
        steps.push({rule, {}, tangent[root], result});
    }

private:
    constexpr int change_of(int u) {
        return operations::differential::make({&g, u}, {&g, x}, partial).index;
    }

    /// Those that are one step together with the node that uses them.
    constexpr void find_inner(list<bool>& within) const {
        for (int i = 0; i <= root; ++i)
            for (int k = 0; book.active[i] && k < g.nodes[i].count; ++k)
                if (const int u = g.operand(i, k); book.active[u] && book.one_step(i, u))
                    within[u] = true;
    }

    constexpr int of_node(int i) {
        const shape extent = g.extent(i);
        const operation& op = *g.nodes[i].op;
        int sum = -1;
        for (int k = 0; k < g.nodes[i].count; ++k) {
            const int u = g.operand(i, k);
            if (!book.active[u]) continue;
            int part = -1;
            if (op.pull_back) {  // what is linear, backwards again
                list<int> target, pushed;
                target.push(cotangent_of(g, i, i));
                reverse(g, op.pull_back(g, i, target[0], k), tangent[u], target, pushed);
                part = pushed[0];
            } else if (op.derivative) part = make_product(g, tangent[u], op.derivative(g, i, k));
            else part = make_constant(g, 0, extent);
            sum = sum < 0 ? part : make_sum(g, sum, part);
        }
        return fit(g, sum, extent);
    }
};

}  // namespace ctgrad::detail
