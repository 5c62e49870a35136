/// The canonical order of operands: constants, variables by name, then compound terms.
#pragma once

#include <ctgrad/calculus/graph.hpp>

namespace ctgrad::detail {

// Comparisons are written out: building a sum compares hundreds of nodes, and calls are what costs.

constexpr int compare_text(core::text_view a, core::text_view b) {
    const char *left = a.data(), *right = b.data();
    const auto shorter = static_cast<int>(a.size() < b.size() ? a.size() : b.size());
    for (int i = 0; i < shorter; ++i)
        if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

/// Negative where the first stands before the second. Scalars stand before vectors and matrices, so
/// that a product scales once; constants before variables before the others; small terms before
/// large; then by name and operands, left to right. Looks `depth` levels down: terms alike so far
/// down print alike, and only then the hash decides. Operands outside of the graph stay there.
constexpr int compare_seen(const graph& g, seen_node first, seen_node second, int depth) {
    const record &a = *first.content, &b = *second.content;
    if (a.id == b.id) return 0;
    if (a.extent.rank != b.extent.rank) return a.extent.rank < b.extent.rank ? -1 : 1;
    if (a.op != b.op) {
        const role::code left = a.op->kind, right = b.op->kind;
        if (left != right && (left < role::sum || right < role::sum)) return left < right ? -1 : 1;
    }
    if (a.size != b.size) return a.size < b.size ? -1 : 1;
    if (a.count == 0 && a.op == b.op && a.op->kind != role::constant) {
        if ((a.name.size > 0) != (b.name.size > 0)) return a.name.size > 0 ? -1 : 1;
        if (const int order = compare_text(a.name, b.name); order != 0) return order;
    }
    if (a.op != b.op)
        if (const int order = compare_text(a.op->name, b.op->name); order != 0) return order;
    const int count = depth == 0 ? 0 : a.count < b.count ? a.count : b.count;
    for (int k = 0; k < count; ++k)
        if (const int order = compare_seen(g, g.peek(first, k), g.peek(second, k), depth - 1);
            order != 0)
            return order;
    if (a.p != b.p) return a.p < b.p ? -1 : 1;
    if (a.q != b.q) return a.q < b.q ? -1 : 1;
    return a.id < b.id ? -1 : 1;
}

constexpr int compare_nodes(const graph& g, int i, int j, int depth = 4) {
    if (i == j) return 0;
    const record &a = g.nodes.data[i], &b = g.nodes.data[j];
    return compare_seen(g, {&a, a.origin}, {&b, b.origin}, depth);
}

}  // namespace ctgrad::detail
