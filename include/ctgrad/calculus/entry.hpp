/// Entries of nodes: single ones, and parts.
#pragma once

#include <ctgrad/calculus/operations.hpp>

namespace ctgrad {

namespace detail {

/// Deeper expressions are not searched for entries that are constant.
inline constexpr int most_searched_for_entries = 256;

/// Whether entry `entry` of an operand is a constant that the operand as a whole is not.
constexpr bool has_constant_entry(const graph& g, int operand, int entry) {
    return g.extent(operand).rank > 0 && g.nodes.data[entry].op->kind == role::constant;
}

}  // namespace detail

/// Entry i, read row by row, as a scalar: where it is a constant, or an entry of something that is
/// placed, stacked or cut out, this; else a slice. Where node is a scalar, itself.
constexpr int entry_node(graph& g, int f, int i) {
    const record r = g.nodes.data[f];
    const node of{&g, f};
    if (r.extent.rank == 0) return f;
    const int plain = operations::slice::make(of, i, scalar_shape).index;
    if (r.size > detail::most_searched_for_entries) return plain;
    if (r.op == &descriptor<operations::place>) {
        const node placed = of.operand(0);
        const int at = i - static_cast<int>(r.p);
        if (at < 0 || at >= placed.extent().size()) return make_constant(g, 0);
        return entry_node(g, placed.index, at);
    }
    if (r.op == &descriptor<operations::concat>) {
        const int first = of.operand(0).extent().size();
        return i < first ? entry_node(g, of.operand(0).index, i)
                         : entry_node(g, of.operand(1).index, i - first);
    }
    if (r.op == &descriptor<operations::slice>)
        return entry_node(g, of.operand(0).index, i + static_cast<int>(r.p));
    if (r.op == &descriptor<operations::matrix_product>) {
        const node matrix = of.operand(0), unit = of.operand(1);
        const bool column = matrix.extent().rank == 2 && unit.extent().rank == 1 &&
                            unit.content().op == &descriptor<operations::place> &&
                            unit.operand(0).extent().rank == 0;
        if (!column) return plain;
        const int at = i * matrix.extent().columns + static_cast<int>(unit.content().p);
        const int entry = entry_node(g, matrix.index, at);
        return make_product(g, entry, g.operand(unit.index, 0));
    }
    if (r.op->kind == role::sum || r.op->kind == role::product) {
        const int u = of.operand(0).index, a = entry_node(g, u, i);
        const int v = of.operand(1).index, b = entry_node(g, v, i);
        if (!detail::has_constant_entry(g, u, a) && !detail::has_constant_entry(g, v, b))
            return plain;
        return r.op->kind == role::sum ? make_sum(g, a, b) : make_product(g, a, b);
    }
    return plain;
}

namespace detail {

/// Entries of a vector that is mostly a sum of placed parts, as a vector; -1 where they are zeros.
constexpr int entries_of_sum(graph& g, int sum, int from, int size) {
    const record r = g.nodes.data[sum];
    if (r.op->kind == role::sum) {
        const int a = entries_of_sum(g, r.operand[0], from, size);
        const int b = entries_of_sum(g, r.operand[1], from, size);
        return a < 0 ? b : b < 0 ? a : make_sum(g, a, b);
    }
    const term t = split_coefficient(g, sum);
    if (t.rest < 0) {
        if (t.coefficient.numerator == 0) return -1;
        return make_constant(g, t.coefficient, vector_shape(size));
    }
    const record rest = g.nodes.data[t.rest];
    int part = t.rest, first = from;
    if (rest.op == &descriptor<operations::place>) {
        const int start = static_cast<int>(rest.p), count = g.extent(rest.operand[0]).size();
        if (from + size <= start || start + count <= from) return -1;
        const bool inside = start <= from && from + size <= start + count;
        if (inside) part = rest.operand[0], first = from - start;
    }
    if (g.extent(part).rank == 0) {
        if (size > 1) part = fit(g, part, vector_shape(size));
    } else part = operations::slice::make({&g, part}, first, vector_shape(size)).index;
    return scaled(g, t.coefficient, part);
}

/// A node read as another shape of as many entries.
constexpr int reshaped(graph& g, int u, const shape& extent) {
    return operations::slice::make({&g, u}, 0, extent).index;
}

}  // namespace detail

}  // namespace ctgrad
