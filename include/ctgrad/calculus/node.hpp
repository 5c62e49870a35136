/// A handle on a node of a graph, with the operators in which derivative rules are written.
#pragma once

#include <ctgrad/calculus/graph.hpp>

namespace ctgrad {

// Declared here, because each may need the others to bring its result into canonical form; defined
// beside the operation: operations/constant.hpp, sum.hpp, product.hpp, power.hpp.
constexpr int make_constant(graph& g, rational value, shape extent = scalar_shape);
constexpr int make_sum(graph& g, int a, int b);
constexpr int make_product(graph& g, int a, int b);
constexpr int make_power(graph& g, int base, rational exponent);

/// What derivative rules compute with: `1 - y * y` builds (and simplifies) nodes. `*` between nodes
/// is elementwise with scalars broadcast; products of matrices have names.
struct node {
    graph* owner = nullptr;
    int index = -1;

    constexpr const record& content() const { return owner->nodes.data[index]; }
    constexpr const shape& extent() const { return owner->nodes.data[index].extent; }
    constexpr node operand(int k) const { return {owner, owner->operand(index, k)}; }
    /// A scalar constant of the same graph.
    constexpr node number(rational value) const { return {owner, make_constant(*owner, value)}; }

    // Friends are found by their operands, and not among the operators of anything else.
    friend constexpr node operator+(node a, node b) {
        return {a.owner, make_sum(*a.owner, a.index, b.index)};
    }
    friend constexpr node operator*(node a, node b) {
        return {a.owner, make_product(*a.owner, a.index, b.index)};
    }
    friend constexpr node operator-(node a) { return a.number(-1) * a; }
    friend constexpr node operator-(node a, node b) { return a + -b; }
    friend constexpr node operator/(node a, node b) {
        return a * node{b.owner, make_power(*b.owner, b.index, -1)};
    }
    friend constexpr node operator+(rational a, node b) { return b.number(a) + b; }
    friend constexpr node operator-(rational a, node b) { return b.number(a) - b; }
    friend constexpr node operator*(rational a, node b) { return b.number(a) * b; }
    friend constexpr node operator/(rational a, node b) { return b.number(a) / b; }
    friend constexpr node operator+(node a, rational b) { return a + a.number(b); }
    friend constexpr node operator-(node a, rational b) { return a - a.number(b); }
    friend constexpr node operator*(node a, rational b) { return a * a.number(b); }
    friend constexpr node operator/(node a, rational b) { return a * a.number(rational(1) / b); }
};

constexpr node power(node base, rational exponent) {
    return {base.owner, make_power(*base.owner, base.index, exponent)};
}
constexpr node square(node a) { return power(a, 2); }
constexpr node sqrt(node a) { return power(a, {1, 2}); }

}  // namespace ctgrad
