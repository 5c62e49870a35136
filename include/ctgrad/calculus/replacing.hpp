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

/// Copies expressions with variables replaced.
struct replacing {
    graph& g;
    list<int> by = list<int>(g.nodes.size, -1);  ///< per node, what stands for it

    constexpr void run() {
        const int count = g.nodes.size;
        by.resize(count, -1);
        for (int i = 0; i < count; ++i) {
            if (by.data[i] >= 0) continue;
            list<int> operands;
            bool same = true;
            for (int k = 0; k < g.nodes.data[i].count; ++k) {
                operands.push(by.data[g.operand(i, k)]);
                same = same && operands.data[k] == g.operand(i, k);
            }
            by.data[i] = same ? i : made_again(g, g.nodes.data[i], operands);
        }
    }
};

}  // namespace ctgrad::detail
