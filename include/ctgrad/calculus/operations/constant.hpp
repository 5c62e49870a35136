/// Leaves: constants (exact rationals, filled shapes), variables.
#pragma once

#include <ctgrad/calculus/describe.hpp>

namespace ctgrad {

namespace operations {

/// An exact rational p/q; with a shape, every entry is p/q.
struct constant {
    static constexpr core::label name = "constant";
    static constexpr identity key = hash("constant");
    static constexpr role::code kind = role::constant;
    static constexpr int arity = 0;
    static constexpr operation_counts operations_per_entry{};
};

/// A named scalar, vector or matrix.
struct variable {
    static constexpr core::label name = "variable";
    static constexpr identity key = hash("variable");
    static constexpr role::code kind = role::variable;
    static constexpr int arity = 0;
    static constexpr operation_counts operations_per_entry{};
};

}  // namespace operations

constexpr int make_constant(graph& g, rational value, shape extent) {
    if (value.denominator == 0)
        CTGRAD_THROW("ctgrad: a constant does not fit into a fraction of 64-bit integers");
    const std::int64_t p = value.numerator;
    if (extent.rank > 0 || value.denominator != 1 || p < -2 || p > 2)
        return leaf(g, descriptor<operations::constant>, extent, p, value.denominator);
    int& known = g.small_integers[p + 2];
    if (known < 0) known = leaf(g, descriptor<operations::constant>, extent, p, 1);
    return known;
}

namespace detail {

constexpr bool is_constant(const graph& g, int i) {
    return g.nodes.data[i].op->kind == role::constant;
}

constexpr bool is_constant(const graph& g, int i, rational value) {
    const record& r = g.nodes.data[i];
    return r.op->kind == role::constant && r.p == value.numerator && r.q == value.denominator;
}

/// `coefficient * rest`; rest is -1 for a pure constant. Shapes are the caller's to restore.
struct term {
    rational coefficient;
    int rest = -1;
};

constexpr term split_coefficient(graph& g, int i) {
    const role::code kind = g.nodes.data[i].op->kind;
    if (kind == role::constant) return {g.nodes.data[i].value(), -1};
    if (kind != role::product) return {1, i};
    const record& first = g.peek(i, 0);
    if (first.op->kind != role::constant) return {1, i};
    const rational coefficient = first.value();
    return {coefficient, g.operand(i, 1)};
}

/// The node with its value spread over a larger shape: 1 (of that shape) times it.
constexpr int fit(graph& g, int i, const shape& extent) {
    const shape& now = g.nodes.data[i].extent;
    if (now.rank == extent.rank && now.rows == extent.rows && now.columns == extent.columns)
        return i;
    const term t = split_coefficient(g, i);
    const int filled = make_constant(g, t.coefficient, extent);
    if (t.rest < 0) return filled;
    return make_product(g, filled, t.rest);
}

}  // namespace detail

}  // namespace ctgrad
