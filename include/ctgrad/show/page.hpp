/// The study page: `html(report)`, one file for a browser.
#pragma once

#include <ctgrad/show/cost.hpp>
#include <ctgrad/show/graph_dot.hpp>
#include <ctgrad/show/page_steps.hpp>
#include <ctgrad/show/page_style.hpp>

namespace ctgrad {

namespace detail {

inline std::string grouped(std::int64_t number) {
    text_buffer<32> out;
    write_grouped(out, number);
    return std::string(out.view());
}
inline std::string ratio_text(std::int64_t a, std::int64_t b) {
    text_buffer<32> out;
    write_ratio(out, a, b);
    return std::string(out.view());
}

/// "w", "v[1]", "W(1, 2)", counted from 0
inline std::string entry_name(const study_parameter& p, const study_entry& e) {
    if (p.extent.rank == 0) return p.name;
    if (p.extent.rank == 1) return p.name + "[" + std::to_string(e.row) + "]";
    return p.name + "(" + std::to_string(e.row) + ", " + std::to_string(e.column) + ")";
}

inline std::string cells(std::initializer_list<std::string> texts) {
    std::string out = "<tr>";
    bool head = true;
    for (const std::string& text : texts) {
        out += (head ? "<th scope=\"row\">" : "<td>") + text + (head ? "</th>" : "</td>");
        head = false;
    }
    return out + "</tr>\n";
}

/// Symbolic and numeric derivatives, entry by entry.
inline std::string gradient_table(const study_report& report) {
    std::size_t checked = 0;
    for (const study_parameter& p : report.parameters) checked += p.checked.size();
    std::string out =
        "<table id=\"gradient\">\n<caption>By the formula, and by central differences: "
        "two evaluations for each of " +
        std::to_string(checked);
    if (checked < report.parameter_count())
        out += ", chosen among " + grouped(static_cast<std::int64_t>(report.parameter_count()));
    out += ".</caption>\n<thead><tr><th scope=\"col\">by</th><th scope=\"col\">symbolic</th>"
           "<th scope=\"col\">numeric</th><th scope=\"col\">error</th></tr></thead>\n<tbody>\n";
    for (const study_parameter& p : report.parameters)
        for (const study_entry& e : p.checked) {
            const std::string error = "<span class=\"" +
                                      std::string(e.error() < 1e-6 ? "good" : "bad") + "\">" +
                                      readable(e.error(), 2) + "</span>";
            out += cells({escaped(entry_name(p, e)), readable(e.symbolic, 8),
                          readable(e.numeric, 8), e.at_kink ? "at a kink" : error});
        }
    return out + "</tbody></table>\n";
}

/// What the value costs, what value and gradient cost together, and what differences would.
inline std::string cost_table_html(const study_report& report) {
    const cost_estimate &a = report.value_cost, &b = report.gradient_cost;
    std::string out = "<table id=\"cost\">\n<caption>Forward pass alone, and forward and backward "
                      "pass together, counted by the compiler.</caption>\n"
                      "<thead><tr><th scope=\"col\"></th><th scope=\"col\">forward</th>"
                      "<th scope=\"col\">both</th><th scope=\"col\">ratio</th></tr></thead>\n"
                      "<tbody>\n";
    const auto row = [&](std::string_view name, long first, long second) {
        if (first == 0 && second == 0) return;
        out +=
            cells({std::string(name), grouped(first), grouped(second), ratio_text(second, first)});
    };
    row("operations", a.operations, b.operations);
    row("additions", a.additions, b.additions);
    row("multiplications", a.multiplications, b.multiplications);
    row("divisions", a.divisions, b.divisions);
    row("comparisons", a.comparisons, b.comparisons);
    row("functions", a.functions, b.functions);
    row("bytes read", a.bytes_read, b.bytes_read);
    row("bytes written", a.bytes_written, b.bytes_written);
    row("working memory, bytes", a.arena_bytes, b.arena_bytes);
    const auto evaluations = static_cast<std::int64_t>(2 * report.parameter_count());
    const std::int64_t numeric = evaluations * a.operations;
    return out + "</tbody></table>\n<p id=\"price\">Central differences for " +
           grouped(static_cast<std::int64_t>(report.parameter_count())) + " numbers take " +
           grouped(evaluations) + " evaluations, " + grouped(numeric) +
           " operations. One sweep forward and one backward give the same in " +
           grouped(b.operations) + ": " + ratio_text(numeric, b.operations) + " times fewer.</p>\n";
}

/// The page; each {word} stands for a part.
inline constexpr std::string_view page_frame = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header class="wide">
<h1>{title}</h1>
<div class="formula" role="region" aria-label="Formula" tabindex="0">{formula}</div>
</header>
<main>
<div class="wide stage {arrangement}">
<section class="card" aria-label="Computation graph">
<div class="drawing" tabindex="0" role="region" aria-label="Picture of the graph">
{picture}</div>
<p class="legend"><span><b class="forward">value</b>, forward</span>
<span><b class="backward">∂</b> derivative of {value} by it, backward</span>
<span><b class="update">thick border</b>: parameter</span></p>
</section>
<section class="card steps" aria-label="Steps">
<div>
<div class="controls">
<button type="button" data-go="back" aria-label="Previous step">← Back</button>
<button type="button" data-go="next" class="main">Next →</button>
<span class="where" id="where" aria-hidden="true"></span></div>
<div class="controls" role="group" aria-label="Parts of the computation">
<button type="button" data-go="forward">Forward</button>
<button type="button" data-go="loss">Value</button>
<button type="button" data-go="backward">Backward</button>
<button type="button" data-go="update">Update</button></div>
<div class="bar" aria-hidden="true"><i></i></div>
</div>
<div id="steps" aria-live="polite">
{steps}</div>
</section>
</div>
<div class="wide tables">
<section class="card">
<h2>Is the gradient right?</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table of derivatives">
{gradient}</div>
</section>
<section class="card">
<h2>What it costs</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Table of costs">
{cost}</div>
</section>
</div>
</main>
<footer class="wide">
<kbd>←</kbd> <kbd>→</kbd> step by step, <kbd>Home</kbd> to the start, <kbd>End</kbd> to the end.
</footer>
<script>{script}</script>
</body>
</html>
)";

struct page_part {
    std::string_view name;
    std::string text;
};

/// The frame with its parts, which are not searched for words themselves.
inline std::string filled(std::string_view frame, std::initializer_list<page_part> parts) {
    std::string out;
    for (std::size_t at = 0; at < frame.size(); ++at) {
        const page_part* found = nullptr;
        for (const page_part& part : parts)
            if (frame[at] == '{' && frame.substr(at + 1).starts_with(part.name) &&
                frame.substr(at + 1 + part.name.size()).starts_with('}'))
                found = &part;
        if (!found) out += frame[at];
        else out += found->text, at += found->name.size() + 1;
    }
    return out;
}

/// Above the graph; a long formula is opened on demand.
inline std::string formula_part(const study_report& report) {
    const std::string whole =
        math_element(report.nodes.back().name_math + "<mo>=</mo>") + report.formula;
    if (report.text.size() <= 200 && report.text.find('\n') == std::string::npos) return whole;
    return "<details><summary>The whole formula</summary>" + whole + "</details>";
}

}  // namespace detail

