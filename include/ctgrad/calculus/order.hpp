/// The canonical order of operands: constants, variables by name, then compound terms.
#pragma once

#include <ctgrad/calculus/graph.hpp>

namespace ctgrad::detail {

// Comparisons are written out: building a sum compares hundreds of nodes, and calls are what costs.

constexpr int compare_text(std::string_view a, std::string_view b) {
    const char *left = a.data(), *right = b.data();
    const auto shorter = static_cast<int>(a.size() < b.size() ? a.size() : b.size());
    for (int i = 0; i < shorter; ++i)
        if (left[i] != right[i]) return left[i] < right[i] ? -1 : 1;
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

/// Negative where node i stands before node j. Scalars stand before vectors and matrices, so that
/// a product scales once; constants before variables before the others; small terms before large;
/// then by name and operands, left to right. Looks `depth` levels down: terms alike so far down
/// print alike, and only then the hash decides.
constexpr int compare_nodes(graph& g, int i, int j, int depth = 4) {
    if (i == j) return 0;
    const record &a = g.nodes.data[i], &b = g.nodes.data[j];
    if (a.extent.rank != b.extent.rank) return a.extent.rank < b.extent.rank ? -1 : 1;
    if (a.op != b.op) {
        const role left = a.op->kind, right = b.op->kind;
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
        if (const int order = compare_nodes(g, g.operand(i, k), g.operand(j, k), depth - 1);
            order != 0)
            return order;
    const record &left = g.nodes.data[i], &right = g.nodes.data[j];  // which may have moved
    if (left.p != right.p) return left.p < right.p ? -1 : 1;
    if (left.q != right.q) return left.q < right.q ? -1 : 1;
    return left.id < right.id ? -1 : 1;
}

}  // namespace ctgrad::detail
