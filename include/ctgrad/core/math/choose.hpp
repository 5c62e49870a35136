/// A choice between two numbers, by a condition that may be one per lane of a vector.
#pragma once

#include <type_traits>

namespace ctgrad::math {

/// Numbers side by side as one number (kernel/wide.hpp), whose `value` is a vector of the compiler.
template <class T> concept lanewise = requires(const T& u) { select_lanes(u == u, u, u).value; };

/// a where the condition holds, else b. Values of operations are written with it, not with `?:`, so
/// that they hold for vectors of numbers too: those have a function `select_lanes`, found by ADL.
template <class Condition, class T>
constexpr T choose(const Condition& condition, const T& a, const T& b) {
    if constexpr (std::is_convertible_v<Condition, bool>) return condition ? a : b;
    else return select_lanes(condition, a, b);
}

}  // namespace ctgrad::math
