/// Pictures of a study for Graphviz: `forward_dot`, `backward_dot`, `update_dot`.
#pragma once

#include <ctgrad/show/graph_text.hpp>

namespace ctgrad {

namespace detail {

/// A string of Graphviz's language. \n in it begins a new line.
inline std::string dot_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '"' || c == '\\') out += '\\', out += c;
        else out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out + '"';
}

inline std::string dot_nodes(const study_report& report, bool backward) {
    const std::vector<std::string> adjoints = adjoint_formulas(report);
    const bool numbers = report.has_numbers();
    std::string out;
    for (std::size_t n = 0; n < report.nodes.size(); ++n) {
        const study_node& node = report.nodes[n];
        if (backward && adjoints[n].empty()) continue;
        std::string label = box_title(node);
        if (backward)
            label =
                partial_text(report, node.name) + (numbers ? "\n" + brief(node.extent, node.adjoint)
                                                           : " = " + shortened(adjoints[n], 60));
        else if (!node.variable && numbers) label += "\n" + brief(node.extent, node.value);
        out += "    n" + std::to_string(n) + " [label=" + dot_string(label) +
               (node.variable ? ", shape=ellipse" : "") + (node.parameter ? ", style=bold" : "") +
               "];\n";
    }
    return out;
}

}  // namespace detail

/// The forward pass in Graphviz's language (UTF-8), from left to right: nodes bear their formulas,
/// arrows the values that pass along them, or where there are no numbers their names. `dot -Tsvg`
/// draws it.
inline std::string forward_dot(const study_report& report) {
    std::string out = "digraph {\n    rankdir=LR;\n    node [shape=box];\n";
    out += detail::dot_nodes(report, false);
    for (std::size_t n = 0; n < report.nodes.size(); ++n)
        for (const study_input& input : report.nodes[n].inputs) {
            const study_node& from = report.nodes[static_cast<std::size_t>(input.node)];
            const std::string label =
                report.has_numbers() ? detail::brief(from.extent, from.value) : from.name;
            out += "    n" + std::to_string(input.node) + " -> n" + std::to_string(n) +
                   " [label=" + detail::dot_string(label) + "];\n";
        }
    return out + "}\n";
}

/// The backward pass, from right to left: nodes bear the derivatives by them, arrows what they add
/// to these, by the formula that the arrow shows as its tooltip, or where there are no numbers as
/// its label.
inline std::string backward_dot(const study_report& report) {
    std::string out = "digraph {\n    rankdir=RL;\n    node [shape=box];\n";
    out += detail::dot_nodes(report, true);
    for (std::size_t n = 0; n < report.nodes.size(); ++n)
        for (const study_input& input : report.nodes[n].inputs) {
            if (!input.passes()) continue;
            const study_node& to = report.nodes[static_cast<std::size_t>(input.node)];
            const std::string label = report.has_numbers() ? detail::brief(to.extent, input.part)
                                                           : detail::shortened(input.text, 60);
            out += "    n" + std::to_string(n) + " -> n" + std::to_string(input.node) +
                   " [label=" + detail::dot_string(label) +
                   ", edgetooltip=" + detail::dot_string(input.text) + "];\n";
        }
    return out + "}\n";
}

/// The update of each parameter, from left to right: w, then w - rate * gradient.
inline std::string update_dot(const study_report& report) {
    const auto with_number = [](const study_parameter& w, const std::vector<double>& numbers) {
        return numbers.empty() ? w.name : w.name + " = " + detail::brief(w.extent, numbers);
    };
    std::string out = "digraph {\n    rankdir=LR;\n    node [shape=box];\n";
    const std::string rate = detail::readable(report.options.rate);
    for (std::size_t p = 0; p < report.parameters.size(); ++p) {
        const study_parameter& w = report.parameters[p];
        const std::string before = "p" + std::to_string(p), after = "q" + std::to_string(p);
        const std::string gradient = w.gradient.empty() ? detail::partial_text(report, w.name)
                                                        : detail::brief(w.extent, w.gradient);
        const std::string step = "− " + rate + " · " + gradient;
        const std::string next =
            w.updated.empty() ? w.name + " " + step : with_number(w, w.updated);
        out += "    " + before + " [label=" + detail::dot_string(with_number(w, w.value)) +
               ", shape=ellipse];\n    " + after + " [label=" + detail::dot_string(next) +
               ", shape=ellipse, style=bold];\n    " + before + " -> " + after +
               " [label=" + detail::dot_string(step) + "];\n";
    }
    return out + "}\n";
}

}  // namespace ctgrad
