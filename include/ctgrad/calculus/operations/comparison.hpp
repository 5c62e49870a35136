/// Comparisons (1 where they hold, else 0), and the functions with kinks that are made of them.
/// At a kink they have PyTorch's derivative.
#pragma once

#include <ctgrad/calculus/operations/power.hpp>

namespace ctgrad::operations {

/// Base of a piecewise constant function. It has no derivative rule: no adjoint passes through it.
template <core::label Name, int Arity> struct piecewise_constant : elementwise<Name, Arity> {
    static constexpr core::text_view rule = "derivative of a step function";
};

/// Base of a comparison, which two constants decide.
template <class Operation, core::label Name> struct comparison : piecewise_constant<Name, 2> {
    static constexpr node simplify(node a, node b) {
        const record &left = a.content(), &right = b.content();
        if (left.op->kind != role::constant || right.op->kind != role::constant) return {};
        const rational difference = left.value() - right.value();
        if (!difference.exact()) return {};
        const bool holds = Operation::value(difference.numerator, std::int64_t{0}) != 0;
        return {a.owner, make_constant(*a.owner, holds, broadcast(left.extent, right.extent))};
    }
};

struct less : comparison<less, "less"> {
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    static constexpr core::text_view infix = " < ";
    template <class T> static constexpr T value(const T& a, const T& b) {
        return math::choose(a < b, T(1), T(0));
    }
};

struct less_equal : comparison<less_equal, "less_equal"> {
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    static constexpr core::text_view infix = " <= ";
    template <class T> static constexpr T value(const T& a, const T& b) {
        return math::choose(a <= b, T(1), T(0));
    }
};

struct equal : comparison<equal, "equal"> {
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    static constexpr core::text_view infix = " == ";
    template <class T> static constexpr T value(const T& a, const T& b) {
        return math::choose(a == b, T(1), T(0));
    }
};

struct floor : piecewise_constant<"floor", 1> {
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    template <class T> static constexpr T value(const T& u) { return math::floor(u); }
};

/// -1, 0 or 1; NaN stays NaN.
struct sign : piecewise_constant<"sign", 1> {
    static constexpr operation_counts operations_per_entry{.comparisons = 2};
    template <class T> static constexpr T value(const T& u) {
        return math::choose(u > T(0), T(1), math::choose(u < T(0), T(-1), u));
    }
};

/// |u|; derivative sign(u), which is 0 at 0.
struct abs : elementwise<"abs"> {
    static constexpr core::text_view rule = "derivative of the absolute value";
    static constexpr unsigned merges = merging::powers;
    static constexpr symmetry parity = symmetry::even;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    template <class T> static constexpr T value(const T& u) { return math::abs(u); }
    static constexpr node derivative(node u, node) { return apply<sign>(u); }
    static constexpr law_table<1> laws();
};

/// a where the condition is not 0, else b. No derivative by the condition.
struct select : elementwise<"select", 3> {
    static constexpr core::text_view rule = "derivative case by case";
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    template <class T> static constexpr T value(const T& condition, const T& a, const T& b) {
        return math::choose(condition != T(0), a, b);
    }
    static constexpr node derivative(int k, node condition, node, node, node) {
        const node zero = condition.number(0), one = condition.number(1);
        if (k == 0) return zero;
        return k == 1 ? apply<select>(condition, one, zero) : apply<select>(condition, zero, one);
    }
    static constexpr node simplify(node condition, node a, node b) {
        graph& g = *condition.owner;
        const shape extent = result(condition.extent(), a.extent(), b.extent());
        if (a.index == b.index && a.extent() == extent) return a;
        if (detail::is_constant(g, condition.index))
            return {&g, detail::fit(g, (condition.content().p != 0 ? a : b).index, extent)};
        const bool indicator = detail::is_constant(g, a.index, 1) &&
                               detail::is_constant(g, b.index, 0) && a.extent().rank == 0 &&
                               b.extent().rank == 0;
        const record& comparing = condition.content();
        return indicator && comparing.op->kind == role::elementwise && !comparing.op->infix.empty()
                   ? condition
                   : node{};
    }
};

/// The larger; NaN if either is NaN. A tie shares the derivative equally.
struct max : elementwise<"max", 2> {
    static constexpr core::text_view rule = "derivative of the maximum";
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    template <class T> static constexpr T value(const T& a, const T& b) {
        return math::choose(a < b, b, math::choose(b != b, b, a));
    }
    static constexpr node derivative(int k, node a, node b, node) {
        return (k == 0 ? apply<less>(b, a) : apply<less>(a, b)) +
               rational(1, 2) * apply<equal>(a, b);
    }
    static constexpr node simplify(node a, node b) { return a.index == b.index ? a : node{}; }
};

/// The smaller; NaN if either is NaN. A tie shares the derivative equally.
struct min : elementwise<"min", 2> {
    static constexpr core::text_view rule = "derivative of the minimum";
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    template <class T> static constexpr T value(const T& a, const T& b) {
        return math::choose(b < a, b, math::choose(b != b, b, a));
    }
    static constexpr node derivative(int k, node a, node b, node) {
        return (k == 0 ? apply<less>(a, b) : apply<less>(b, a)) +
               rational(1, 2) * apply<equal>(a, b);
    }
    static constexpr node simplify(node a, node b) { return a.index == b.index ? a : node{}; }
};

/// u limited to [low, high], or high where high < low; inside and on the bounds the derivative by u
/// is 1.
struct clamp : elementwise<"clamp", 3> {
    static constexpr operation_counts operations_per_entry{.comparisons = 2};
    template <class T> static constexpr T value(const T& u, const T& low, const T& high) {
        const T raised = math::choose(u < low, low, u);
        return math::choose(high < raised, high, raised);
    }
    static constexpr node derivative(int k, node u, node low, node high, node) {
        if (k == 0) return apply<less_equal>(low, u) * apply<less_equal>(u, high);
        if (k == 1) return apply<less>(u, low) * apply<less_equal>(low, high);
        return apply<less>(high, apply<max>(u, low));
    }
};

/// The same value, fenced: simplification neither looks inside nor past it, so that the operation
/// it holds is rounded as written.
struct exactly : elementwise<"exactly"> {
    static constexpr core::text_view rule = "derivative of the identity";
    static constexpr operation_counts operations_per_entry{};
    template <class T> static constexpr T value(const T& u) { return u; }
    static constexpr node derivative(node u, node) { return u.number(1); }
};

}  // namespace ctgrad::operations
