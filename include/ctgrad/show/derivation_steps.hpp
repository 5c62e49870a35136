/// The steps of a derivation as data, in any notation; `derivation(f, x)` is in derivation.hpp.
#pragma once

#include <ctgrad/calculus/jacobian_derivation.hpp>
#include <ctgrad/core/array.hpp>
#include <ctgrad/show/derivation_lines.hpp>

namespace ctgrad {

/// A step of a derivation, written in some notation. What is not there is empty.
struct derivation_step {
    core::text_view rule;    ///< "product rule", or a law of algebra: "powers of one base"
    core::text_view law;     ///< what the law says: "u^a u^b = u^(a + b)"
    core::text_view before;  ///< the terms that the rule changes
    core::text_view after;   ///< what they become, and equal
    core::text_view line;    ///< all terms after the step; empty where a line would be long
    core::text_view with;    ///< what names stand for that come up here, each a line: d2 = z2 - t
};

namespace detail {

// --- all fields of all steps, one after the other ---

inline constexpr char end_of_field = '\x1f', end_of_step = '\x1e';

/// Writes the first line and what its names stand for, then the steps.
template <written_as How, class Text> struct derivation_writer {
    graph& g;
    Text& out;
    const part_names& names;
    int root;
    typename lines_of<How>::type lines{g, out, names};
    list<bool> defined{};

    constexpr void write(int first, int result, const list<derivation_record>& steps) {
        bool whole = weight(first) <= longest_line;
        for (const derivation_record& s : steps)
            whole = whole && s.line >= 0 && weight(s.line) <= longest_line;
        defined.resize(g.nodes.size, false);
        lines.node(first);
        out << end_of_field;
        lines.node(result);
        out << end_of_field;
        for (int i = 0; i < root; ++i)
            if (names.number[i] > 0) define(i);
        out << end_of_step;
        for (const derivation_record& s : steps) {
            out << s.rule.view() << end_of_field << s.law << end_of_field;
            lines.node(s.before);
            out << end_of_field;
            lines.node(s.after);
            out << end_of_field;
            if (whole) lines.node(s.line);
            out << end_of_field;
            define_below(s.after);
            out << end_of_step;
        }
    }

private:
    constexpr void define(int i) {
        defined[i] = true;
        lines.definition(i);
        out << '\n';
    }

    /// Defines the names that a node's text has in it and that were not defined before.
    constexpr void define_below(int i) {
        list<int> pending, found;
        pending.push(i);
        while (pending.size > 0) {
            const int n = pending.pop();
            if (defined[n]) continue;
            if (names.number[n] > 0) {
                defined[n] = true;
                int at = found.size;  // operands stand before their users
                for (found.push(n); at > 0 && found[at - 1] > n; --at) found[at] = found[at - 1];
                found[at] = n;
            }
            for (int k = 0; k < g.nodes[n].count; ++k) pending.push(g.operand(n, k));
        }
        for (int n : found) {
            lines.definition(n);
            out << '\n';
        }
    }

    /// Nodes that are written, with names for parts, up to a little more than a line has.
    constexpr int weight(int root_of_line) const {
        list<int> pending;
        pending.push(root_of_line);
        int result = 0;
        while (pending.size > 0 && result <= longest_line) {
            const int n = pending.pop();
            ++result;
            if (names.number[n] > 0) continue;
            for (int k = 0; k < g.nodes[n].count; ++k) pending.push(g.operand(n, k));
        }
        return result;
    }
};

// Compilers limit how long the evaluation of one constant takes: the sweep is one, a text another.

/// A derivation in room for some nodes and steps.
template <int Nodes, int Steps> struct kept_derivation {
    int node_count = 0;
    int pool_count = 0;
    int step_count = 0;
    int root = -1;
    int first = -1;
    int result = -1;
    record nodes[static_cast<unsigned>(Nodes)]{};
    int pool[static_cast<unsigned>(Nodes)]{};
    derivation_record steps[static_cast<unsigned>(Steps)]{};

    constexpr int nodes_needed() const { return node_count > pool_count ? node_count : pool_count; }
    constexpr bool fits() const { return nodes_needed() <= Nodes && step_count <= Steps; }
};

template <identity F, identity X, int Nodes, int Steps> constexpr auto derive() {
    graph g;
    kept_derivation<Nodes, Steps> kept;
    kept.root = load(g, entry_of<F>);
    const int x = load(g, entry_of<X>);
    constexpr bool scalar = entry_of<F>.content.extent.rank == 0;
    constexpr bool by_scalar = entry_of<X>.content.extent.rank == 0;
    using of_array =
        std::conditional_t<by_scalar, forward_derivation<graph>, jacobian_derivation<graph>>;
    using derivation = std::conditional_t<scalar, derivation_sweep<graph>, of_array>;
    derivation sweep(g, kept.root, x);
    sweep.run();
    kept.first = sweep.first;
    kept.result = sweep.result;
    kept.node_count = g.nodes.size;
    kept.pool_count = g.pool.size;
    kept.step_count = sweep.steps.size;
    if (!kept.fits()) return kept;
    for (int i = 0; i < kept.node_count; ++i) kept.nodes[i] = g.nodes.data[i];
    for (int i = 0; i < kept.pool_count; ++i) kept.pool[i] = g.pool.data[i];
    for (int i = 0; i < kept.step_count; ++i) kept.steps[i] = sweep.steps.data[i];
    return kept;
}

template <identity F, identity X, int Nodes, int Steps>
inline constexpr auto derived_in = derive<F, X, Nodes, Steps>();

/// The derivation, again with more room where the guess was too small.
template <identity F, identity X, int Nodes = 512, int Steps = 32> constexpr const auto& derived() {
    constexpr const auto& kept = derived_in<F, X, Nodes, Steps>;
    if constexpr (kept.fits()) return kept;
    else return derived<F, X, kept.nodes_needed(), kept.step_count>();
}

template <written_as How, class F, class X> struct derivation_fields {
    static constexpr void write(long_text& out) {
        constexpr const auto& kept = derived<F::id, X::id>();
        graph g;
        g.take(kept.nodes, kept.node_count, kept.pool, kept.pool_count);
        list<derivation_record> steps;
        for (int i = 0; i < kept.step_count; ++i) steps.push(kept.steps[i]);
        part_names names;
        names.letter.resize(g.nodes.size, 't');
        names.number.resize(g.nodes.size, 0);
        using gradient = value_and_gradient_expressions<F, X>;
        using listed = std::conditional_t<F::extent().rank == 0, gradient, F>;
        if (entry_of<F::id>.content.size > unnamed_nodes || has_layers(g, kept.root))
            name_as_listed<listed>(g, names);
        names.number[kept.root] = 0;
        derivation_writer<How, long_text>{g, out, names, kept.root}.write(kept.first, kept.result,
                                                                          steps);
    }
};

template <written_as How, class F, class X>
inline constexpr core::text_view fields_of = written_by<derivation_fields<How, F, X>>;

constexpr int steps_in(core::text_view fields) {
    int count = -1;  // the first line is none
    for (char c : fields) count += c == end_of_step;
    return count;
}

/// What stands in front of a character; it and that are taken away.
constexpr core::text_view cut(core::text_view& text, char at) {
    const std::size_t size = text.find(at);
    const core::text_view result = text.substr(0, size);
    text.remove_prefix(size + 1);
    return result;
}

template <int Count> struct written_derivation {
    core::text_view first;   ///< what is derived, d/dx(f)
    core::text_view result;  ///< the derivative
    core::text_view with;    ///< what names in the first line stand for, each a line
    core::array<derivation_step, static_cast<std::size_t>(Count)> steps{};

    constexpr explicit written_derivation(core::text_view fields) {
        core::text_view head = cut(fields, end_of_step);
        first = cut(head, end_of_field);
        result = cut(head, end_of_field);
        with = head;
        for (derivation_step& s : steps) {
            core::text_view rest = cut(fields, end_of_step);
            s.rule = cut(rest, end_of_field);
            s.law = cut(rest, end_of_field);
            s.before = cut(rest, end_of_field);
            s.after = cut(rest, end_of_field);
            s.line = cut(rest, end_of_field);
            s.with = rest;
        }
    }
};

template <written_as How, class F, class X>
inline constexpr auto written_in =
    written_derivation<steps_in(fields_of<How, F, X>)>(fields_of<How, F, X>);

}  // namespace detail

}  // namespace ctgrad
