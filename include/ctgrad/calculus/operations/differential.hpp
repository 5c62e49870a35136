/// d/dx(u), or d(u): a derivative that is yet to be carried out, in the lines of a derivation.
#pragma once

#include <ctgrad/calculus/describe.hpp>

namespace ctgrad::operations {

/// How u changes with the variable x: for a scalar x the derivative of u, else its differential,
/// whose inner product with an adjoint is a change of the function. Only notations know it: it has
/// neither a value nor a derivative. p = 1: one of several variables, a partial derivative.
struct differential : structural<"differential", 2> {
    static constexpr bool linear = true;
    static constexpr shape result(shape u, shape) { return u; }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }
    static constexpr node make(node u, node x, bool partial) {
        return {u.owner, raw(*u.owner, descriptor<differential>, u.extent(), u.index, x.index, -1,
                             partial, 0)};
    }
};

}  // namespace ctgrad::operations
