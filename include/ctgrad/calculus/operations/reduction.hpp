/// From a vector or matrix to a scalar, and softmax, which belongs to log_sum_exp.
#pragma once

#include <ctgrad/calculus/layout.hpp>
#include <ctgrad/calculus/operations/exponential.hpp>

namespace ctgrad::operations {

/// Base of a reduction of all entries to a scalar.
template <core::label Name> struct reduction : structural<Name> {
    static constexpr shape result(shape) { return scalar_shape; }
};

/// The sum of all entries. Constant and scalar factors move out in front.
struct sum_of_entries : reduction<"sum_of_entries"> {
    static constexpr core::text_view rule = "gradient of a sum of entries";
    static constexpr bool linear = true;
    static constexpr operation_counts flops(shape, shape a, shape) {
        return {.additions = a.size() - 1};
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        T total = a[0];
        for (int i = 1; i < L.a.size(); ++i) total = total + a[i];
        *y = total;
    }
    static constexpr node pull_back(int, node g, node y) {
        graph& all = *y.owner;
        return {&all, detail::fit(all, g.index, y.operand(0).extent())};
    }
    static constexpr law_table<1> laws();
};

/// exp(u) / sum(exp(u)), computed without overflow. Pull-back: y (g - dot(g, y)).
struct softmax : structural<"softmax"> {
    static constexpr shape result(shape a) { return a; }
    static constexpr operation_counts flops(shape, shape a, shape) {
        const long n = a.size();
        return {.additions = 2 * n - 1, .divisions = n, .comparisons = n - 1, .functions = n};
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        T largest = a[0];
        for (int i = 1; i < L.a.size(); ++i) largest = max::value(largest, a[i]);
        T total = T(0);
        for (int i = 0; i < L.a.size(); ++i) {
            y[i] = math::exp(T(a[i] - largest));
            total = total + y[i];
        }
        for (int i = 0; i < L.a.size(); ++i) y[i] = y[i] / total;
    }
    static constexpr node pull_back(int, node g, node y) {
        return y * (g - apply<sum_of_entries>(g * y));
    }
};

/// log(sum(exp(u))), computed without overflow. Pull-back: g softmax(u).
struct log_sum_exp : reduction<"log_sum_exp"> {
    static constexpr operation_counts flops(shape, shape a, shape) {
        const long n = a.size();
        return {.additions = 2 * n, .comparisons = n - 1, .functions = n + 1};
    }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* a) {
        T largest = a[0];
        for (int i = 1; i < L.a.size(); ++i) largest = max::value(largest, a[i]);
        T total = T(0);
        for (int i = 0; i < L.a.size(); ++i) total = total + math::exp(T(a[i] - largest));
        *y = largest + math::log(total);
    }
    static constexpr node pull_back(int, node g, node y) {
        return g * apply<softmax>(y.operand(0));
    }
};

/// The vector of p entries that is 1 at the place `index` and 0 elsewhere: a class as a target.
/// Not differentiable.
struct one_hot : structural<"one_hot"> {
    static constexpr core::text_view rule = "derivative of a step function";
    static constexpr shape result(shape, std::int64_t p, std::int64_t) {
        return vector_shape(static_cast<int>(p));
    }
    static constexpr operation_counts flops(shape, shape, shape) { return {}; }

    template <layout L, class T> static constexpr void evaluate(T* y, const T* index) {
        for (int i = 0; i < L.y.size(); ++i) y[i] = math::choose(*index == T(i), T(1), T(0));
    }
    static constexpr node pull_back(int, node g, node) { return g.number(0); }
};

}  // namespace ctgrad::operations
