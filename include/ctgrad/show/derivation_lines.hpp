/// Lines of a derivation in one notation, and the names in them.
#pragma once

#include <ctgrad/calculus/forward_derivation.hpp>
#include <ctgrad/show/latex.hpp>
#include <ctgrad/show/listing_plan.hpp>
#include <ctgrad/show/mathml.hpp>
#include <ctgrad/show/text.hpp>
#include <ctgrad/show/unicode.hpp>

namespace ctgrad {

/// The notations in which a derivation is written.
enum class written_as : unsigned char { text, unicode, latex, mathml };

namespace detail {

// --- in one notation ---

/// Writes nodes of a derivation: `node(i)`, `equation(name, i)`.
template <class Text = long_text> struct plain_lines {
    graph& g;
    Text& out;
    const part_names& names;

    constexpr void node(int i) {
        printer<Text>{g, out, largest_counted, &names}.write(i, precedence::comparison);
    }
    constexpr void definition(int i) {
        out << names.letter[i] << names.number[i] << " = ";
        printer<Text>{g, out, largest_counted, &names}.write(i, precedence::comparison, true);
    }
};

template <class Style> struct typeset_lines {
    graph& g;
    long_text& out;
    const part_names& names;
    static constexpr bool elements = requires(Style s) { s.element("", ""); };

    constexpr void node(int i) {
        mathematics<Style> m{g, out, &names};
        if (elements) m.out.begin(false);
        m.write(i);
        if (elements) m.out.end(false);
    }
    constexpr void definition(int i) {
        mathematics<Style> m{g, out, &names};
        if (elements) m.out.begin(false);
        text_buffer<16> name;
        m.write_name(name, i);
        m.out.name(name.view());
        if constexpr (elements) m.out.sign_of("=");
        else out << " = ";
        m.write(i, tightness::loose, true);
        if (elements) m.out.end(false);
    }
};

template <written_as How> struct lines_of {
    using type = plain_lines<>;
};
template <> struct lines_of<written_as::unicode> {
    using type = typeset_lines<unicode_style<>>;
};
template <> struct lines_of<written_as::latex> {
    using type = typeset_lines<latex_style<>>;
};
template <> struct lines_of<written_as::mathml> {
    using type = typeset_lines<mathml_style<>>;
};

// --- names ---

/// Formulas of more nodes get names for their parts, as in a listing.
inline constexpr int unnamed_nodes = 30;
/// Lines of more nodes are not written as a whole.
inline constexpr int longest_line = 60;

/// Whether a formula has layers, whose values textbooks name.
constexpr bool has_layers(const graph& g, int root) {
    int products = 0;
    for (int i = 0; i <= root; ++i)
        products += g.nodes[i].op == &descriptor<operations::matrix_product>;
    return products > 1;
}

/// Gives the nodes of a derivation the names that a listing of the gradient gives them. The adjoint
/// of z1 is called g1, as d1 would look like a differential.
template <class X> constexpr void name_as_listed(graph& g, part_names& names) {
    shown_graph shown;
    using shown_subject = subject<std::remove_const_t<X>>;
    constexpr const auto& nodes = frozen<typename shown_subject::pass>;
    nodes.thaw(shown.nodes);
    for (int o : nodes.outputs) shown.outputs.push(o);
    shown.value = true;
    graph value;
    load(value, entry_of<shown_subject::root>);
    list<adjoint_of> adjoints;
    find_adjoints<std::remove_const_t<X>>(value, adjoints);
    const listing_plan<> plan(shown, value, adjoints);
    const char adjoint = free_letter(g, "gd");
    for (int i = 0; i < shown.nodes.nodes.size; ++i) {
        if (plan.names.number[i] == 0) continue;
        const int known = g.find(shown.nodes.nodes[i].id);
        if (known < 0) continue;
        names.letter[known] = plan.names.letter[i] == 'd' ? adjoint : plan.names.letter[i];
        names.number[known] = plan.names.number[i];
    }
}

}  // namespace detail

}  // namespace ctgrad
