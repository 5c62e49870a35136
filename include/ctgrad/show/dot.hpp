/// Expression graphs for Graphviz: `dot(e)`, `dot(value_and_gradient(f, x, y))`.
#pragma once

#include <ctgrad/show/subject.hpp>
#include <ctgrad/show/unicode.hpp>

namespace ctgrad {

namespace detail {

/// What a node of the picture bears: a name, a number or an operation.
template <class Text> constexpr void write_node_label(graph& g, int i, Text& out) {
    using view = core::text_view;
    const record& r = g.nodes[i];
    unicode_style<Text> style{out};
    const auto is = [&](const operation& op) { return r.op == &op; };
    switch (r.op->kind) {
    case role::variable: return style.name(r.name);
    case role::constant: return style.number(r.value());
    case role::product:
        out << view(g.extent(r.operand[0]).rank > 0 && g.extent(r.operand[1]).rank > 0 ? "⊙" : "×");
        return;
    case role::power:
        if (r.value() == rational(-1)) out << "1 / ·";
        else if (const int degree = unicode_style<Text>::root(r.value()); degree > 0)
            style.begin_root(degree);
        else {
            out << "·";
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
    if (is(descriptor<operations::one_minus_square>)) return void(out << "1 − ·²");
    if (is(descriptor<operations::select>)) return void(out << "if");
    if (is(descriptor<operations::sum_of_entries>)) return void(out << "sum");
    const notation n = notation_of(*r.op);
    const bool sign = r.op->kind == role::sum || n.how == typeset::indicator ||
                      n.how == typeset::call || n.how == typeset::symbol;
    if (is(descriptor<operations::transpose>)) out << "transpose";
    else out << (sign ? n.unicode : view(r.op->name));
}

struct dot_program {
    template <class Text> static constexpr void write(shown_graph& shown, Text& out) {
        graph& g = shown.nodes;
        out << "digraph {\n    rankdir=LR;\n    ordering=in;\n    node [shape=box];\n";
        for (int i = 0; i < g.nodes.size; ++i) {
            const record& r = g.nodes[i];
            out << "    n" << i << " [label=\"";
            write_node_label(g, i, out);
            out << '"';
            if (r.op->kind == role::variable) out << ", shape=ellipse";
            if (r.op->kind == role::constant) out << ", shape=plaintext";
            out << "];\n";
            for (int k = 0; k < r.count; ++k) edge(g, g.operand(i, k), 'n', i, out);
        }
        for (int o = 0; o < shown.outputs.size; ++o) {
            out << "    r" << o << " [label=\"";
            if (o < static_cast<int>(shown.value)) out << "value";
            else {
                out << "by ";
                unicode_style<Text>{out}.name(shown.variables[o - shown.value]);
                if (shown.second.size > 0) out << ", ";
                if (shown.second.size > 0) unicode_style<Text>{out}.name(shown.second[o]);
            }
            out << "\", shape=ellipse, style=bold];\n";
            edge(g, shown.outputs[o], 'r', o, out);
        }
        out << "}\n";
    }

    /// Arrows of vectors and matrices bear their shape.
    template <class Text>
    static constexpr void edge(graph& g, int from, char kind, int to, Text& out) {
        out << "    n" << from << " -> " << kind << to;
        const shape extent = g.extent(from);
        if (extent.rank > 0) {
            out << " [label=\"" << extent.rows;
            if (extent.rank == 2) out << " × " << extent.columns;
            out << "\"]";
        }
        out << ";\n";
    }
};

}  // namespace detail

/// The graph in Graphviz's language (UTF-8): from the variables on the left to the results on the
/// right, each node once. `dot -Tsvg` draws it.
template <computation X> constexpr core::text_view dot(X) {
    return detail::written_by<detail::program_text<detail::dot_program, X>>;
}

}  // namespace ctgrad
