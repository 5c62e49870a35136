/// A small study, made by hand, for the tests of pictures.
#pragma once

#include <ctgrad/show/study_report.hpp>

using namespace ctgrad;

/// L = f"(w), at w = 2, where L = 4 and dL/dw = -1.
inline study_report made() {
    study_report r;
    r.options.rate = 0.5;
    r.text = "f\"(w)";
    r.nodes.push_back(
        {.name = "w", .variable = true, .parameter = true, .value = {2}, .adjoint = {-1}});
    r.nodes.push_back({.name = "L",
                       .symbol = "f\"",
                       .value = {4},
                       .adjoint = {1},
                       .text = "f\"(w) < \\",
                       .inputs = {{.node = 0, .part = {-1}, .text = "f\"'(w)"}}});
    r.parameters.push_back(
        {.node = 0, .name = "w", .value = {2}, .gradient = {-1}, .updated = {2.5}});
    return r;
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}
