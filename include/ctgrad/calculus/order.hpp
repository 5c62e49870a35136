/// The canonical order of operands: constants, variables by name, then compound terms.
#pragma once

#include <ctgrad/calculus/graph.hpp>

namespace ctgrad::detail {

constexpr int compare(std::int64_t a, std::int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

constexpr int rank(const record& r) {
    return r.op->kind == role::constant ? 0 : r.op->kind == role::variable ? 1 : 2;
}

/// Negative where node i stands before node j. Scalars stand before vectors and matrices, so that
/// a product scales once; smaller terms before larger; then by name and operands, left to right.
/// Looks `depth` levels down: terms alike so far down print alike, and only then the hash decides.
constexpr int compare_nodes(const graph& g, int i, int j, int depth = 4) {
    if (i == j) return 0;
    const record &a = g.nodes.data[i], &b = g.nodes.data[j];
    int order = compare(a.extent.rank, b.extent.rank);
    if (order == 0) order = compare(rank(a), rank(b));
    if (order == 0) order = compare(a.size, b.size);
    if (order == 0) order = a.name.compare(b.name);
    if (order == 0 && a.op != b.op) order = a.op->name.compare(b.op->name);
    for (int k = 0; order == 0 && depth > 0 && k < a.count && k < b.count; ++k)
        order = compare_nodes(g, g.operand(i, k), g.operand(j, k), depth - 1);
    if (order == 0) order = compare(a.p, b.p);
    if (order == 0) order = compare(a.q, b.q);
    if (order == 0) order = a.id < b.id ? -1 : 1;
    return order;
}

}  // namespace ctgrad::detail
