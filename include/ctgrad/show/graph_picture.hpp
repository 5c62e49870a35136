/// Pictures of a study: `svg(report)`; Graphviz's `forward_dot`, `backward_dot`, `update_dot`.
#pragma once

#include <ctgrad/show/graph_layout.hpp>
#include <ctgrad/show/study_report.hpp>
#include <ctgrad/show/study_style.hpp>

namespace ctgrad {

namespace detail {

/// Characters of UTF-8.
inline std::size_t characters_in(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

/// The text, or where it is longer than `most` characters its beginning and "…".
inline std::string shortened(std::string_view text, std::size_t most) {
    if (characters_in(text) <= most) return std::string(text);
    std::size_t end = 0, count = 0;
    for (; count < most; ++end)
        count +=
            end + 1 == text.size() || (static_cast<unsigned char>(text[end + 1]) & 0xC0) != 0x80;
    return std::string(text.substr(0, end)) + "…";
}

inline std::string shape_text(shape extent) {
    if (extent.rank == 0) return "scalar";
    std::string text = std::to_string(extent.rows);
    if (extent.rank == 2) text += " × " + std::to_string(extent.columns);
    return text;
}

/// Whether the numbers are few enough for a box.
inline bool fits_in_box(const std::vector<double>& numbers) { return numbers.size() <= 3; }

/// A number, a few of them, or the shape of many.
inline std::string brief(shape extent, const std::vector<double>& numbers, int digits = 4) {
    if (extent.rank == 0) return readable(numbers[0], digits);
    if (!fits_in_box(numbers)) return shape_text(extent) + (extent.rank == 1 ? " numbers" : "");
    std::string text = "(";
    for (std::size_t i = 0; i < numbers.size(); ++i)
        text += (i == 0 ? "" : ", ") + readable(numbers[i], 3);
    return text + ")";
}

/// What stands in a node's box: its name with its formula where that is short, else what it does.
inline std::string box_title(const study_node& n) {
    if (n.variable)
        return n.name + (fits_in_box(n.value) ? " = " : ": ") + brief(n.extent, n.value);
    return n.name + " = " + (characters_in(n.text) <= 22 ? n.text : shortened(n.symbol, 28));
}

inline std::string one_decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

/// The picture of a graph: boxes, and curves that bend around them.
class picture_writer {
public:
    explicit picture_writer(const study_report& report) : report_(report) {
        for (std::size_t n = 0; n < report.nodes.size(); ++n) {
            const study_node& node = report.nodes[n];
            const std::size_t most =
                std::max({characters_in(box_title(node)),
                          node.variable ? 0 : characters_in(brief(node.extent, node.value)),
                          node.adjoint.empty() ? 0 : 2 + characters_in(adjoint(node))});
            const int lines = 1 + !node.variable + !node.adjoint.empty();
            boxes_.push_back({static_cast<double>(most) * 7.4 + 20, lines * 18.0 + 12});
            for (const study_input& input : node.inputs)
                arrows_.push_back({input.node, static_cast<int>(n)}),
                    active_.push_back(!input.part.empty());
        }
    }

    /// Twice as wide as high, or more: better above other things than beside them.
    bool long_and_low() const {
        const graph_layout places(boxes_, arrows_);
        return places.width > 2 * places.height;
    }

    std::string svg() const {
        const graph_layout places(boxes_, arrows_);
        std::string out = R"(<svg xmlns="http://www.w3.org/2000/svg" class="graph" width=")" +
                          one_decimal(places.width) + R"(" height=")" + one_decimal(places.height) +
                          R"(" style="min-width:)" + one_decimal(0.7 * places.width) +
                          R"(px" viewBox="0 0 )" + one_decimal(places.width) + ' ' +
                          one_decimal(places.height) + "\" role=\"img\" aria-label=\"" +
                          escaped(shortened(report_.text, 200)) + "\">\n" + std::string(style);
        for (std::size_t a = 0; a < arrows_.size(); ++a) out += arrow(a, places.path[a]);
        for (std::size_t n = 0; n < report_.nodes.size(); ++n) out += box(n, places.centre[n]);
        return out + "</svg>\n";
    }

private:
    /// The page sets the variables; a picture by itself has the colours behind the commas.
    static constexpr std::string_view style =
        R"(<style>
.graph text{font:13px system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif}
.graph text{fill:var(--text,#1c2430)}
.graph .name{font-weight:600}
.graph .value{fill:var(--forward,#1d5fd1)}
.graph .adjoint{fill:var(--backward,#b4470c)}
.graph rect{fill:var(--box,#fff);stroke:var(--line,#9aa5b4);stroke-width:1.2}
.graph .variable rect{fill:var(--soft,#f1f4f8)}
.graph .parameter rect{stroke-width:2;stroke:var(--update,#1b7f4b)}
.graph .arrow path{fill:none;stroke:var(--line,#9aa5b4);stroke-width:1.4}
.graph .arrow .head,.graph .arrow .back{fill:var(--line,#9aa5b4);stroke:none}
.graph .arrow .back{display:none}
</style>
)";

    static std::string adjoint(const study_node& n) { return brief(n.extent, n.adjoint); }

    static std::string line(std::string_view kind, double x, double y, const std::string& text) {
        return "<text class=\"" + std::string(kind) + "\" text-anchor=\"middle\" x=\"" +
               one_decimal(x) + "\" y=\"" + one_decimal(y) + "\">" + escaped(text) + "</text>";
    }

    std::string box(std::size_t n, point at) const {
        const study_node& node = report_.nodes[n];
        const box_size& size = boxes_[n];
        std::string out = "<g class=\"node ";
        out += node.parameter ? "variable parameter" : node.variable ? "variable" : "operation";
        out += "\" data-node=\"" + std::to_string(n) + "\"><title>" +
               escaped(node.name + (node.variable ? "" : " = " + shortened(node.text, 300))) +
               "</title><rect rx=\"" + (node.variable ? one_decimal(size.height / 2) : "6") +
               "\" x=\"" + one_decimal(at.x - size.width / 2) + "\" y=\"" +
               one_decimal(at.y - size.height / 2) + "\" width=\"" + one_decimal(size.width) +
               "\" height=\"" + one_decimal(size.height) + "\"/>";
        double y = at.y - size.height / 2 + 19;
        out += line("name", at.x, y, box_title(node));
        if (!node.variable) out += line("value", at.x, y += 18, brief(node.extent, node.value));
        if (!node.adjoint.empty()) out += line("adjoint", at.x, y + 18, "∂ " + adjoint(node));
        return out + "</g>\n";
    }

    std::string arrow(std::size_t a, const std::vector<point>& path) const {
        std::string curve = "M" + one_decimal(path[0].x) + ' ' + one_decimal(path[0].y);
        for (std::size_t k = 1; k < path.size(); ++k) {
            const double middle = (path[k - 1].x + path[k].x) / 2;
            curve += "C" + one_decimal(middle) + ' ' + one_decimal(path[k - 1].y) + ' ' +
                     one_decimal(middle) + ' ' + one_decimal(path[k].y) + ' ' +
                     one_decimal(path[k].x) + ' ' + one_decimal(path[k].y);
        }
        const auto head = [](point at, double length, std::string_view kind) {
            return "<path class=\"" + std::string(kind) + "\" d=\"M" + one_decimal(at.x) + ' ' +
                   one_decimal(at.y) + "l" + one_decimal(-length) + " 4v-8z\"/>";
        };
        return "<g class=\"arrow" + std::string(active_[a] ? " active" : "") + "\" data-from=\"" +
               std::to_string(arrows_[a].from) + "\" data-to=\"" + std::to_string(arrows_[a].to) +
               "\"><path d=\"" + curve + "\"/>" + head(path.back(), 8, "head") +
               head(path.front(), -8, "back") + "</g>\n";
    }

    const study_report& report_;
    std::vector<box_size> boxes_{};
    std::vector<graph_arrow> arrows_{};
    std::vector<bool> active_{};
};

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
    std::string out;
    for (std::size_t n = 0; n < report.nodes.size(); ++n) {
        const study_node& node = report.nodes[n];
        if (backward && node.adjoint.empty()) continue;
        std::string label = box_title(node);
        if (backward)
            label = "∂" + report.options.value_name + "/∂" + node.name + "\n" +
                    brief(node.extent, node.adjoint);
        else if (!node.variable) label += "\n" + brief(node.extent, node.value);
        out += "    n" + std::to_string(n) + " [label=" + dot_string(label) +
               (node.variable ? ", shape=ellipse" : "") + (node.parameter ? ", style=bold" : "") +
               "];\n";
    }
    return out;
}

}  // namespace detail

/// The graph with its values and adjoints: a picture for a browser, by itself or in a page.
inline std::string svg(const study_report& report) { return detail::picture_writer(report).svg(); }

/// The forward pass in Graphviz's language (UTF-8), from left to right: nodes bear their formulas,
/// arrows the values that pass along them. `dot -Tsvg` draws it.
inline std::string forward_dot(const study_report& report) {
    std::string out = "digraph {\n    rankdir=LR;\n    node [shape=box];\n";
    out += detail::dot_nodes(report, false);
    for (std::size_t n = 0; n < report.nodes.size(); ++n)
        for (const study_input& input : report.nodes[n].inputs) {
            const study_node& from = report.nodes[static_cast<std::size_t>(input.node)];
            out += "    n" + std::to_string(input.node) + " -> n" + std::to_string(n) +
                   " [label=" + detail::dot_string(detail::brief(from.extent, from.value)) + "];\n";
        }
    return out + "}\n";
}

/// The backward pass, from right to left: nodes bear the derivatives by them, arrows what they add
/// to these, by the formula that the arrow shows as its tooltip.
inline std::string backward_dot(const study_report& report) {
    std::string out = "digraph {\n    rankdir=RL;\n    node [shape=box];\n";
    out += detail::dot_nodes(report, true);
    for (std::size_t n = 0; n < report.nodes.size(); ++n)
        for (const study_input& input : report.nodes[n].inputs) {
            if (input.part.empty()) continue;
            const study_node& to = report.nodes[static_cast<std::size_t>(input.node)];
            out += "    n" + std::to_string(n) + " -> n" + std::to_string(input.node) +
                   " [label=" + detail::dot_string(detail::brief(to.extent, input.part)) +
                   ", edgetooltip=" + detail::dot_string(input.text) + "];\n";
        }
    return out + "}\n";
}

/// The update of each parameter, from left to right: w, then w - rate * gradient.
inline std::string update_dot(const study_report& report) {
    std::string out = "digraph {\n    rankdir=LR;\n    node [shape=box];\n";
    const std::string rate = detail::readable(report.options.rate);
    for (std::size_t p = 0; p < report.parameters.size(); ++p) {
        const study_parameter& w = report.parameters[p];
        const std::string before = "p" + std::to_string(p), after = "q" + std::to_string(p);
        out +=
            "    " + before +
            " [label=" + detail::dot_string(w.name + " = " + detail::brief(w.extent, w.value)) +
            ", shape=ellipse];\n    " + after +
            " [label=" + detail::dot_string(w.name + " = " + detail::brief(w.extent, w.updated)) +
            ", shape=ellipse, style=bold];\n    " + before + " -> " + after + " [label=" +
            detail::dot_string("− " + rate + " · " + detail::brief(w.extent, w.gradient)) + "];\n";
    }
    return out + "}\n";
}

}  // namespace ctgrad
