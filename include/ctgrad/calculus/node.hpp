/// A handle on a node of a graph, with the operators in which derivative rules are written.
#pragma once

#include <ctgrad/calculus/graph.hpp>

namespace ctgrad {

/// What derivative rules compute with: `1 - y * y` builds (and simplifies) nodes. `*` between nodes
/// is elementwise with scalars broadcast; products of matrices have names.
struct node {
    graph* owner = nullptr;
    int index = -1;

    constexpr const record& content() const { return owner->nodes.data[index]; }
    constexpr const shape& extent() const { return owner->nodes.data[index].extent; }
    constexpr node operand(int k) const { return {owner, owner->operand(index, k)}; }
    constexpr node number(rational value) const;  ///< a scalar constant of the same graph
};

// Declared here, because each may need the others to bring its result into canonical form; defined
// beside the operation: operations/constant.hpp, sum.hpp, product.hpp, power.hpp.
constexpr int make_constant(graph& g, rational value, shape extent = scalar_shape);
constexpr int make_sum(graph& g, int a, int b);
constexpr int make_product(graph& g, int a, int b);
constexpr int make_power(graph& g, int base, rational exponent);

constexpr node operator+(node a, node b) { return {a.owner, make_sum(*a.owner, a.index, b.index)}; }
constexpr node operator*(node a, node b) {
    return {a.owner, make_product(*a.owner, a.index, b.index)};
}
constexpr node power(node base, rational exponent) {
    return {base.owner, make_power(*base.owner, base.index, exponent)};
}
constexpr node node::number(rational value) const { return {owner, make_constant(*owner, value)}; }

constexpr node operator-(node a) { return a.number(-1) * a; }
constexpr node operator-(node a, node b) { return a + -b; }
constexpr node operator/(node a, node b) { return a * power(b, -1); }
constexpr node square(node a) { return power(a, 2); }
constexpr node sqrt(node a) { return power(a, {1, 2}); }

constexpr node operator+(rational a, node b) { return b.number(a) + b; }
constexpr node operator-(rational a, node b) { return b.number(a) - b; }
constexpr node operator*(rational a, node b) { return b.number(a) * b; }
constexpr node operator/(rational a, node b) { return b.number(a) / b; }
constexpr node operator+(node a, rational b) { return a + a.number(b); }
constexpr node operator-(node a, rational b) { return a - a.number(b); }
constexpr node operator*(node a, rational b) { return a * a.number(b); }
constexpr node operator/(node a, rational b) { return a * a.number(rational(1) / b); }

}  // namespace ctgrad
