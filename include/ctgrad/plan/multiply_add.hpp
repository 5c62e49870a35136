/// a b + c in one step: one instruction on most machines. A compiler that fuses within expressions
/// alone (clang) sees one.
#pragma once

#include <ctgrad/plan/rewriting.hpp>

namespace ctgrad {

namespace operations {

/// a b + c
struct multiply_add : elementwise<"multiply_add", 3> {
    static constexpr operation_counts operations_per_entry{.additions = 1, .multiplications = 1};
    template <class T> static constexpr T value(const T& a, const T& b, const T& c) {
        return a * b + c;
    }
};

/// a b - c
struct multiply_subtract : elementwise<"multiply_subtract", 3> {
    static constexpr operation_counts operations_per_entry{.additions = 1, .multiplications = 1};
    template <class T> static constexpr T value(const T& a, const T& b, const T& c) {
        return a * b - c;
    }
};

/// c - a b
struct subtract_product : elementwise<"subtract_product", 3> {
    static constexpr operation_counts operations_per_entry{.additions = 1, .multiplications = 1};
    template <class T> static constexpr T value(const T& a, const T& b, const T& c) {
        return c - a * b;
    }
};

}  // namespace operations

namespace detail {

/// Products that only one sum or difference needs become part of it.
constexpr void fuse_multiplications(rewriting& r) {
    const int count = r.p.code.size;
    for (int i = 0; i < count; ++i) {
        const bool adds = r.is<operations::sum>(i);
        if (!adds && !r.is<operations::subtract>(i)) continue;
        const int a = r.p.code.data[i].operand[0], b = r.p.code.data[i].operand[1];
        const int left = r.once<operations::product>(a), right = r.once<operations::product>(b);
        // Of two, the one that is ready first is the summand.
        const bool take_right = right >= 0 && (left < 0 || right > left);
        if (left < 0 && right < 0) continue;
        const int* const factors = r.p.code.data[take_right ? right : left].operand;
        const int u = factors[0], v = factors[1], c = take_right ? a : b;
        if (adds) r.write<operations::multiply_add>(i, u, v, c);
        else if (take_right) r.write<operations::subtract_product>(i, u, v, c);
        else r.write<operations::multiply_subtract>(i, u, v, c);
    }
}

}  // namespace detail

}  // namespace ctgrad
