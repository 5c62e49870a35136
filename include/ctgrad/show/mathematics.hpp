/// Formulas as mathematics: what is common to Unicode, LaTeX and MathML.
#pragma once

#include <ctgrad/show/names.hpp>
#include <ctgrad/show/notation_table.hpp>
#include <ctgrad/show/written.hpp>

namespace ctgrad::detail {

/// How tightly mathematics holds together: a + b, a ⊙ b, a b, a², a.
enum class tightness : unsigned char { loose, sum, entrywise, product, script, atom };

/// Writes nodes in a style (unicode.hpp, latex.hpp, mathml.hpp), which knows how numbers, names and
/// signs look, where a fraction or a root begins and ends, and whether it is `flat`: without
/// fractions of two lines. Brackets stand only where something binds less tightly than its place.
template <class Style> struct mathematics : written_form {
    Style out;

    constexpr mathematics(graph& nodes, long_text& text, const part_names* names)
        : written_form{nodes, largest_counted, names}, out{text} {}

    // --- how tightly a node holds together ---

    static constexpr tightness level_of(rational value) {
        if (value.negative()) return tightness::sum;
        if (value.integer() || (Style::flat && decimals(value.denominator) >= 0))
            return tightness::atom;
        return Style::flat ? tightness::entrywise : tightness::product;
    }

    constexpr tightness level(int i) {
        if (has_name(i)) return tightness::atom;
        const record& r = at(i);
        switch (r.op->kind) {
        case role::constant: return level_of(r.value());
        case role::variable: return tightness::atom;
        case role::sum: return tightness::sum;
        case role::product: return level_of_product(i);
        case role::power:
            if (r.p < 0) return Style::flat ? tightness::entrywise : tightness::product;
            return Style::root(r.value()) > 0 ? tightness::atom : tightness::script;
        default: break;
        }
        if (is<operations::one_minus_square>(i)) return tightness::sum;
        if (is<operations::matrix_product>(i) || is<operations::outer>(i) ||
            is<operations::solve>(i))
            return tightness::product;
        if (is<operations::pow>(i) || notation_of(*r.op).how == typeset::superscript)
            return tightness::script;
        if (is<operations::select>(i)) return tightness::loose;
        if (!is<operations::sum_of_entries>(i)) return tightness::atom;
        const int u = r.operand[0];
        if (has_name(u)) return tightness::atom;
        if (squares(u)) return tightness::script;
        return hadamards(u) && g.extent(u).rank == 1 ? tightness::product : tightness::atom;
    }

    constexpr tightness level_of_product(int i) {
        const term t = split_coefficient(g, i);
        if (t.coefficient.negative()) return tightness::sum;
        if (is_mean(t.coefficient, t.rest)) return tightness::atom;
        list<int> scalars, tensors, below;
        collect(t.rest, scalars, tensors, below, t.rest == i);
        if (Style::flat && (below.size > 0 || level_of(t.coefficient) != tightness::atom))
            return tightness::entrywise;
        return tensors.size > 1 && below.size == 0 ? tightness::entrywise : tightness::product;
    }

    // --- nodes ---

    constexpr void write(int i, tightness at_least = tightness::loose, bool definition = false) {
        if (!definition && has_name(i)) {
            text_buffer<16> name;
            write_name(name, i);
            return out.name(name.view());
        }
        const bool brackets = level(i) < at_least;
        if (brackets) out.open("(");
        body(i);
        if (brackets) out.close(")");
    }

    constexpr void body(int i) {
        const record& r = at(i);
        switch (r.op->kind) {
        case role::constant: return out.number(r.value());
        case role::variable: return out.name(r.name);
        case role::sum: return sum(i);
        case role::product: return product(i);
        case role::power: return power(r.operand[0], r.value());
        default: return other(i);
        }
    }

    constexpr void sum(int i) {
        list<int> terms;
        terms_of(i, terms);
        int first = 0;  // a positive term comes first, if there is one
        while (first < terms.size && negative(terms[first])) ++first;
        if (first == terms.size) first = 0;
        write(terms[first], tightness::sum);
        for (int k = 0; k < terms.size; ++k) {
            if (k == first) continue;
            const int i_k = terms[k];
            out.sign(negative(i_k) ? "-" : "+");
            if (!negative(i_k)) write(i_k, tightness::entrywise);
            else if (is_constant(g, i_k)) out.number(-at(i_k).value());
            else {
                const term t = split_coefficient(g, i_k);
                scaled(-t.coefficient, t.rest, !has_name(t.rest));
            }
        }
    }

    constexpr void product(int i) {
        const term t = split_coefficient(g, i);
        if (t.coefficient.negative()) out.minus();
        scaled(t.coefficient.negative() ? -t.coefficient : t.coefficient, t.rest,
               t.rest == i || !has_name(t.rest));
    }

    /// The factors of a product of products. Scalars come first, so that between the others a sign
    /// stands; `opened` tells whether a node with a name is taken apart.
    constexpr void collect(int i, list<int>& scalars, list<int>& tensors, list<int>& below,
                           bool opened) {
        list<int> pending;
        pending.push(i);
        while (pending.size > 0) {
            const int f = pending.pop();
            if (at(f).op->kind == role::product && (opened || !has_name(f))) {
                pending.push(g.operand(f, 1));
                pending.push(g.operand(f, 0));
            } else if (below_line(f)) below.push(f);
            else (g.extent(f).rank == 0 ? scalars : tensors).push(f);
            opened = false;
        }
    }

    constexpr bool is_mean(rational coefficient, int rest) {
        return coefficient.numerator == 1 && coefficient.denominator > 2 && !has_name(rest) &&
               is<operations::sum_of_entries>(rest) &&
               coefficient.denominator == g.extent(g.operand(rest, 0)).size();
    }

    constexpr void scaled(rational coefficient, int rest, bool opened) {
        if (is_mean(coefficient, rest)) return call(rest, "mean");
        list<int> scalars, tensors, below;
        collect(rest, scalars, tensors, below, opened);
        const bool whole = Style::flat && decimals(coefficient.denominator) < 0;
        const std::int64_t divisor = whole ? coefficient.denominator : 1;
        if (whole) coefficient = rational(coefficient.numerator);
        const bool line = below.size > 0 || divisor != 1;
        if (line && !Style::flat) {
            if (coefficient != rational(1)) out.number(coefficient), out.times();
            coefficient = 1;
            out.begin_fraction();
        }
        above(coefficient, scalars, tensors, line);
        if (!line) return;
        out.over();
        const bool several = below.size + (divisor != 1) > 1;
        if (several && Style::flat) out.open("(");
        if (divisor != 1) out.number(divisor);
        for (int k = 0; k < below.size; ++k) {
            if (k > 0 || divisor != 1) out.times();
            const int base = g.operand(below[k], 0);
            const rational e = -at(below[k]).value();
            const tightness place = several       ? tightness::product
                                    : Style::flat ? tightness::script
                                                  : tightness::loose;
            if (e == rational(1)) write(base, place);
            else power(base, e);
        }
        if (several && Style::flat) out.close(")");
        if (!Style::flat) out.end_fraction();
    }

    constexpr void above(rational coefficient, const list<int>& scalars, const list<int>& tensors,
                         bool line) {
        const int factors = scalars.size + tensors.size;
        const bool alone = factors == 1 && coefficient == rational(1) && !Style::flat && line;
        bool first = factors > 0 && coefficient == rational(1);
        if (!first) out.number(coefficient);
        for (int f : scalars) {
            if (!first) out.times();
            first = false;
            const bool apart = tensors.size > 0 && is<operations::sum_of_entries>(f);
            write(f, alone   ? tightness::loose
                     : apart ? tightness::script  // (u^T v) w
                             : tightness::product);
        }
        bool entries = false;
        for (int f : tensors) {
            if (entries) out.entrywise();
            else if (!first) out.times();
            first = false;
            entries = true;
            write(f, alone ? tightness::loose : tightness::product);
        }
    }

    constexpr void power(int base, rational e) {
        if (e.negative()) {
            out.begin_fraction();
            out.number(1);
            out.over();
            if (-e == rational(1)) write(base, Style::flat ? tightness::script : tightness::loose);
            else power(base, -e);
            return out.end_fraction();
        }
        if (e == rational(1, 2) && is<operations::sum_of_entries>(base) && !has_name(base) &&
            squares(g.operand(base, 0)) && !has_name(g.operand(base, 0)))
            return norm(g.operand(g.operand(base, 0), 0));
        if (const int degree = Style::root(e); degree > 0) {
            out.begin_root(degree);
            write(base, Style::flat ? tightness::atom : tightness::loose);
            return out.end_root(degree);
        }
        out.begin_base();
        write(base, tightness::atom);
        out.exponent(e);
    }

    constexpr void norm(int u) {
        out.open("‖");
        write(u);
        out.close("‖");
    }

    // --- what is neither sum nor product nor power ---

    constexpr void other(int i);
    constexpr void part(int i);
    constexpr void differential(int i);
    constexpr void loop(int i);
    constexpr void entries(int i, core::text_view left, core::text_view right);

    constexpr void superscript(int u, const notation& n) {
        out.begin_base();
        write(u, tightness::atom);
        out.mark(n);
    }

    constexpr void sum_of(int i) {
        const int u = at(i).operand[0];
        if (has_name(u)) return call(i, "sum");
        if (squares(u)) {
            out.begin_base();
            norm(g.operand(u, 0));
            return out.exponent(2);
        }
        if (is<operations::diagonal>(u) && square_matrix(g.extent(g.operand(u, 0))))
            return call(u, "tr");
        if (!hadamards(u)) return call(i, "sum");
        const int a = g.operand(u, 0), b = g.operand(u, 1);
        if (g.extent(u).rank == 2) {
            out.open("⟨");
            write(a);
            out.comma();
            write(b);
            return out.close("⟩");
        }
        superscript(a, notation_of(descriptor<operations::transpose>));
        out.juxtapose(true);
        write(b, tightness::product);
    }

    /// The name is that of the table, or this one.
    constexpr void call(int i, core::text_view name = {}) {
        const record& r = at(i);
        if (is<operations::step_variable>(i))
            return write_step_name(r, [&](core::text_view text) { out.name(text); });
        const notation n = notation_of(*r.op);
        if (!name.empty()) out.word(name);
        else out.function(n);
        if (r.count == 0) return;
        out.open("(");
        for (int k = 0; k < r.count; ++k) {
            if (k > 0) out.comma();
            write(g.operand(i, k));
        }
        if (is<operations::place>(i)) out.comma(), out.number(at(i).p);
        out.close(")");
    }
};

}  // namespace ctgrad::detail
