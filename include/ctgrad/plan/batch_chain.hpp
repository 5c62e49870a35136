/// Elementwise steps that follow one another and work on vectors of one size run together: entry by
/// entry through all of them, with what only they use in registers.
#pragma once

#include <ctgrad/plan/batch.hpp>

namespace ctgrad::detail {

/// A longer chain would need more registers than there are.
inline constexpr int longest_chain = 16;

constexpr bool same_place(const batch_address& a, const batch_address& b) {
    return a.where == b.where && a.index == b.index && a.offset == b.offset && a.inner == b.inner &&
           a.stride == b.stride;
}

/// Whether two values of a tile share memory.
constexpr bool overlap(const batch_address& a, const batch_address& b) {
    return a.where == batch_space::tile && b.where == batch_space::tile &&
           a.offset < b.offset + b.stride && b.offset < a.offset + a.stride;
}

constexpr bool chainable(const batch_step& s) {
    return s.varies && s.output < 0 && !s.packed_left && s.code.op->kind != role::structural &&
           s.code.extent.size() > 1 && s.target.where == batch_space::tile && s.target.inner == 0;
}

/// Whether step `next` can run with the steps from `first` on: what one of them writes is read by
/// the others entry by entry or not at all.
constexpr bool extends_chain(const list<batch_step>& steps, int first, int next) {
    const batch_step& s = steps.data[next];
    if (!chainable(s) || s.code.extent != steps.data[first].code.extent) return false;
    for (int i = first; i <= next; ++i) {
        const batch_step& earlier = steps.data[i];
        for (int k = 0; k < earlier.code.count; ++k)
            if (overlap(earlier.operand[k], s.target) && !same_place(earlier.operand[k], s.target))
                return false;
        if (i == next) break;
        if (overlap(earlier.target, s.target) && !same_place(earlier.target, s.target))
            return false;
        for (int k = 0; k < s.code.count; ++k)
            if (overlap(s.operand[k], earlier.target) && !same_place(s.operand[k], earlier.target))
                return false;
    }
    return true;
}

/// Finds the chains. last_use: per step, the last step that reads its result; -1: none.
constexpr void find_chains(list<batch_step>& steps, const list<int>& last_use) {
    for (int first = 0; first < steps.size;) {
        if (!chainable(steps.data[first]) || !extends_chain(steps, first, first)) {
            ++first;
            continue;
        }
        int end = first + 1;
        while (end < steps.size && end - first < longest_chain && extends_chain(steps, first, end))
            ++end;
        steps.data[first].chain = end - first;
        for (int i = first; i < end; ++i) {
            if (i > first) steps.data[i].chain = -1;
            steps.data[i].stored = last_use.data[i] >= end;
        }
        first = end;
    }
}

}  // namespace ctgrad::detail
