/// Derivations in lines of characters, in LaTeX and in HTML; `text(derivation(f, x))` is in
/// derivation.hpp.
#pragma once

#include <ctgrad/show/derivation_steps.hpp>

namespace ctgrad::detail {

/// The part of a text up to the end of a line, which is taken away.
template <class Write> constexpr void for_each_line(core::text_view text, Write write) {
    while (!text.empty()) write(cut(text, '\n'));
}

/// Characters as they are seen, where UTF-8 takes several bytes for one.
constexpr int width_of(core::text_view text) {
    int count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

template <class F>
inline constexpr core::text_view name_of_result = F::extent().rank == 0 ? "gradient" : "Jacobian";

/// Whether rows of a Jacobian are what the derivation gives for unit vectors.
template <class Cotangent, class X> constexpr bool rows_of_jacobian() {
    if constexpr (std::is_void_v<Cotangent>) return false;
    else return Cotangent::extent().rank == 1 && X::extent().rank == 1;
}
template <class Cotangent, class X>
inline constexpr bool has_rows = rows_of_jacobian<Cotangent, X>();

/// In lines of characters, the rules in a column of their own.
template <written_as How, class F, class X, class Cotangent> struct derivation_lines {
    using view = core::text_view;
    static constexpr int widest = 72;

    static constexpr void write(long_text& out) {
        constexpr const auto& all = detail::written_in<How, F, X>;
        if constexpr (!std::is_void_v<Cotangent>) {
            out << "for any ";
            written_name(out, entry_of<Cotangent::id>.content.name);
            out << " (" << Cotangent::extent() << "):\n";
        }
        for_each_line(all.with, [&](view line) { out << "let " << line << '\n'; });
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
            out << "  = " << right;
            for (int k = width_of(right); k < column; ++k) out << ' ';
            out << "  // " << s.rule;
            if (!s.law.empty()) out << ": " << s.law;
            out << '\n';
            for_each_line(s.with, [&](view line) { out << "    with " << line << '\n'; });
        }
        if constexpr (X::extent().rank > 0) {
            out << "the " << name_of_result<F> << " by ";
            written_name(out, entry_of<X::id>.content.name);
            out << " is " << all.result << '\n';
        }
        if constexpr (has_rows<Cotangent, X>) {
            out << "row i of the Jacobian is the gradient where ";
            written_name(out, entry_of<Cotangent::id>.content.name);
            out << " is 1 at i and 0 elsewhere\n";
        }
    }

    static constexpr void written_name(long_text& out, view name) {
        if constexpr (How == written_as::unicode) unicode_style<>{out}.name(name);
        else out << name;
    }
};

/// As an `aligned` environment.
template <class F, class X, class Cotangent> struct latex_derivation {
    using view = core::text_view;

    static constexpr void write(long_text& out) {
        constexpr const auto& all = detail::written_in<written_as::latex, F, X>;
        out << "\\begin{aligned}\n";
        if constexpr (!std::is_void_v<Cotangent>) {
            out << "& \\text{for any } ";
            latex_style<>{out}.name(entry_of<Cotangent::id>.content.name);
            out << " \\\\\n";
        }
        for_each_line(all.with, [&](view line) { out << "& " << line << " \\\\\n"; });
        bool first = true;
        for (const derivation_step& s : all.steps) {
            const bool whole = !s.line.empty();
            if (!first) out << " \\\\\n";
            if (!whole || first) out << (whole ? all.first : s.before);
            first = false;
            out << " &= " << (whole ? s.line : s.after) << " && \\text{";
            escaped(out, s.rule);
            out << '}';
            for_each_line(s.with,
                          [&](view line) { out << " \\\\\n& \\quad \\text{with } " << line; });
        }
        if constexpr (X::extent().rank > 0) {
            out << " \\\\\n\\text{" << name_of_result<F> << " by } ";
            latex_style<>{out}.name(entry_of<X::id>.content.name);
            out << " &= " << all.result;
        }
        if constexpr (has_rows<Cotangent, X>) {
            out << " \\\\\n\\text{row } i \\text{ of the Jacobian:} & \\quad ";
            latex_style<>{out}.name(entry_of<Cotangent::id>.content.name);
            out << " = e_i";
        }
        out << "\n\\end{aligned}";
    }

    static constexpr void escaped(long_text& out, view text) {
        for (char c : text) {
            if (c == '^') out << "\\textasciicircum{}";
            else if (c == '<' || c == '>' || c == '|') out << '$' << c << '$';
            else if (c == '_' || c == '&' || c == '%' || c == '#' || c == '$') out << '\\' << c;
            else out << c;
        }
    }
};

/// As a table in HTML.
template <class F, class X, class Cotangent> struct html_derivation {
    using view = core::text_view;

    static constexpr void write(long_text& out) {
        constexpr const auto& all = detail::written_in<written_as::mathml, F, X>;
        out << "<table class=\"derivation\">\n";
        if constexpr (!std::is_void_v<Cotangent>) {
            out << "<tr><td></td><td></td><td><math "
                   "xmlns=\"http://www.w3.org/1998/Math/MathML\">";
            mathml_style<>{out}.name(entry_of<Cotangent::id>.content.name);
            out << "</math></td><td>for any</td></tr>\n";
        }
        for_each_line(all.with, [&](view line) {
            out << "<tr><td></td><td></td><td>" << line << "</td><td>let</td></tr>\n";
        });
        bool first = true;
        for (const derivation_step& s : all.steps) {
            const bool whole = !s.line.empty();
            out << "<tr><td>";
            if (!whole || first) out << (whole ? all.first : s.before);
            first = false;
            out << "</td><td>=</td><td>" << (whole ? s.line : s.after);
            for_each_line(s.with, [&](view line) { out << "<br>with " << line; });
            out << "</td><td>";
            escaped(out, s.rule);
            if (!s.law.empty()) {
                out << " <small>";
                escaped(out, s.law);
                out << "</small>";
            }
            out << "</td></tr>\n";
        }
        if constexpr (X::extent().rank > 0) {
            out << "<tr><td>"
                << name_of_result<F> << " by <math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
            mathml_style<>{out}.name(entry_of<X::id>.content.name);
            out << "</math></td><td>=</td><td>" << all.result << "</td><td></td></tr>\n";
        }
        if constexpr (has_rows<Cotangent, X>) {
            out << "<tr><td>row i of the Jacobian</td><td></td><td><math "
                   "xmlns=\"http://www.w3.org/1998/Math/MathML\">";
            mathml_style<>{out}.name(entry_of<Cotangent::id>.content.name);
            out << "</math> is 1 at i and 0 elsewhere</td><td></td></tr>\n";
        }
        out << "</table>\n";
    }

    static constexpr void escaped(long_text& out, view text) {
        for (char c : text) {
            if (c == '<') out << "&lt;";
            else if (c == '>') out << "&gt;";
            else if (c == '&') out << "&amp;";
            else out << c;
        }
    }
};

}  // namespace ctgrad::detail
