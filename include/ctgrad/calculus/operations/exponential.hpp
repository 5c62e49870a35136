/// Exponentials and logarithms, and powers whose exponent is an expression.
#pragma once

#include <ctgrad/calculus/operations/comparison.hpp>
#include <ctgrad/calculus/operations/power.hpp>

namespace ctgrad::operations {

struct exp : elementwise<"exp"> {
    static constexpr unsigned merges = merging::terms | merging::factors | merging::powers;
    template <class T> static constexpr T value(const T& u) { return math::exp(u); }
    static constexpr node derivative(node, node y) { return y; }
    static constexpr law_table<1> laws();
};

struct log : elementwise<"log"> {
    template <class T> static constexpr T value(const T& u) { return math::log(u); }
    static constexpr node derivative(node u, node) { return 1 / u; }
    static constexpr law_table<1> laws();
};

/// exp(u) - 1, accurate near 0. The derivative is exp(u), not 1 + y, which for u < -37 is 0 (in
/// batches it is, to save an exponential).
struct expm1 : elementwise<"expm1"> {
    template <class T> static constexpr T value(const T& u) { return math::expm1(u); }
    static constexpr node derivative(node u, node y) {
        return y.owner->by_outputs ? 1 + y : apply<exp>(u);
    }
};

struct exp2 : elementwise<"exp2"> {
    template <class T> static constexpr T value(const T& u) { return math::exp2(u); }
    static constexpr node derivative(node u, node y) { return apply<log>(u.number(2)) * y; }
};

/// log(1 + u), accurate near 0.
struct log1p : elementwise<"log1p"> {
    template <class T> static constexpr T value(const T& u) { return math::log1p(u); }
    static constexpr node derivative(node u, node) { return 1 / (1 + u); }
    static constexpr law_table<1> laws();
};

struct log2 : elementwise<"log2"> {
    template <class T> static constexpr T value(const T& u) { return math::log2(u); }
    static constexpr node derivative(node u, node) { return 1 / (apply<log>(u.number(2)) * u); }
};

struct log10 : elementwise<"log10"> {
    template <class T> static constexpr T value(const T& u) { return math::log10(u); }
    static constexpr node derivative(node u, node) { return 1 / (apply<log>(u.number(10)) * u); }
};

/// a^b for an expression b. By the base b a^(b-1), by the exponent a^b log a (0 where a = 0, as in
/// PyTorch). A constant b makes it `power`.
struct pow : elementwise<"pow", 2> {
    static constexpr core::text_view rule = "derivative of a power";
    template <class T> static constexpr T value(const T& a, const T& b) { return math::pow(a, b); }
    static constexpr node derivative(int k, node a, node b, node y) {
        if (k == 0) return b * apply<pow>(a, b - 1);
        return apply<select>(apply<equal>(a, a.number(0)), a.number(0), y * apply<log>(a));
    }
    static constexpr node simplify(node a, node b) {
        const record& exponent = b.content();
        if (exponent.op->kind != role::constant || exponent.extent.rank > a.extent().rank)
            return node{};
        return ctgrad::power(a, exponent.value());
    }
};

}  // namespace ctgrad::operations
