/// The picture of a study for a browser: `svg(report)`.
#pragma once

#include <ctgrad/show/graph_layout.hpp>
#include <ctgrad/show/graph_text.hpp>

namespace ctgrad {

namespace detail {

inline std::string one_decimal(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

/// The picture of a graph: boxes, and curves that bend around them.
class picture_writer {
public:
    explicit picture_writer(const study_report& report)
        : report_(report), adjoints_(adjoint_formulas(report)) {
        for (std::size_t n = 0; n < report.nodes.size(); ++n) {
            const study_node& node = report.nodes[n];
            const std::string shown_value = value(node), shown_adjoint = adjoint(n);
            const std::size_t most =
                std::max({characters_in(box_title(node)), characters_in(shown_value),
                          characters_in(shown_adjoint)});
            const int lines = 1 + !shown_value.empty() + !shown_adjoint.empty();
            boxes_.push_back({static_cast<double>(most) * 7.4 + 20, lines * 18.0 + 12});
            for (const study_input& input : node.inputs)
                arrows_.push_back({input.node, static_cast<int>(n)}),
                    active_.push_back(input.passes());
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

    /// The second line of a box, its numbers; of a variable, they stand in the first.
    static std::string value(const study_node& n) {
        return n.variable ? std::string() : brief(n.extent, n.value);
    }
    /// The last line: the adjoint, as a number or as formula.
    std::string adjoint(std::size_t n) const {
        const study_node& node = report_.nodes[n];
        if (adjoints_[n].empty()) return {};
        if (report_.has_numbers()) return "∂ " + brief(node.extent, node.adjoint);
        return partial_text(report_, node.name) + " = " + shortened(adjoints_[n], 40);
    }

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
        const std::string shown_value = value(node), shown_adjoint = adjoint(n);
        if (!shown_value.empty()) out += line("value", at.x, y += 18, shown_value);
        if (!shown_adjoint.empty()) out += line("adjoint", at.x, y + 18, shown_adjoint);
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
    std::vector<std::string> adjoints_{};
    std::vector<box_size> boxes_{};
    std::vector<graph_arrow> arrows_{};
    std::vector<bool> active_{};
};

}  // namespace detail

/// The graph with its values and adjoints: a picture for a browser, by itself or in a page.
inline std::string svg(const study_report& report) { return detail::picture_writer(report).svg(); }

}  // namespace ctgrad
