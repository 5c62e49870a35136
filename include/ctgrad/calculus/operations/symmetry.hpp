/// Symmetric matrices.
#pragma once

#include <ctgrad/calculus/operations/cofactors.hpp>

namespace ctgrad::operations {

/// Diagonal matrices, u u^T; sums, elementwise products, powers, inverses and cofactors of what is
/// symmetric. Large expressions are not searched.
constexpr bool is_symmetric(node u) {
    const record& r = u.content();
    if (r.extent.rank == 0) return true;
    if (r.extent.rank != 2 || r.extent.rows != r.extent.columns || r.size > largest_ordered)
        return false;
    if (r.op->kind == role::variable) return r.p != 0;
    if (r.op == &descriptor<diagonal_matrix>) return true;
    if (r.op == &descriptor<outer>) return u.operand(0).index == u.operand(1).index;
    if (r.op->kind == role::sum || r.op->kind == role::product || r.op->kind == role::power ||
        r.op == &descriptor<inverse> || r.op == &descriptor<cofactors> ||
        r.op == &descriptor<cofactors_along>) {
        for (int k = 0, count = r.count; k < count; ++k)
            if (!is_symmetric(u.operand(k))) return false;
        return true;
    }
    return false;
}

}  // namespace ctgrad::operations
