/// Variables by which a function has the same derivative, as u(x + t) by x and by t: those that it
/// reads in the same sums alone, with the same factors.
#pragma once

#include <ctgrad/calculus/graph.hpp>
#include <ctgrad/calculus/order.hpp>

namespace ctgrad {

namespace detail {

/// A sum that reads a variable, and the factors beside it.
struct reading {
    int sum = -1;
    identity factors = 0;  ///< a hash, whatever their order
};

/// Who reads what, of the nodes that a root needs.
template <class Graph> struct readers {
    const Graph& g;
    int root;
    list<int> count;  ///< per node: its readers
    list<int> last;   ///< one of them

    constexpr readers(const Graph& in, int f) : g(in), root(f), count(f + 1, 0), last(f + 1, -1) {
        for (int i = f; i >= 0; --i) {
            const int operands = is_needed(i) ? g.nodes.data[i].count : 0;
            for (int k = 0; k < operands; ++k) {
                const int operand = g.operand(i, k);
                ++count.data[operand];
                last.data[operand] = i;
            }
        }
    }

    constexpr bool is_needed(int i) const { return i == root || count.data[i] > 0; }
    constexpr bool is_sum(int i) const { return g.nodes.data[i].op->kind == role::sum; }

    /// The sum as a whole that this one is a part of, and nothing else reads.
    constexpr int whole(int sum) const {
        while (sum != root && count.data[sum] == 1 && is_sum(last.data[sum])) sum = last.data[sum];
        return sum;
    }

    /// Collects the sums of which node i, with factors, is a term; false if others read it, too.
    constexpr bool collect(int i, identity factors, list<reading>& result) const {
        if (i == root) return false;
        for (int reader = i + 1, left = count.data[i]; left > 0; ++reader) {
            if (!is_needed(reader)) continue;
            const record& r = g.nodes.data[reader];
            for (int k = 0; k < r.count; ++k) {
                if (g.operand(reader, k) != i) continue;
                --left;
                if (is_sum(reader)) result.push({whole(reader), factors});
                else if (r.op->kind != role::product ||
                         !collect(reader, factors + mix(1, g.operand_id(reader, 1 - k)), result))
                    return false;
            }
        }
        return true;
    }
};

constexpr bool same_readings(const list<reading>& a, const list<reading>& b) {
    if (a.size != b.size) return false;
    for (const reading& one : a) {
        bool found = false;
        for (const reading& other : b)
            found = found || (one.sum == other.sum && one.factors == other.factors);
        if (!found) return false;
    }
    return true;
}

/// Whether a term is a variable, or has one as a factor.
constexpr bool has_variable(const entry* e) {
    for (; e->content.op->kind == role::product;) {
        const entry &first = e->operand(0), &second = e->operand(1);
        if (second.content.op->kind == role::variable) return true;
        e = second.content.op->kind == role::product ? &second : &first;
    }
    return e->content.op->kind == role::variable;
}

/// Whether two terms of a sum have variables: a look at the formula as a tree.
constexpr bool has_variables_in_sums(const entry& e) {
    if (e.content.op->kind == role::sum) {
        int terms = 0;
        const entry* i = &e;
        for (; i->content.op->kind == role::sum && terms < 2; i = &i->operand(0))
            terms += i->operand(1).content.op->kind == role::sum ? 2 : has_variable(&i->operand(1));
        if (terms + has_variable(i) >= 2) return true;
    }
    for (int k = 0; k < e.content.count; ++k)
        if (e.operand(k).content.count > 0 && has_variables_in_sums(e.operand(k))) return true;
    return false;
}

/// Nodes times variables that are looked at.
inline constexpr int most_compared = 20000;

}  // namespace detail

/// Finds variables by which f has the same derivative: those that stand beside each other in sums;
/// none in large graphs.
template <class Graph> class equal_partials {
    const Graph& g;
    list<int> variables;
    detail::readers<Graph> in;

public:
    constexpr equal_partials(const Graph& of, int f) : g(of), in(of, f) {
        for (int i = 0; i <= f; ++i)
            if (g.nodes.data[i].op->kind == role::variable) variables.push(i);
        if (variables.size * f > detail::most_compared) variables.size = 0;
    }

    /// Of the variables by which f has the same derivative as by x, that with the first name.
    constexpr int first(int x) const {
        list<detail::reading> sums, others;
        int result = x;
        if (variables.size == 0 || x > in.root || !in.collect(x, 0, sums)) return x;
        const record& r = g.nodes.data[x];
        for (int i : variables) {
            const record& other = g.nodes.data[i];
            if (other.extent != r.extent || other.p != r.p || other.q != r.q ||
                detail::compare_text(other.name, g.nodes.data[result].name) >= 0)
                continue;
            others.size = 0;
            if (in.collect(i, 0, others) && same_readings(sums, others)) result = i;
        }
        return result;
    }
};

}  // namespace ctgrad
