/// Expressions as MathML, for browsers: `mathml(e)`.
#pragma once

#include <ctgrad/show/markup.hpp>
#include <ctgrad/show/typeset.hpp>

namespace ctgrad {

namespace detail {

template <class Text = long_text> struct mathml_style {
    static constexpr bool flat = false;
    using view = core::text_view;

    Text& out;

    static constexpr int root(rational e) {
        return e.numerator == 1 && e.denominator > 1 ? static_cast<int>(e.denominator) : 0;
    }

    /// An element of characters, with those escaped that are signs of the language.
    constexpr void element(view tag, view text) {
        out << '<' << tag << '>';
        for (char c : text) {
            if (const view entity = entity_of(c); entity.empty()) out << c;
            else out << entity;
        }
        out << "</" << tag << '>';
    }
    constexpr void sign_of(view text) { element("mo", text); }

    constexpr void begin(bool lines) {
        out << "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">";
        out << view(lines ? "<mtable>" : "<mrow>");
    }
    constexpr void end(bool lines) {
        out << view(lines ? "</mtd></mtr></mtable></math>" : "</mrow></math>");
    }
    constexpr void begin_definition() { out << "<mtr><mtd>"; }
    constexpr void equals() {
        out << "</mtd><mtd>";
        sign_of("=");
    }
    constexpr void end_definition() { out << "</mtd></mtr>"; }
    constexpr void begin_result() { out << "<mtr><mtd></mtd><mtd>"; }

    constexpr void number(rational value) {
        if (value.negative()) minus(), value = -value;
        if (!value.integer()) begin_fraction();
        whole(value.numerator);
        if (value.integer()) return;
        over();
        whole(value.denominator);
        end_fraction();
    }
    constexpr void whole(std::int64_t value) {
        text_buffer<24> digits;
        digits << value;
        element("mn", digits.view());
    }
    constexpr void name(view text) {
        const split_name n(text);
        if (n.indices.size > 0) out << "<msub>";
        identifier(n.stem);
        if (n.indices.size == 0) return;
        out << "<mrow>";
        for (int k = 0; k < n.indices.size; ++k) {
            if (k > 0) sign_of(",");
            if (is_whole(n.indices[k])) element("mn", n.indices[k]);
            else identifier(n.indices[k]);
        }
        out << "</mrow></msub>";
    }
    constexpr void identifier(view text) {
        const view symbol = greek(text);
        element("mi", symbol.empty() ? text : symbol);
    }
    constexpr void word(view text) { element("mi", text); }
    constexpr void function(const notation& n) { element("mi", n.unicode); }
    constexpr void open(view bracket) {
        out << "<mrow>";
        sign_of(bracket);
    }
    constexpr void close(view bracket) {
        sign_of(bracket);
        out << "</mrow>";
    }
    constexpr void sign(view which) { sign_of(which == "-" ? "−" : "+"); }
    constexpr void minus() { sign_of("−"); }
    constexpr void times() { sign_of("\u2062"); }  // an invisible sign of multiplication
    constexpr void entrywise() { sign_of("⊙"); }
    constexpr void juxtapose(bool) { times(); }
    constexpr void relation(const notation& n) { sign_of(n.unicode); }
    constexpr void not_equal() { sign_of("≠"); }
    constexpr void comma() { sign_of(","); }
    constexpr void semicolon() { sign_of(";"); }
    constexpr void range() { sign_of(":"); }

    constexpr void differential(bool partial) { element("mi", partial ? "∂" : "d"); }
    constexpr void begin_fraction() { out << "<mfrac><mrow>"; }
    constexpr void over() { out << "</mrow><mrow>"; }
    constexpr void end_fraction() { out << "</mrow></mfrac>"; }
    constexpr void begin_root(int degree) {
        out << view(degree == 2 ? "<msqrt>" : "<mroot><mrow>");
    }
    constexpr void end_root(int degree) {
        if (degree == 2) return void(out << "</msqrt>");
        out << "</mrow>";
        whole(degree);
        out << "</mroot>";
    }

    constexpr void begin_base() { out << "<msup><mrow>"; }
    constexpr void exponent(rational e) {
        begin_exponent();
        number(e);
        end_exponent();
    }
    constexpr void mark(const notation& n) {
        begin_exponent();
        if (n.latex == "-1") number(-1);
        else sign_of("⊤");
        end_exponent();
    }
    constexpr void begin_exponent() { out << "</mrow><mrow>"; }
    constexpr void end_exponent() { out << "</mrow></msup>"; }

    constexpr void begin_cases() {
        out << "<mrow><mo>{</mo><mtable columnalign=\"left\"><mtr><mtd>";
    }
    constexpr void when() { out << "</mtd><mtd><mtext>if\u00a0</mtext>"; }
    constexpr void otherwise() { out << "</mtd></mtr><mtr><mtd>"; }
    constexpr void end_cases() {
        out << "</mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>";
    }
};

}  // namespace detail

/// The formula as a MathML element (UTF-8), which browsers draw without any script.
template <expression E> constexpr core::text_view mathml(E) {
    return detail::written_by<
        detail::formula<detail::typeset_notation<detail::mathml_style<>>, E::id>>;
}

}  // namespace ctgrad
