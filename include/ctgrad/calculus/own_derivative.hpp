/// Functions that are their own derivative, up to the sign: sums of terms c exp(u) with du/dx = 1,
/// or all with -1. Their derivative is taken as they stand, in the form that they have.
#pragma once

#include <ctgrad/calculus/reverse.hpp>

namespace ctgrad {

namespace detail {

/// Terms and factors that are looked at; and factors for a first impression.
inline constexpr int most_visited = 256, most_factors = 12;

/// Whether exp is a factor of the last term, or of one in its brackets: soon known, and most
/// functions are of another kind.
constexpr bool ends_in_exponential(const graph& g, int i) {
    const operation* const exponential = &descriptor<operations::exp>;
    while (g.nodes.data[i].op->kind == role::sum) i = g.operand(i, 1);
    if (g.nodes.data[i].op->kind != role::product) return g.nodes.data[i].op == exponential;
    list<int> pending;
    pending.push(i);
    for (int left = most_factors; pending.size > 0 && left > 0; --left) {
        i = pending.pop();
        while (g.nodes.data[i].op->kind == role::sum) i = g.operand(i, 1);
        if (g.nodes.data[i].op == exponential) return true;
        if (g.nodes.data[i].op->kind != role::product) continue;
        pending.push(g.operand(i, 0));
        pending.push(g.operand(i, 1));
    }
    return false;
}

/// du/dx where it is 1 or -1 at first sight, else 0.
constexpr int unit_slope(graph& g, int u, int x, const list<bool>& depends) {
    int slope = 1;
    for (int left = most_visited; left > 0; --left) {
        if (u == x) return slope;
        if (g.nodes.data[u].op->kind == role::sum) {
            const int a = g.operand(u, 0), b = g.operand(u, 1);
            if (depends.data[a] && depends.data[b]) return 0;
            u = depends.data[a] ? a : b;
        } else {
            const term t = split_coefficient(g, u);
            if (!t.coefficient.is(-1)) return 0;
            slope = -slope;
            u = t.rest;
        }
    }
    return 0;
}

}  // namespace detail

/// 1 if node f, which depends on the scalar x, is its own derivative by x, -1 if the derivative is
/// -f; 0 if it is neither, or that does not show.
constexpr int own_derivative(graph& g, int f, int x) {
    using namespace detail;
    if (g.extent(x).rank != 0 || !ends_in_exponential(g, f)) return 0;
    list<int> targets, pending;
    list<bool> depends;
    targets.push(x);
    depends_on(g, targets, f + 1, depends);
    pending.push(f);
    int result = 0;
    for (int left = most_visited; pending.size > 0; --left) {
        const int i = pending.pop();
        if (left == 0 || !depends.data[i]) return 0;
        const operation* const op = g.nodes.data[i].op;
        if (op->kind == role::sum) {
            pending.push(g.operand(i, 0));
            pending.push(g.operand(i, 1));
        } else if (op->kind == role::product) {
            const int a = g.operand(i, 0), b = g.operand(i, 1);
            if (depends.data[a] && depends.data[b]) return 0;
            pending.push(depends.data[a] ? a : b);
        } else {
            if (op != &descriptor<operations::exp>) return 0;
            const int slope = unit_slope(g, g.operand(i, 0), x, depends);
            if (slope == 0 || slope == -result) return 0;
            result = slope;
        }
    }
    return result;
}

}  // namespace ctgrad
