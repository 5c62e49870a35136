/// The error function and its complement; pi, which their derivative needs.
#pragma once

#include <ctgrad/calculus/operations/exponential.hpp>

namespace ctgrad::operations {

/// The constant pi, in whatever type the expression is evaluated.
struct pi {
    static constexpr core::label name = "pi";
    static constexpr identity key = hash("pi");
    static constexpr role::code kind = role::elementwise;
    static constexpr int arity = 0;
    static constexpr operation_counts operations_per_entry{};
    template <class T> static constexpr T value() { return math::acos(T(-1)); }
    static constexpr node make(node any) {
        return {any.owner, leaf(*any.owner, descriptor<pi>, scalar_shape, 0, 0)};
    }
};

struct erf : elementwise<"erf"> {
    static constexpr core::text_view rule = "derivative of the error function";
    static constexpr unsigned merges = merging::terms;
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::erf(u); }
    static constexpr node derivative(node u, node) {
        return 2 / sqrt(pi::make(u)) * apply<exp>(-square(u));
    }
};

/// 1 - erf(u), accurate where erf(u) is near 1. Derivatives as accurate as exp(-u^2) is there: to
/// u^2 units in the last place.
struct erfc : elementwise<"erfc"> {
    static constexpr core::text_view rule = "derivative of the complementary error function";
    static constexpr unsigned merges = merging::terms;
    template <class T> static constexpr T value(const T& u) { return math::erfc(u); }
    static constexpr node derivative(node u, node) {
        return -2 / sqrt(pi::make(u)) * apply<exp>(-square(u));
    }
};

}  // namespace ctgrad::operations
