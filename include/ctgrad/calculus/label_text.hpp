/// The label of a node, which stands in its type.
#pragma once

#include <ctgrad/calculus/notation.hpp>

namespace ctgrad::detail {

/// Length of the longest label inside a type.
inline constexpr int label_length = 60;

/// The shortest label: "stack of vector 500".
constexpr text_buffer<label_length> summary_text(const record& r) {
    text_buffer<label_length> out;
    out << r.op->name << " of " << r.extent;
    return out;
}

/// The label of a node: its formula, or where that is longer than a label, its outline. A function
/// of the content alone: that a formula is known to be `longer` only spares writing it.
constexpr text_buffer<label_length> label_text(graph& g, int i, bool longer = false) {
    if (g.nodes.data[i].count > largest_ordered) return summary_text(g.nodes.data[i]);
    if (g.nodes.data[i].size <= largest_ordered && !longer) {
        text_buffer<label_length> out;
        printer<text_buffer<label_length>>{g, out}.write(i, precedence::comparison);
        if (!out.overflow) return out;
    }
    for (int depth = g.nodes.data[i].size > 4 * largest_ordered ? 2 : 3; depth > 0; --depth) {
        text_buffer<label_length> out;
        printer<text_buffer<label_length>>{g, out, depth}.write(i, precedence::comparison);
        if (!out.overflow) return out;
    }
    return summary_text(g.nodes.data[i]);
}

}  // namespace ctgrad::detail
