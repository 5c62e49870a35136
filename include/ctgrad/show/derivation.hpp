/// How a derivative comes about, step by step: `derivation(f, x)`, `text(derivation(f, x))`.
#pragma once

#include <ctgrad/show/derivation_steps.hpp>

namespace ctgrad {

/// The derivation of df/dx, from `derivation(f, x)`.
template <expression F, expression X> struct derivation_of {
    static constexpr F function{};
    static constexpr X by{};
    static constexpr auto result = diff(function, by);  ///< what it ends with

    /// The steps in a notation: a std::array of derivation_step. Each tells which rule of
    /// differentiation or law of algebra makes which terms what. The last one leads to `result`.
    template <written_as How = written_as::text> static constexpr const auto& steps() {
        return detail::written_in<How, F, X>.steps;
    }
};

namespace detail {

/// The part of a text up to the end of a line, which is taken away.
template <class Write> constexpr void for_each_line(std::string_view text, Write write) {
    while (!text.empty()) write(cut(text, '\n'));
}

/// Characters as they are seen, where UTF-8 takes several bytes for one.
constexpr int width_of(std::string_view text) {
    int count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

/// In lines of characters, the rules in a column of their own.
template <written_as How, class F, class X> struct derivation_lines {
    using view = std::string_view;
    static constexpr int widest = 72;

    static constexpr void write(long_text& out) {
        constexpr const auto& all = detail::written_in<How, F, X>;
        for_each_line(all.with, [&](view line) { out << view("let ") << line << '\n'; });
        int column = 0;
        for (const derivation_step& s : all.steps) {
            const int width = width_of(s.line.empty() ? s.after : s.line);
            if (width > column) column = width < widest ? width : widest;
        }
        if (!all.steps[0].line.empty()) out << all.first << '\n';
        for (const derivation_step& s : all.steps) {
            const bool whole = !s.line.empty();
            const view right = whole ? s.line : s.after;
            if (!whole) out << s.before << '\n';
            out << view("  = ") << right;
            for (int k = width_of(right); k < column; ++k) out << ' ';
            out << view("  // ") << s.rule;
            if (!s.law.empty()) out << view(": ") << s.law;
            out << '\n';
            for_each_line(s.with, [&](view line) { out << view("    with ") << line << '\n'; });
        }
        if constexpr (X::extent().rank > 0) {
            out << view("the gradient by ");
            written_name(out);
            out << view(" is ") << all.result << '\n';
        }
    }

    static constexpr void written_name(long_text& out) {
        const view name = entry_of<X::id>.content.name;
        if constexpr (How == written_as::unicode) unicode_style{out}.name(name);
        else out << name;
    }
};

/// As an `aligned` environment.
template <class F, class X> struct latex_derivation {
    using view = std::string_view;

    static constexpr void write(long_text& out) {
        constexpr const auto& all = detail::written_in<written_as::latex, F, X>;
        out << view("\\begin{aligned}\n");
        for_each_line(all.with, [&](view line) { out << view("& ") << line << view(" \\\\\n"); });
        bool first = true;
        for (const derivation_step& s : all.steps) {
            const bool whole = !s.line.empty();
            if (!first) out << view(" \\\\\n");
            if (!whole || first) out << (whole ? all.first : s.before);
            first = false;
            out << view(" &= ") << (whole ? s.line : s.after) << view(" && \\text{");
            escaped(out, s.rule);
            out << '}';
            for_each_line(
                s.with, [&](view line) { out << view(" \\\\\n& \\quad \\text{with } ") << line; });
        }
        if constexpr (X::extent().rank > 0) {
            out << view(" \\\\\n\\text{gradient by } ");
            latex_style{out}.name(entry_of<X::id>.content.name);
            out << view(" &= ") << all.result;
        }
        out << view("\n\\end{aligned}");
    }

    static constexpr void escaped(long_text& out, view text) {
        for (char c : text) {
            if (c == '^') out << view("\\textasciicircum{}");
            else if (c == '<' || c == '>' || c == '|') out << '$' << c << '$';
            else if (c == '_' || c == '&' || c == '%' || c == '#' || c == '$') out << '\\' << c;
            else out << c;
        }
    }
};

/// As a table in HTML.
template <class F, class X> struct html_derivation {
    using view = std::string_view;

    static constexpr void write(long_text& out) {
        constexpr const auto& all = detail::written_in<written_as::mathml, F, X>;
        out << view("<table class=\"derivation\">\n");
        for_each_line(all.with, [&](view line) {
            out << view("<tr><td></td><td></td><td>") << line << view("</td><td>let</td></tr>\n");
        });
        bool first = true;
        for (const derivation_step& s : all.steps) {
            const bool whole = !s.line.empty();
            out << view("<tr><td>");
            if (!whole || first) out << (whole ? all.first : s.before);
            first = false;
            out << view("</td><td>=</td><td>") << (whole ? s.line : s.after);
            for_each_line(s.with, [&](view line) { out << view("<br>with ") << line; });
            out << view("</td><td>");
            escaped(out, s.rule);
            if (!s.law.empty()) {
                out << view(" <small>");
                escaped(out, s.law);
                out << view("</small>");
            }
            out << view("</td></tr>\n");
        }
        if constexpr (X::extent().rank > 0) {
            out << view("<tr><td>gradient by <math xmlns=\"http://www.w3.org/1998/Math/MathML\">");
            mathml_style{out}.name(entry_of<X::id>.content.name);
            out << view("</math></td><td>=</td><td>") << all.result
                << view("</td><td></td></tr>\n");
        }
        out << view("</table>\n");
    }

    static constexpr void escaped(long_text& out, view text) {
        for (char c : text) {
            if (c == '<') out << view("&lt;");
            else if (c == '>') out << view("&gt;");
            else if (c == '&') out << view("&amp;");
            else out << c;
        }
    }
};

template <operand F, operand X, core::label Requirement> constexpr auto no_derivation() {
    sentence out;
    out << "derivation(" << text_of<id_of<F>>().view() << ", " << text_of<id_of<X>>().view()
        << "): " << Requirement.view();
    return out;
}

/// Clang limits how long a constant may take to compute.
inline constexpr int most_derived = 200;

template <identity Id> constexpr int nodes_of() {
    graph g;
    load(g, entry_of<Id>);
    return g.nodes.size;
}

template <operand F, operand X> constexpr auto too_large_to_derive() {
    sentence out;
    out << "derivation: of at most " << most_derived << " different nodes; this expression has "
        << nodes_of<id_of<F>>();
    return out;
}

template <auto Sentence> constexpr auto refuse_derivation() {
    fail_with<Sentence>();
    using any = std::remove_const_t<decltype(scalar<"x">)>;
    return derivation_of<any, any>{};
}

}  // namespace detail

/// The derivation of df/dx, for a scalar f by a variable of any shape, or for any f by a scalar
/// variable. Of a scalar, the chain rule from the outermost operation inwards, as textbooks write
/// it. A line is a sum of adjoints times derivatives that are yet to be carried out, d/dx(u); by
/// a vector or matrix it is one of inner products with differentials, dot(adjoint, d(u)), and the
/// gradient is what stands before d(x). Of a vector or matrix, one derivative after the other from
/// the variable up. Layers and what else a large formula repeats have the names of `listing`.
/// Of at most 200 different nodes: an error beyond.
template <operand F, operand X> constexpr auto derivation(F, X) {
    using namespace detail;
    using variable_type = decltype(as_expression(X{}));
    using function = decltype(as_expression(F{}));
    if constexpr (!variable<variable_type>)
        return refuse_derivation<
            &no_derivation<F, X, "an expression is differentiated by a variable">>();
    else if constexpr (extent_of<F>.rank != 0 && extent_of<X>.rank != 0)
        return refuse_derivation<
            &no_derivation<F, X, "by a vector or matrix a scalar is derived step by step">>();
    else if constexpr (nodes_of<id_of<F>>() > most_derived)
        return refuse_derivation<&too_large_to_derive<F, X>>();
    else return derivation_of<function, variable_type>{};
}

/// The derivation in lines that read as C++ with this library, with the rule behind each.
template <expression F, expression X> constexpr std::string_view text(derivation_of<F, X>) {
    return detail::written_by<detail::derivation_lines<written_as::text, F, X>>;
}

/// The same in Unicode's mathematical characters.
template <expression F, expression X> constexpr std::string_view unicode(derivation_of<F, X>) {
    return detail::written_by<detail::derivation_lines<written_as::unicode, F, X>>;
}

/// The same for a LaTeX document's mathematics mode: an `aligned` (needs amsmath).
template <expression F, expression X> constexpr std::string_view latex(derivation_of<F, X>) {
    return detail::written_by<detail::latex_derivation<F, X>>;
}

/// The same as a table in HTML, with formulas in MathML: a fragment for a page, without scripts
/// (UTF-8).
template <expression F, expression X> constexpr std::string_view html(derivation_of<F, X>) {
    return detail::written_by<detail::html_derivation<F, X>>;
}

}  // namespace ctgrad
