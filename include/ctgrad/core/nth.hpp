/// One of several arguments.
#pragma once

namespace ctgrad::core {

/// The argument with the number I, counted from 0.
template <int I, class First, class... Others>
constexpr const auto& nth(const First& first, const Others&... others) {
    if constexpr (I == 0) return first;
    else return nth<I - 1>(others...);
}

}  // namespace ctgrad::core
