/// Expression graphs for Graphviz: `dot(e)`, `dot(value_and_gradient(f, x, y))`.
#pragma once

#include <ctgrad/show/subject.hpp>
#include <ctgrad/show/unicode.hpp>

namespace ctgrad {

namespace detail {

/// What a node of the picture bears: a name, a number or an operation.
constexpr void write_node_label(graph& g, int i, long_text& out) {
    using view = core::text_view;
    const record& r = g.nodes[i];
    unicode_style style{out};
    const auto is = [&](const operation& op) { return r.op == &op; };
    switch (r.op->kind) {
    case role::variable: return style.name(r.name);
    case role::constant: return style.number(r.value());
    case role::product:
        out << view(g.extent(r.operand[0]).rank > 0 && g.extent(r.operand[1]).rank > 0 ? "⊙" : "×");
        return;
    case role::power:
        if (r.value() == rational(-1)) out << view("1 / ·");
        else if (const int degree = unicode_style::root(r.value()); degree > 0)
            style.begin_root(degree);
        else {
            out << view("·");
            style.exponent(r.value());
        }
        return;
    default: break;
    }
    if (is(descriptor<operations::slice>)) {
        out << '[' << r.p;
        if (r.q != 0) out << ':' << r.p + r.q;
        return void(out << ']');
    }
    if (is(descriptor<operations::step_variable>))
        return write_step_name(r, [&](core::text_view text) { style.name(text); });
    if (is(descriptor<operations::one_minus_square>)) return void(out << view("1 − ·²"));
    if (is(descriptor<operations::select>)) return void(out << view("if"));
    if (is(descriptor<operations::sum_of_entries>)) return void(out << view("sum"));
    const notation n = notation_of(*r.op);
    const bool sign = r.op->kind == role::sum || n.how == typeset::indicator ||
                      n.how == typeset::call || n.how == typeset::symbol;
    if (is(descriptor<operations::transpose>)) out << view("transpose");
    else out << (sign ? n.unicode : view(r.op->name));
}

struct dot_program {
    using view = core::text_view;

    static constexpr void write(shown_graph& shown, long_text& out) {
        graph& g = shown.nodes;
        out << view("digraph {\n    rankdir=LR;\n    ordering=in;\n    node [shape=box];\n");
        for (int i = 0; i < g.nodes.size; ++i) {
            const record& r = g.nodes[i];
            out << view("    n") << i << view(" [label=\"");
            write_node_label(g, i, out);
            out << '"';
            if (r.op->kind == role::variable) out << view(", shape=ellipse");
            if (r.op->kind == role::constant) out << view(", shape=plaintext");
            out << view("];\n");
            for (int k = 0; k < r.count; ++k) edge(g, g.operand(i, k), 'n', i, out);
        }
        for (int o = 0; o < shown.outputs.size; ++o) {
            out << view("    r") << o << view(" [label=\"");
            if (o < static_cast<int>(shown.value)) out << view("value");
            else {
                out << view("by ");
                unicode_style{out}.name(shown.variables[o - shown.value]);
                if (shown.second.size > 0) out << view(", ");
                if (shown.second.size > 0) unicode_style{out}.name(shown.second[o]);
            }
            out << view("\", shape=ellipse, style=bold];\n");
            edge(g, shown.outputs[o], 'r', o, out);
        }
        out << view("}\n");
    }

    /// Arrows of vectors and matrices bear their shape.
    static constexpr void edge(graph& g, int from, char kind, int to, long_text& out) {
        out << view("    n") << from << view(" -> ") << kind << to;
        const shape extent = g.extent(from);
        if (extent.rank > 0) {
            out << view(" [label=\"") << extent.rows;
            if (extent.rank == 2) out << view(" × ") << extent.columns;
            out << view("\"]");
        }
        out << view(";\n");
    }
};

}  // namespace detail

/// The graph in Graphviz's language (UTF-8): from the variables on the left to the results on the
/// right, each node once. `dot -Tsvg` draws it.
template <computation X> constexpr core::text_view dot(X) {
    return detail::written_by<detail::program_text<detail::dot_program, X>>;
}

}  // namespace ctgrad
