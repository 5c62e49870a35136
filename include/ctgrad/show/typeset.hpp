/// Formulas as mathematics: functions, choices and parts; formulas of several lines.
#pragma once

#include <ctgrad/show/mathematics.hpp>

namespace ctgrad::detail {

template <class Style> constexpr void mathematics<Style>::other(int i) {
    const record& r = at(i);
    const notation n = notation_of(*r.op);
    const int a = r.count > 0 ? g.operand(i, 0) : -1, b = r.count > 1 ? g.operand(i, 1) : -1;
    if (n.how == typeset::symbol) return out.function(n);
    if (n.how == typeset::fence) {
        const std::size_t space = n.unicode.find(' ');
        out.open(n.unicode.substr(0, space));
        write(a);
        return out.close(n.unicode.substr(space + 1));
    }
    if (n.how == typeset::indicator) {
        out.open("[");
        write(a);
        out.relation(n);
        write(b);
        return out.close("]");
    }
    if (n.how == typeset::superscript) return superscript(a, n);
    if (is<operations::one_minus_square>(i)) {
        out.number(1);
        out.sign("-");
        return power(a, 2);
    }
    if (is<operations::pow>(i)) {
        out.begin_base();
        write(a, tightness::atom);
        out.begin_exponent();
        write(b, Style::flat ? tightness::atom : tightness::loose);
        return out.end_exponent();
    }
    if (is<operations::polygamma>(i)) {
        out.begin_base();
        out.function(n);
        out.begin_exponent();
        out.open("(");
        write(a);
        out.close(")");
        out.end_exponent();
        out.open("(");
        write(b);
        return out.close(")");
    }
    if (is<operations::matrix_product>(i)) {
        write(a, tightness::product);
        const record& left = at(a);
        const bool marked = notation_of(*left.op).how == typeset::superscript ||
                            (left.count == 0 && split_name(left.name).indices.size > 0);
        out.juxtapose(marked || has_name(a));
        return write(b, tightness::product);
    }
    if (is<operations::outer>(i)) {
        write(a, tightness::product);
        out.times();
        return superscript(b, n);
    }
    if (is<operations::solve>(i)) {
        superscript(a, n);
        out.juxtapose(true);
        return write(b, tightness::product);
    }
    if (is<operations::select>(i)) {
        const bool comparing = notation_of(*at(a).op).how == typeset::indicator && !has_name(a);
        out.begin_cases();
        write(b, tightness::sum);
        out.when();
        write(comparing ? g.operand(a, 0) : a);
        if (comparing) out.relation(notation_of(*at(a).op));
        else out.not_equal();
        if (comparing) write(g.operand(a, 1));
        else out.number(0);
        out.otherwise();
        write(g.operand(i, 2), tightness::sum);
        return out.end_cases();
    }
    if (is<operations::differential>(i)) return differential(i);
    if (is<operations::sum_of_entries>(i)) return sum_of(i);
    if (is<operations::slice>(i)) return part(i);
    if (is<operations::stack>(i) || is<operations::concat>(i)) return entries(i, "(", ")");
    if (is<operations::scan>(i)) return loop(i);
    call(i);
}

/// Entries count from 0, as they do everywhere else: v[1], A[1, 2]; a range does not include its
/// end: v[2:5].
template <class Style> constexpr void mathematics<Style>::part(int i) {
    const record r = at(i);
    const int u = g.operand(i, 0);
    const shape whole = g.extent(u);
    write(u, tightness::atom);
    out.open("[");
    const std::int64_t row = r.extent.rank == 1 && whole.rank == 2 ? 1 : whole.columns;
    out.number(r.p / row);
    if (r.q != 0) {
        out.range();
        out.number((r.p + r.q) / row);
    } else if (whole.rank == 2) {
        out.comma();
        out.number(r.p % row);
    }
    out.close("]");
}

template <class Style>
constexpr void mathematics<Style>::entries(int i, core::text_view left, core::text_view right) {
    const record r = at(i);
    out.open(left);
    for (int k = 0; k < r.count; ++k) {
        const bool next_row = r.op == &descriptor<operations::concat> ||
                              (r.extent.rank == 2 && k % r.extent.columns == 0);
        if (k > 0) next_row ? out.semicolon() : out.comma();
        write(g.operand(i, k));
    }
    out.close(right);
}

/// scan(5; u_0 = h, u_1 in X; u_0 <- next, sum(total), output(emitted)): the steps; what is carried
/// and what a step is given; what it makes of that.
template <class Style> constexpr void mathematics<Style>::loop(int i) {
    const scan_form f = scan_form::of(at(i));
    out.word(f.backward ? "scan_backward" : "scan");
    out.open("(");
    out.number(f.steps);
    for (int k = 0; k < f.bound(); ++k) {
        k == 0 ? out.semicolon() : out.comma();
        write(g.operand(i, f.state(k)));
        out.relation(k < f.states ? notation{.unicode = "=", .latex = "="}
                                  : notation{.unicode = "∈", .latex = "\\in"});
        write(g.operand(i, f.initial(k)));
    }
    for (int k = 0; k < f.roots(); ++k) {
        k == 0 ? out.semicolon() : out.comma();
        const int root = g.operand(i, f.next(k));
        if (k < f.states) {
            write(g.operand(i, f.state(k)));
            out.relation(notation{.unicode = "←", .latex = "\\gets"});
            write(root);
            continue;
        }
        out.word(f.is_output(k) ? "output" : "sum");
        out.open("(");
        write(root);
        out.close(")");
    }
    out.close(")");
}

/// d/dx (u); by a vector or matrix d(u), and dx of a variable.
template <class Style> constexpr void mathematics<Style>::differential(int i) {
    const int u = g.operand(i, 0), x = g.operand(i, 1);
    const bool partial = at(i).p != 0;
    if (g.extent(x).rank > 0) {
        out.differential(false);
        if (at(u).op->kind == role::variable || has_name(u)) return write(u);
    } else if (Style::flat) {
        out.differential(partial);
        out.word("/");
        out.differential(partial);
        out.name(at(x).name);
        out.word(" ");
    } else {
        out.begin_fraction();
        out.differential(partial);
        out.over();
        out.differential(partial);
        out.name(at(x).name);
        out.end_fraction();
    }
    out.open("(");
    write(u);
    out.close(")");
}

/// A formula in a style: one line, or for a large one a line for each part that has a name.
template <class Style> struct typeset_notation {
    static constexpr void write(graph& g, int root, long_text& text) {
        part_names named;
        const bool lines = name_shared(g, root, named);
        mathematics<Style> m{g, text, &named};
        m.out.begin(lines);
        for (int i = 0; lines && i < root; ++i) {
            if (named.number[i] == 0) continue;
            text_buffer<16> name;
            m.write_name(name, i);
            m.out.begin_definition();
            m.out.name(name.view());
            m.out.equals();
            m.write(i, tightness::loose, true);
            m.out.end_definition();
        }
        if (lines) m.out.begin_result();
        m.write(root, tightness::loose, true);
        m.out.end(lines);
    }
};

}  // namespace ctgrad::detail
