/// What a structural operation's evaluation knows while it is compiled.
#pragma once

#include <cstdint>

#include <ctgrad/core/shape.hpp>

namespace ctgrad {

/// Shapes of the result and the operands, and the node's integer parameters; a template argument.
struct layout {
    shape y = scalar_shape;
    shape a = scalar_shape;
    shape b = scalar_shape;
    std::int64_t p = 0;
    std::int64_t q = 0;
};

}  // namespace ctgrad
