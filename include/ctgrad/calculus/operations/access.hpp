/// Parts of vectors and matrices, and vectors and matrices made of parts.
#pragma once

#include <ctgrad/calculus/operations/linear.hpp>

namespace ctgrad::operations {

/// Zeros of some shape with the operand, read row by row, starting at entry p: the transpose of
/// `element` and `slice`. The shape is the node's own.
struct place : structural<"place"> {
    static constexpr core::text_view rule = "gradient of a vector filled with zeros";
    static constexpr bool linear = true;
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        for (int i = 0; i < L.y.size(); ++i) y[i] = T(0);
        for (int i = 0; i < L.a.size(); ++i) y[L.p + i] = a[i];
    }
    static constexpr node pull_back(int, node g, node y);
    static constexpr node make(node u, shape extent, std::int64_t at) {
        graph& g = *u.owner;
        if (detail::is_constant(g, u.index, 0)) return {&g, make_constant(g, 0, extent)};
        return {&g, raw(g, descriptor<place>, extent, u.index, -1, -1, at, 0)};
    }
};

/// `q` consecutive entries, read row by row from entry p (q = 0: one entry as a scalar). The shape
/// is the node's own. Costs nothing: programs read the operand in place.
struct slice : structural<"slice"> {
    static constexpr core::text_view rule(const layout& l) {
        return l.q == 0 ? "gradient of an entry" : "gradient of a part";
    }
    static constexpr bool linear = true;
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        for (int i = 0; i < L.y.size(); ++i) y[i] = a[L.p + i];
    }
    static constexpr node pull_back(int, node g, node y) {
        return place::make(g, y.operand(0).extent(), y.content().p);
    }
    static constexpr node make(node u, std::int64_t from, shape extent);
    /// Entry i of a matrix made of outer products or diagonal matrices: laws/matrices.hpp.
    static constexpr node of_thin(node u, std::int64_t i);
};

constexpr node place::pull_back(int, node g, node y) {
    return slice::make(g, y.content().p, y.operand(0).extent());
}

/// Scalars as the entries of a vector or matrix, row by row. Any number of operands.
struct stack : structural<"stack", -1> {
    static constexpr core::text_view rule = "gradient of a vector of entries";
    static constexpr bool linear = true;
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    static constexpr node pull_back(int k, node g, node) { return slice::make(g, k, scalar_shape); }
    /// The node of which the scalars are all entries, in order; else -1.
    static constexpr int consecutive(graph& g, const list<int>& entries, shape extent) {
        int whole = -1;
        for (int i = 0; i < entries.size; ++i) {
            const record& r = g.nodes[entries[i]];
            if (r.op != &descriptor<slice> || r.p != i) return -1;
            const int of = g.operand(entries[i], 0);
            if (i == 0) whole = of;
            if (of != whole) return -1;
        }
        return g.extent(whole) == extent ? whole : -1;
    }
    static constexpr node make(graph& g, const list<int>& entries, shape extent) {
        bool same = true;
        for (int i : entries) same = same && i == entries[0];
        if (same) return {&g, detail::fit(g, entries[0], extent)};
        if (const int whole = consecutive(g, entries, extent); whole >= 0) return {&g, whole};
        return {&g, raw(g, descriptor<stack>, extent, entries)};
    }
};

/// Two vectors one after the other, or the rows of two matrices.
struct concat : structural<"concat", 2> {
    static constexpr core::text_view rule = "gradient of a concatenation";
    static constexpr bool linear = true;
    static constexpr shape result(shape a, shape b) {
        if (a.rank < 2 && b.rank < 2) return vector_shape(a.size() + b.size());
        const int columns = a.rank == 2 ? a.columns : b.columns;
        return matrix_shape((a.size() + b.size()) / columns, columns);
    }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    template <layout L, class T>
    static constexpr void evaluate(T* y, const T* a, const T* b) {
        for (int i = 0; i < L.a.size(); ++i) y[i] = a[i];
        for (int i = 0; i < L.b.size(); ++i) y[L.a.size() + i] = b[i];
    }
    static constexpr node pull_back(int k, node g, node y) {
        return slice::make(g, k == 0 ? 0 : y.operand(0).extent().size(), y.operand(k).extent());
    }
};

constexpr node slice::make(node u, std::int64_t from, shape extent) {
    graph& g = *u.owner;
    const record r = u.content();
    const bool entry = extent.rank == 0;
    if (r.extent == extent) return u;
    if (r.op == &descriptor<slice>) return make(u.operand(0), r.p + from, extent);
    if (r.op == &descriptor<place> && u.operand(0).extent().rank == 0 && entry)
        return from == r.p ? u.operand(0) : u.number(0);
    if (r.extent.rank == 2 && entry)
        if (const node thin = of_thin(u, from); thin.index >= 0) return thin;
    if (r.op->kind == role::constant) return {&g, make_constant(g, r.value(), extent)};
    if (r.op == &descriptor<stack> && entry) return u.operand(static_cast<int>(from));
    return {&g,
            raw(g, descriptor<slice>, extent, u.index, -1, -1, from, entry ? 0 : extent.size())};
}

}  // namespace ctgrad::operations

namespace ctgrad::detail {

constexpr int placed_product(graph& g, int a, int b) {
    const operation* const placed = &descriptor<operations::place>;
    if (g.nodes.data[a].op != placed && g.nodes.data[b].op != placed) return -1;
    if (g.nodes.data[a].op != placed) {
        const int swap = a;
        a = b;
        b = swap;
    }
    const record r = g.nodes.data[a];
    if (g.extent(b).rank != 0 && g.extent(b) != r.extent) return -1;
    const node part{&g, g.operand(a, 0)}, other{&g, b};
    const node factor =
        other.extent().rank == 0 ? other : operations::slice::make(other, r.p, part.extent());
    return operations::place::make(part * factor, r.extent, r.p).index;
}

}  // namespace ctgrad::detail
