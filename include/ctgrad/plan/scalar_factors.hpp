/// Scalar factors of arrays: s (t u) is computed as (s t) u.
#pragma once

#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Finds arrays with two scalar factors, of which the inner product serves nothing else, while a
/// lowering decides, and writes their instructions.
template <class Lowering> struct scalar_factors {
    Lowering& l;

    list<bool> found{};  ///< per node, once there are any

    constexpr bool is_scaled(int i) const {
        const record& r = l.at(i);
        return r.op->kind == role::product && l.at(r.operand[0]).extent.rank == 0 &&
               l.at(r.operand[1]).extent == r.extent;
    }

    constexpr bool decide(int i) {
        const int inner = l.at(i).operand[1];
        if (l.at(i).extent.rank == 0 || !is_scaled(i) || !is_scaled(inner) || !l.once(inner) ||
            l.fenced.data[inner])
            return false;
        if (found.size == 0) found.resize(l.g.count, false);
        found.data[i] = true;
        ++l.uses.data[l.at(inner).operand[0]];
        l.look_through(inner, 1);
        return true;
    }

    constexpr bool has(int i) const { return found.size > 0 && found.data[i]; }

    constexpr void lower(int i) {
        const record& inner = l.at(l.at(i).operand[1]);
        const int factor = l.temporary(scalar_shape);
        if (l.minus(i)) l.emit(descriptor<operations::negate>, factor, inner.operand[0]);
        else l.emit(descriptor<operations::product>, factor, l.at(i).operand[0], inner.operand[0]);
        l.emit(descriptor<operations::product>, i, factor, inner.operand[1]);
    }
};

}  // namespace ctgrad::detail
