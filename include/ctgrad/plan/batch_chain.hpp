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
    if (p.values.data[code.target].extent == code.extent) return code.target_offset == 0;
    // Or a copy to a part of a value, of which nothing in a chain of parts reads the whole.
    return code.op == &descriptor<operations::copy> && code.extent.rank > 0;
}

/// Whether it is tens of machine instructions, most of which wait for the one before.
constexpr bool is_function(const instruction& code) { return operations_of(code).functions > 0; }

/// What a group of instructions has made so far.
struct group_values {
    list<int> made;      ///< per value: the step that makes it, counted from the head; -1: none
    list<bool> is_late;  ///< a function of the group makes it, or what it is made of

    constexpr explicit group_values(int values) : made(values, -1), is_late(values, false) {}

    constexpr void add(const instruction& code, int step) {
        made.data[code.target] = step;
        is_late.data[code.target] = is_function(code) || waits(code);
    }
    constexpr void remove(const instruction& code) {
        made.data[code.target] = -1;
        is_late.data[code.target] = false;
    }
    /// Whether it reads what a function of the group makes.
    constexpr bool waits(const instruction& code) const {
        for (int k = 0; k < code.count; ++k)
            if (is_late.data[code.operand[k]]) return true;
        return false;
    }
};

/// Whether an instruction can run with a group that makes values of this extent: what the group
/// makes, it reads entry by entry or not at all. A function that would wait for another one is
/// better off in a group of its own: its registers then wait for nothing but each other.
constexpr bool joins_group(const lowered& p, const instruction& code, const shape& extent,
                           const group_values& group) {
    if (!chainable(p, code) || code.extent != extent) return false;
    for (int k = 0; k < code.count; ++k) {
        const int value = code.operand[k];
        if (is_part(p, value) && group.made.data[root_of(p, value)] >= 0) return false;
    }
    return !(is_function(code) && group.waits(code));
}

/// less(0, u), the derivative of relu(u), as less(0, relu(u)) where that is at hand: they are equal
/// for every u, NaN included, and the weighted sum u need not be kept for the way back.
constexpr void read_relu_instead(lowered& p) {
    list<int> relu_of(p.values.size, -1);
    for (instruction& code : p.code) {
        if (code.op == &descriptor<operations::relu>) relu_of.data[code.operand[0]] = code.target;
        if (code.op != &descriptor<operations::less>) continue;
        const value_slot& bound = p.values.data[code.operand[0]];
        const int relu = relu_of.data[code.operand[1]];
        if (relu >= 0 && bound.at.where == space::constant && bound.p == 0) code.operand[1] = relu;
    }
}

}  // namespace ctgrad::detail
