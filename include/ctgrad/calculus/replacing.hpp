/// Expressions again, with other nodes in place of some.
#pragma once

#include <ctgrad/calculus/operations.hpp>

namespace ctgrad::detail {

/// A node as record r says, of other operands: sums, products and powers in canonical form.
constexpr int made_again(graph& g, const record r, const list<int>& operands) {
    switch (r.op->kind) {
    case role::sum: return fit(g, make_sum(g, operands[0], operands[1]), r.extent);
    case role::product: return fit(g, make_product(g, operands[0], operands[1]), r.extent);
    case role::power: return make_power(g, operands[0], r.value());
    default: return raw(g, *r.op, r.extent, operands, r.p, r.q);
    }
}

/// Node i of what stands for its operands, `value(operand)`: itself, where these are the same.
template <class Value> constexpr int with_operands(graph& g, int i, Value value) {
    list<int> operands;
    bool same = true;
    for (int k = 0; k < g.nodes.data[i].count; ++k) {
        operands.push(value(g.operand(i, k)));
        same = same && operands.data[k] == g.operand(i, k);
    }
    return same ? i : made_again(g, g.nodes.data[i], operands);
}

/// Copies expressions with variables replaced.
struct replacing {
    graph& g;
    list<int> by = list<int>(g.nodes.size, -1);  ///< per node, what stands for it

    constexpr void run() {
        const int count = g.nodes.size;
        by.resize(count, -1);
        for (int i = 0; i < count; ++i)
            if (by.data[i] < 0)
                by.data[i] = with_operands(g, i, [this](int k) { return by.data[k]; });
    }
};

}  // namespace ctgrad::detail
