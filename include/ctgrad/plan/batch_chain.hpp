/// Which steps of a batch run together: a product of matrices with what follows it entry by entry,
/// and elementwise steps among each other, with what only they use in registers.
#pragma once

#include <ctgrad/plan/batch.hpp>

namespace ctgrad::detail {

/// A longer chain would need more registers than there are.
inline constexpr int longest_chain = 16;

/// A longer chain would need registers that the sums of a product are in.
inline constexpr int longest_light_chain = 4;

/// Whether an operation may run on the sums of a product while these are in registers.
constexpr bool is_light(const instruction& code) {
    return code.op->light || (code.op->kind == role::power && code.p == 2 && code.q == 1);
}

/// Whether a value is a part of another one, read in place.
constexpr bool is_part(const lowered& p, int value) { return p.values.data[value].base >= 0; }

/// Elementwise steps on a whole value can be part of a chain.
constexpr bool chainable(const lowered& p, const instruction& code) {
    if (code.op->kind == role::structural || is_part(p, code.target)) return false;
    // Or a copy to a part of a value, of which nothing in a chain of parts reads the whole.
    return (code.target_offset == 0 && p.values.data[code.target].extent == code.extent) ||
           (code.op == &descriptor<operations::copy> && code.extent.rank > 0);
}

/// Whether an instruction can run with a group that makes values of this extent: what the group
/// makes, it reads entry by entry or not at all. `made`: per value, the step of the group that
/// makes it, counted from the head; -1: none.
constexpr bool joins_group(const lowered& p, const instruction& code, const shape& extent,
                           const list<int>& made) {
    if (!chainable(p, code) || code.extent != extent) return false;
    for (int k = 0; k < code.count; ++k) {
        const int value = code.operand[k];
        if (is_part(p, value) && made.data[root_of(p, value)] >= 0) return false;
    }
    return true;
}

/// Whether an input of a batch pass lies outside as values lie in a tile: where the pass has
/// `static constexpr bool bound(identity variable)`.
template <class Batch> constexpr bool is_bound(identity variable) {
    if constexpr (requires { Batch::bound(variable); }) return Batch::bound(variable);
    else return false;
}

/// Has every kept part made in its place: by its value, 1 + the output. A value that would be
/// written by whole registers, for which places outside have no room, is copied; so is what is kept
/// twice, or made elsewhere.
constexpr void keep_parts(lowered& p, list<contribution>& parts, int lanes, list<int>& kept,
                          const auto& is_input) {
    kept.resize(p.values.size, 0);
    for (contribution& c : parts) {
        if (!c.kept) continue;
        const value_slot v = p.values.data[c.a];
        const int size = v.extent.size();
        const bool made = v.base < 0 && v.at.where == space::none && !is_input(c.a) &&
                          (size == 1 || size % lanes == 0) && kept.data[c.a] == 0;
        if (!made) {
            p.values.push({v.extent, {}, -1, {}});
            kept.push(0);
            p.code.push({&descriptor<operations::copy>, 0, 0, 1, p.values.size - 1, 0, v.extent,
                         {c.a, -1, -1}, {v.extent, {}, {}}});
            c.a = p.values.size - 1;
        }
        kept.data[c.a] = 1 + c.output;
    }
}

/// Writes a sum of placed parts that lie side by side, as the adjoints of all gates of a cell do,
/// part by part, in place of zeros around each and their sum.
struct joined_places {
    lowered& p;
    list<int> uses = list<int>(p.values.size, 0);
    list<int> maker = list<int>(p.values.size, -1);

    constexpr void run(const list<contribution>& parts) {
        bool any = false;
        for (int c = 0; c < p.code.size; ++c) {
            const instruction& code = p.code.data[c];
            any = any || code.op == &descriptor<operations::place>;
            maker.data[code.target] = maker.data[code.target] == -1 ? c : -2;
            for (int k = 0; k < code.count; ++k) ++uses.data[root_of(p, code.operand[k])];
        }
        if (!any) return;
        for (const contribution& c : parts) {
            ++uses.data[root_of(p, c.a)];
            if (c.b >= 0) ++uses.data[root_of(p, c.b)];
        }
        for (int c = p.code.size; c-- > 0;)
            if (p.code.data[c].op == &descriptor<operations::sum>) join(c);
        int kept = 0;
        for (int c = 0; c < p.code.size; ++c)
            if (p.code.data[c].op) p.code.data[kept++] = p.code.data[c];
        p.code.size = kept;
    }

private:
    constexpr void join(int root) {
        const int target = p.code.data[root].target, size = p.code.data[root].extent.size();
        list<int> places, sums;
        sums.push(root);
        list<bool> covered(size, false);
        int numbers = 0;
        for (int i = 0; i < sums.size; ++i)
            for (int k = 0; k < 2; ++k) {
                const int operand = p.code.data[sums.data[i]].operand[k];
                const int made = maker.data[operand];
                if (made < 0 || uses.data[operand] != 1) return;
                const instruction& code = p.code.data[made];
                if (code.extent.size() != size) return;
                if (code.op == &descriptor<operations::sum>) {
                    sums.push(made);
                    continue;
                }
                if (code.op != &descriptor<operations::place>) return;
                for (int n = 0; n < code.operand_extent[0].size(); ++n, ++numbers) {
                    bool& there = covered.data[static_cast<int>(code.p) + n];
                    if (there) return;
                    there = true;
                }
                places.push(made);
            }
        if (numbers != size) return;
        for (int c : sums) p.code.data[c].op = nullptr;
        for (int c : places) {
            instruction& code = p.code.data[c];
            code.op = &descriptor<operations::copy>;
            code.target = target;
            code.target_offset = static_cast<int>(code.p);
            code.extent = code.operand_extent[0];
            code.p = 0;
        }
    }
};

/// less(0, u), the derivative of relu(u), as less(0, relu(u)) where that is at hand: they are equal
/// for every u, NaN included, and the weighted sum u need not be kept for the way back.
constexpr void read_relu_instead(lowered& p) {
    list<int> relu_of(p.values.size, -1);
    for (instruction& code : p.code) {
        if (code.op == &descriptor<operations::relu>) relu_of.data[code.operand[0]] = code.target;
        if (code.op != &descriptor<operations::less>) continue;
        const value_slot& bound = p.values.data[code.operand[0]];
        const int relu = relu_of.data[code.operand[1]];
        if (relu >= 0 && bound.at.where == space::constant && bound.number.numerator == 0)
            code.operand[1] = relu;
    }
}

}  // namespace ctgrad::detail
