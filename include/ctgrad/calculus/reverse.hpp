/// Reverse mode: all adjoints by one sweep from the root back to the leaves.
#pragma once

#include <ctgrad/calculus/operations.hpp>

namespace ctgrad {

namespace detail {

/// For every node whether one of the given nodes is below it (or it is one of them).
constexpr void depends_on(const graph& g, const list<int>& targets, int count, list<bool>& result) {
    result.resize(count, false);
    for (int t : targets)
        if (t < count) result.data[t] = true;
    for (int i = 0; i < count; ++i) {
        const record& r = g.nodes.data[i];
        for (int k = 0; k < r.count && !result.data[i]; ++k)
            result.data[i] = result.data[g.operand(i, k)];
    }
}

/// The sum over a scalar operand's copies, where a node broadcast it.
constexpr int unbroadcast(graph& g, int adjoint, shape operand) {
    if (operand.rank != 0 || g.extent(adjoint).rank == 0) return adjoint;
    return apply<operations::sum_of_entries>(node{&g, adjoint}).index;
}

/// The adjoint that node y passes to its operand k.
constexpr int pulled_back(graph& g, int y, int cotangent, int k) {
    const operation& op = *g.nodes.data[y].op;
    if (op.pull_back) return op.pull_back(g, y, cotangent, k);
    return make_product(g, cotangent, op.derivative(g, y, k));
}

/// Adjoints of the entries of one vector or matrix arrive as a sum of placed scalars. One stack of
/// scalars says the same without a tensor of zeros for each.
constexpr int gathered(graph& g, int adjoint) {
    const operation* const placed = &descriptor<operations::place>;
    const shape extent = g.extent(adjoint);
    list<int> entries, others, terms;
    terms.push(adjoint);
    int found = 0;
    while (terms.size > 0) {
        const int i = terms.pop();
        const record& r = g.nodes.data[i];
        const term t = split_coefficient(g, i);
        if (r.op->kind == role::sum) {
            terms.push(r.operand[0]);
            terms.push(r.operand[1]);
        } else if (t.rest >= 0 && g.nodes.data[t.rest].op == placed &&
                   g.extent(g.nodes.data[t.rest].operand[0]).rank == 0) {
            if (found++ == 0) entries.resize(extent.size(), make_constant(g, 0));
            const record p = g.nodes.data[t.rest];
            int& entry = entries[static_cast<int>(p.p)];
            entry = make_sum(g, entry, scaled(g, t.coefficient, p.operand[0]));
        } else others.push(i);
    }
    if (found < 2) return adjoint;
    int result = operations::stack::make(g, entries, extent).index;
    for (int i = others.size; i-- > 0;) result = make_sum(g, others[i], result);
    return result;
}

struct reverse_sweep;

/// Passes on the adjoint of a scan: to what it starts from, its sequences, and all it captures. By
/// another scan, in the other direction (calculus/reverse_scan.hpp).
constexpr void pull_back_scan(graph& g, int y, reverse_sweep& sweep);

/// A reverse sweep that can be interrupted: what it knows between two nodes.
struct reverse_sweep {
    int next = -1;      ///< the node whose adjoint is passed on next; -1: done
    list<bool> active;  ///< per node: it depends on a target
    list<int> adjoint;  ///< per node: its adjoint as far as it is known, or -1

    constexpr void start(const graph& g, int root, int seed, const list<int>& targets) {
        next = root;
        depends_on(g, targets, root + 1, active);
        adjoint.resize(root + 1, -1);
        adjoint.data[root] = seed;
    }

    /// From several roots at once, each with its cotangent.
    constexpr void start(graph& g, const list<int>& roots, const list<int>& seeds,
                         const list<int>& targets) {
        for (int root : roots) next = root > next ? root : next;
        depends_on(g, targets, next + 1, active);
        adjoint.resize(next + 1, -1);
        for (int r = 0; r < roots.size; ++r) add(g, roots.data[r], seeds.data[r]);
    }

    /// Passes on the adjoints of this many nodes.
    constexpr void run(graph& g, int count) {
        for (; next >= 0 && count > 0; --next, --count) {
            const int i = next;
            if (adjoint.data[i] < 0 || !active.data[i]) continue;
            if (g.nodes.data[i].op == &descriptor<operations::scan>) {
                pull_back_scan(g, i, *this);
                continue;
            }
            if (g.nodes.data[i].extent.rank > 0) adjoint.data[i] = gathered(g, adjoint.data[i]);
            const operation& op = *g.nodes.data[i].op;
            if (!op.pull_back && !op.derivative) continue;
            const int operands = g.nodes.data[i].count;
            for (int k = 0; k < operands; ++k) {
                const int operand = g.operand(i, k);
                if (!active.data[operand]) continue;
                int part = pulled_back(g, i, adjoint.data[i], k);
                if (g.nodes.data[part].extent.rank > 0)
                    part = unbroadcast(g, part, g.nodes.data[operand].extent);
                add(g, operand, part);
            }
        }
    }

    /// Adds a part to the adjoint of a node.
    constexpr void add(graph& g, int target, int part) {
        int& sum = adjoint.data[target];
        sum = sum < 0 ? part : make_sum(g, sum, part);
    }

    /// A target the root does not depend on has adjoint 0 of its shape; a symmetric one a symmetric
    /// adjoint.
    constexpr int result(graph& g, int target) const {
        const int a = target < adjoint.size ? adjoint.data[target] : -1;
        if (a < 0) return make_constant(g, 0, g.extent(target));
        const int fitted = fit(g, a, g.extent(target));
        if (g.extent(target).rank != 2 || !operations::is_symmetric({&g, target})) return fitted;
        const int transposed = apply<operations::transpose>(node{&g, fitted}).index;
        return scaled(g, rational(1, 2), make_sum(g, fitted, transposed));
    }
};

}  // namespace detail

/// Adjoints of the targets for a root and its cotangent `seed` (1 for a gradient), by one sweep.
constexpr void reverse(graph& g, int root, int seed, const list<int>& targets,
                       list<int>& adjoints) {
    detail::reverse_sweep sweep;
    sweep.start(g, root, seed, targets);
    sweep.run(g, root + 1);
    adjoints.size = 0;
    for (int t : targets) adjoints.push(sweep.result(g, t));
}

/// The same for the sum of several roots, each with its cotangent, still by one sweep.
constexpr void reverse(graph& g, const list<int>& roots, const list<int>& seeds,
                       const list<int>& targets, list<int>& adjoints) {
    detail::reverse_sweep sweep;
    sweep.start(g, roots, seeds, targets);
    sweep.run(g, sweep.next + 1);
    adjoints.size = 0;
    for (int t : targets) adjoints.push(sweep.result(g, t));
}

}  // namespace ctgrad

#include <ctgrad/calculus/reverse_scan.hpp>
