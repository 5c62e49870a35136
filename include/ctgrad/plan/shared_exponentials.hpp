/// log_sum_exp(u) = m + log(s) and softmax(u) = e / s, where m = max(u), e = exp(u - m) and s =
/// sum(e): a gradient has both of one u, and m, e and s are then computed once.
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Writes these functions' instructions in place of them.
struct shared_exponentials {
    /// Numbers of values.
    struct entry {
        int u = -1;
        int most = -1;
        int each = -1;
        int sum = -1;
    };
    lowered& p;
    list<instruction> code{};
    list<entry> known{};

    constexpr void emit(const operation& op, int target, int a, int b = -1) {
        const value_slot* const v = p.values.data;
        code.push(make_instruction(op, target, v[target].extent, a, v[a].extent, b,
                                   b < 0 ? scalar_shape : v[b].extent));
    }

    constexpr int made(const operation& op, shape extent, int a, int b = -1) {
        p.values.push(new_value(extent));
        emit(op, p.values.size - 1, a, b);
        return p.values.size - 1;
    }

    constexpr entry of(int u) {
        for (const entry& e : known)
            if (e.u == u) return e;
        const shape extent = p.values.data[u].extent;
        const int most = made(descriptor<operations::largest_of_entries>, scalar_shape, u);
        const int below = made(descriptor<operations::subtract>, extent, u, most);
        const int each = made(descriptor<operations::exp>, extent, below);
        known.push(
            {u, most, each, made(descriptor<operations::sum_of_entries>, scalar_shape, each)});
        return known.data[known.size - 1];
    }

    constexpr void rewrite() {
        code.reserve(p.code.size + 16);
        for (const instruction& i : p.code) {
            const bool reduces = i.op == &descriptor<operations::log_sum_exp>;
            if (!reduces && i.op != &descriptor<operations::softmax>) {
                code.push(i);
                continue;
            }
            const entry e = of(i.operand[0]);
            if (!reduces) emit(descriptor<operations::divide>, i.target, e.each, e.sum);
            else
                emit(descriptor<operations::sum>, i.target, e.most,
                     made(descriptor<operations::log>, scalar_shape, e.sum));
        }
        p.code.resize(0, {});
        for (const instruction& i : code) p.code.push(i);
    }
};

/// For programs that compute one point at a time; those of batches have all samples side by side.
constexpr void share_exponentials(lowered& p) {
    for (const instruction& i : p.code)
        if (i.op == &descriptor<operations::log_sum_exp> ||
            i.op == &descriptor<operations::softmax>)
            return shared_exponentials{p}.rewrite();
}

}  // namespace ctgrad::detail
