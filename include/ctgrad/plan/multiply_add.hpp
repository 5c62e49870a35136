/// a b + c in one step: one instruction on most machines. A compiler that fuses within expressions
/// alone (clang) sees one, of numbers or of its own vectors: operators of ours are functions.
#pragma once

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/plan/instruction.hpp>

namespace ctgrad {

namespace operations {

/// a b + c
struct multiply_add : elementwise<"multiply_add", 3> {
    static constexpr operation_counts operations_per_entry{.additions = 1, .multiplications = 1};
    template <class T> static constexpr T value(const T& a, const T& b, const T& c) {
        if constexpr (math::lanewise<T>) return T(value(a.value, b.value, c.value));
        else return a * b + c;
    }
};

/// a b - c
struct multiply_subtract : elementwise<"multiply_subtract", 3> {
    static constexpr operation_counts operations_per_entry{.additions = 1, .multiplications = 1};
    template <class T> static constexpr T value(const T& a, const T& b, const T& c) {
        if constexpr (math::lanewise<T>) return T(value(a.value, b.value, c.value));
        else return a * b - c;
    }
};

/// c - a b
struct subtract_product : elementwise<"subtract_product", 3> {
    static constexpr operation_counts operations_per_entry{.additions = 1, .multiplications = 1};
    template <class T> static constexpr T value(const T& a, const T& b, const T& c) {
        if constexpr (math::lanewise<T>) return T(value(a.value, b.value, c.value));
        else return c - a * b;
    }
};

}  // namespace operations

}  // namespace ctgrad
