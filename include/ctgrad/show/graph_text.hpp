/// What a study's pictures say of a node: its name, its value or its formula, its adjoint.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/show/study_report.hpp>
#include <ctgrad/show/study_style.hpp>

namespace ctgrad::detail {

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

/// A number, a few of them, or the shape of many; nothing where there are none.
inline std::string brief(shape extent, const std::vector<double>& numbers, int digits = 4) {
    if (numbers.empty()) return {};
    if (extent.rank == 0) return readable(numbers[0], digits);
    if (!fits_in_box(numbers)) return shape_text(extent) + (extent.rank == 1 ? " numbers" : "");
    std::string text = "(";
    for (std::size_t i = 0; i < numbers.size(); ++i)
        text += (i == 0 ? "" : ", ") + readable(numbers[i], 3);
    return text + ")";
}

/// What stands in a node's box: its name with its formula where that is short, else what it does.
inline std::string box_title(const study_node& n) {
    if (n.variable) {
        if (n.value.empty()) return n.name + (n.extent.rank ? ": " + shape_text(n.extent) : "");
        return n.name + (fits_in_box(n.value) ? " = " : ": ") + brief(n.extent, n.value);
    }
    return n.name + " = " + (characters_in(n.text) <= 22 ? n.text : shortened(n.symbol, 28));
}

/// "∂L/∂w"
inline std::string partial_text(const study_report& report, std::string_view name) {
    return "∂" + report.options.value_name + "/∂" + std::string(name);
}

/// Of every node, the sum that is its adjoint, as formula; empty where none is needed.
inline std::vector<std::string> adjoint_formulas(const study_report& report) {
    std::vector<std::string> sums(report.nodes.size());
    for (const study_node& n : report.nodes)
        for (const study_input& input : n.inputs) {
            std::string& sum = sums[static_cast<std::size_t>(input.node)];
            if (input.passes()) sum += (sum.empty() ? "" : " + ") + input.text;
        }
    if (!sums.empty()) {
        const study_node& root = report.nodes.back();
        bool needed = root.parameter || !root.adjoint.empty();
        for (const study_input& input : root.inputs) needed |= input.passes();
        if (needed) sums.back() = "1";
    }
    return sums;
}

}  // namespace ctgrad::detail
