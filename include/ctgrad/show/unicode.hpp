/// Expressions in Unicode's mathematical characters: `unicode(e)`.
#pragma once

#include <ctgrad/show/typeset.hpp>

namespace ctgrad {

namespace detail {

template <class Text = long_text> struct unicode_style {
    static constexpr bool flat = true;
    using view = core::text_view;

    Text& out;

    /// 2 where the power is a square root, 3 where it is a cube root, else 0.
    static constexpr int root(rational e) {
        return e == rational(1, 2) ? 2 : e == rational(1, 3) ? 3 : 0;
    }

    constexpr void begin(bool) {}
    constexpr void end(bool) {}
    constexpr void begin_definition() { out << "let "; }
    constexpr void equals() { out << " = "; }
    constexpr void end_definition() { out << '\n'; }
    constexpr void begin_result() {}

    constexpr void number(rational value) {
        if (value.negative()) minus(), value = -value;
        write_number(out, value);
    }
    constexpr void name(view text) {
        const split_name n(text);
        const view symbol = greek(n.stem);
        out << (symbol.empty() ? n.stem : symbol);
        if (n.indices.size == 0) return;
        if (n.indices.size == 1 && (is_whole(n.indices[0]) || n.indices[0].size() == 1) &&
            !lowered_character(n.indices[0][0]).empty()) {
            for (char c : n.indices[0]) out << lowered_character(c);
            return;
        }
        out << text.substr(n.stem.size());
    }
    constexpr void word(view text) { out << text; }
    constexpr void function(const notation& n) { out << n.unicode; }
    constexpr void open(view bracket) { out << bracket; }
    constexpr void close(view bracket) { out << bracket; }
    constexpr void sign(view which) { out << view(which == "-" ? " − " : " + "); }
    constexpr void minus() { out << "−"; }
    constexpr void times() { out << ' '; }
    constexpr void entrywise() { out << " ⊙ "; }
    constexpr void juxtapose(bool close) {
        if (!close) out << ' ';
    }
    constexpr void relation(const notation& n) { out << ' ' << n.unicode << ' '; }
    constexpr void not_equal() { out << " ≠ "; }
    constexpr void comma() { out << ", "; }
    constexpr void semicolon() { out << "; "; }
    constexpr void range() { out << ':'; }

    constexpr void differential(bool partial) { out << view(partial ? "∂" : "d"); }
    constexpr void begin_fraction() {}
    constexpr void over() { out << " / "; }
    constexpr void end_fraction() {}
    constexpr void begin_root(int degree) { out << view(degree == 2 ? "√" : "∛"); }
    constexpr void end_root(int) {}

    constexpr void begin_base() {}
    constexpr void exponent(rational e) {
        if (!e.integer()) {
            if (e.negative()) e = -e, out << "^(−";
            else out << "^(";
            return void(out << e.numerator << '/' << e.denominator << ')');
        }
        text_buffer<24> digits;
        digits << e.numerator;
        for (char c : digits.view()) out << raised_digit(c);
    }
    constexpr void mark(const notation& n) { out << n.unicode; }
    constexpr void begin_exponent() { out << '^'; }
    constexpr void end_exponent() {}

    constexpr void begin_cases() {}
    constexpr void when() { out << " if "; }
    constexpr void otherwise() { out << " else "; }
    constexpr void end_cases() {}
};

}  // namespace detail

/// The formula in Unicode (UTF-8): W₂ᵀδ ⊙ (1 − a²). Greek names become letters, digits behind a
/// name an index. ⊙ multiplies entry by entry; products of matrices and scalars have no sign. A
/// comparison in square brackets is 1 where it holds, else 0. What a large expression uses more
/// than once is written once, as a line `let t₁ = ...` in front.
template <expression E> constexpr core::text_view unicode(E) {
    return detail::written_by<
        detail::formula<detail::typeset_notation<detail::unicode_style<>>, E::id>>;
}

}  // namespace ctgrad
