/// Expressions as LaTeX mathematics: `latex(e)`.
#pragma once

#include <ctgrad/show/typeset.hpp>

namespace ctgrad {

namespace detail {

template <class Text = long_text> struct latex_style {
    static constexpr bool flat = false;
    using view = core::text_view;

    Text& out;

    static constexpr int root(rational e) {
        return e.numerator == 1 && e.denominator > 1 ? static_cast<int>(e.denominator) : 0;
    }

    constexpr void begin(bool lines) {
        if (lines) out << "\\begin{aligned}\n";
    }
    constexpr void end(bool lines) {
        if (lines) out << "\n\\end{aligned}";
    }
    constexpr void begin_definition() {}
    constexpr void equals() { out << " &= "; }
    constexpr void end_definition() { out << " \\\\\n"; }
    constexpr void begin_result() { out << '&'; }

    constexpr void number(rational value) {
        if (value.integer()) return void(out << value.numerator);
        if (value.negative()) minus(), value = -value;
        out << "\\frac{" << value.numerator << "}{" << value.denominator << '}';
    }
    constexpr void name(view text) {
        const split_name n(text);
        word_or_letter(n.stem);
        if (n.indices.size == 0) return;
        out << "_{";
        for (int k = 0; k < n.indices.size; ++k) {
            if (k > 0) out << ',';
            if (is_whole(n.indices[k])) out << n.indices[k];
            else word_or_letter(n.indices[k]);
        }
        out << '}';
    }
    constexpr void word_or_letter(view text) {
        if (!greek(text).empty()) return void(out << '\\' << text);
        if (text.size() == 1 && text != "_") return void(out << text);
        out << "\\mathrm{";
        escaped(text);
        out << '}';
    }
    constexpr void escaped(view text) {
        for (char c : text) {
            if (c == '_') out << '\\';
            out << c;
        }
    }
    constexpr void word(view text) {
        out << "\\operatorname{";
        escaped(text);
        out << '}';
    }
    constexpr void function(const notation& n) {
        if (n.latex.empty()) word(n.unicode);
        else out << n.latex;
    }
    static constexpr view fence(view bracket, bool left) {
        if (bracket == "|") return left ? "\\lvert " : "\\rvert";
        if (bracket == "‖") return left ? "\\lVert " : "\\rVert";
        if (bracket == "⌊") return "\\lfloor ";
        if (bracket == "⌋") return "\\rfloor";
        if (bracket == "⟨") return "\\langle ";
        if (bracket == "⟩") return "\\rangle";
        return bracket;
    }
    constexpr void open(view bracket) { out << "\\left" << fence(bracket, true); }
    constexpr void close(view bracket) { out << "\\right" << fence(bracket, false); }
    constexpr void sign(view which) { out << ' ' << which << ' '; }
    constexpr void minus() { out << '-'; }
    constexpr void times() { out << " \\, "; }
    constexpr void entrywise() { out << " \\odot "; }
    constexpr void juxtapose(bool) { times(); }
    constexpr void relation(const notation& n) { out << ' ' << n.latex << ' '; }
    constexpr void not_equal() { out << " \\ne "; }
    constexpr void comma() { out << ", "; }
    constexpr void semicolon() { out << "; "; }
    constexpr void range() { out << ':'; }

    constexpr void differential(bool partial) { out << view(partial ? "\\partial " : "d"); }
    constexpr void begin_fraction() { out << "\\frac{"; }
    constexpr void over() { out << "}{"; }
    constexpr void end_fraction() { out << '}'; }
    constexpr void begin_root(int degree) {
        out << "\\sqrt";
        if (degree > 2) out << '[' << degree << ']';
        out << '{';
    }
    constexpr void end_root(int) { out << '}'; }

    constexpr void begin_base() {}
    constexpr void exponent(rational e) {
        out << "^{";
        number(e);
        out << '}';
    }
    constexpr void mark(const notation& n) { out << "^{" << n.latex << '}'; }
    constexpr void begin_exponent() { out << "^{"; }
    constexpr void end_exponent() { out << '}'; }

    constexpr void begin_cases() { out << "\\begin{cases} "; }
    constexpr void when() { out << " & \\text{if } "; }
    constexpr void otherwise() { out << " \\\\ "; }
    constexpr void end_cases() { out << " & \\text{otherwise} \\end{cases}"; }
};

}  // namespace detail

/// The formula for a LaTeX document's mathematics mode (needs amsmath). Indicators stand in square
/// brackets: [0 < z] is 1 where it holds, else 0. What a large expression uses more than once has a
/// line of its own, in an `aligned`.
template <expression E> constexpr core::text_view latex(E) {
    return detail::written_by<
        detail::formula<detail::typeset_notation<detail::latex_style<>>, E::id>>;
}

}  // namespace ctgrad