/// One page that holds all of a study and needs nothing else: the graph, the steps of forward pass,
/// backward pass and update with rules, formulas and numbers, the gradient beside central
/// differences, and costs. Arrow keys, Home and End go from step to step; without scripts, and on
/// paper, all steps stand below each other. io::write_file(path, html(report)) writes it whole or
/// not at all. Error: std::invalid_argument where the study has no numbers.
inline std::string html(const study_report& report) {
    using namespace detail;
    if (!report.has_numbers())
        throw std::invalid_argument(
            "html: a page shows numbers, and the study has none: bind the variables in study(...)");
    const std::string title = report.options.title.empty()
                                  ? report.options.value_name + ", forward and backward"
                                  : report.options.title;
    const picture_writer picture(report);
    return filled(page_frame, {{"title", escaped(shortened(title, 200))},
                               {"style", std::string(page_style)},
                               {"formula", formula_part(report)},
                               {"arrangement", picture.long_and_low() ? "stacked" : ""},
                               {"picture", picture.svg()},
                               {"value", escaped(report.options.value_name)},
                               {"steps", step_writer(report).write()},
                               {"gradient", gradient_table(report)},
                               {"cost", cost_table_html(report)},
                               {"script", std::string(page_script)}});
}

}  // namespace ctgrad
