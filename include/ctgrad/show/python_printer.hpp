/// Expressions in Python: on whole arrays, with NumPy.
#pragma once

#include <ctgrad/show/code.hpp>

namespace ctgrad::detail {

/// What a variable must not be called in a Python program.
inline constexpr const char* python_words[] = {
    "False", "None",     "True",  "and",     "as",       "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",     "elif",     "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import",  "in",       "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return",  "try",      "while",  "with",   "yield",    "match",
    "case",  "type",     "np",    "special", "__debug__"};

/// Writes nodes as expressions on whole arrays.
template <class Text> struct python_printer : code_printer<python_printer<Text>, Text> {
    using printer = code_printer<python_printer, Text>;
    using printer::at, printer::common_parameter, printer::g, printer::inlined, printer::out;
    using printer::plan, printer::write;

    const list<code_name>& inputs;  ///< per node, of a variable
    const char letter;              ///< of temporary values

    constexpr python_printer(graph& nodes, Text& text, const statements& lines,
                             const list<code_name>& variables, char first)
        : printer{nodes, text, lines}, inputs(variables), letter(first) {}

    constexpr bool needs_name(int) const { return false; }
    constexpr bool view(int i) const {
        return is<operations::slice>(at(i)) || is<operations::transpose>(at(i));
    }
    constexpr place_of_operand place(int i, int k) {
        using enum place_of_operand;
        if (is<operations::scan>(at(i))) return k < at(i).p ? inside : whole;
        if (view(i)) return read;
        return at(i).op->kind < role::power || !repeats(pattern(i), k) ? inside : read;
    }

    constexpr core::text_view pattern(int i) const {
        const record& r = at(i);
        const shape& extent = r.extent;
        const shape& first = r.count > 0 ? g.nodes.data[g.operand(i, 0)].extent : extent;
        if (is<operations::transpose>(at(i)) && first.rank == 1) return "{0}[None, :]";
        if (is<operations::place>(at(i)) && extent.rank == 2)
            return "np.pad(np.ravel({0}), ({p}, {after})).reshape({shape})";
        if (is<operations::place>(at(i))) return "np.pad(np.ravel({0}), ({p}, {after}))";
        if (is<operations::stack>(at(i)) && extent.rank == 2)
            return "np.array([{all}]).reshape({shape})";
        if (is<operations::concat>(at(i)) && extent.rank == 2) return "np.vstack([{0}, {1}])";
        if (is<operations::diagonal_matrix>(at(i)) && extent.rows != extent.columns)
            return extent.rows < extent.columns ? "np.eye({shape}) * {0}[:, None]"
                                                : "np.eye({shape}) * {0}";
        if (!is<operations::slice>(at(i)))
            return plan.rows[i] ? plan.rows[i]->python : core::text_view{};
        if (extent.rank == 0) return first.rank == 1 ? "{0}[{p}]" : "{0}[{row}, {column}]";
        if (extent.size() == first.size())
            return extent.rank == 1 ? "np.ravel({0})" : "{0}.reshape({shape})";
        if (first.rank == 1 && extent.rank == 1) return "{0}[{p}:{end}]";
        if (extent.rank == 2 && first.columns == extent.columns) return "{0}[{row}:{last}]";
        return extent.rank == 1 ? "np.ravel({0})[{p}:{end}]"
                                : "np.ravel({0})[{p}:{end}].reshape({shape})";
    }

    constexpr void number(rational value) {
        if (value.integer() || decimals(value.denominator) >= 0) return write_number(out, value);
        out << value.numerator << " / " << value.denominator;
    }

    constexpr bool read_as_it_is(int i) const {
        return at(i).op->kind == role::variable || !inlined(i) || filled(i);
    }
    /// A constant of many entries.
    constexpr bool filled(int i) const {
        return at(i).op->kind == role::constant && at(i).extent.rank > 0;
    }
    constexpr bool reference(int i, bool definition) {
        if (!definition && read_as_it_is(i) && (!filled(i) || !inlined(i))) name(i);
        else if (filled(i)) full(i);
        else return false;
        return true;
    }
    constexpr void name(int i) {
        if (at(i).op->kind == role::variable) out << inputs[i].view();
        else out << letter << plan.number[i];
    }
    constexpr void extents(const shape& extent) {
        out << extent.rows;
        if (extent.rank == 2) out << ", " << extent.columns;
    }
    constexpr void full(int i) {
        out << "np.full((";
        extents(at(i).extent);
        out << core::text_view(at(i).extent.rank == 1 ? ",), " : "), ");
        number(at(i).value());
        out << ')';
    }

    static constexpr precedence level_of_power(rational e) {
        const bool call = e == rational(2) || e == rational(1, 2) || e == rational(1, 3);
        return call ? precedence::call : precedence::prefix;
    }
    constexpr void power(int base, rational e) {
        const bool square = e == rational(2), root = e == rational(1, 2);
        const bool cube_root = e.denominator == 3;
        if (square || root || cube_root) {
            out << core::text_view(square ? "np.square(" : root ? "np.sqrt(" : "np.cbrt(");
            write(base);
            out << ')';
            if (!cube_root || e.numerator == 1) return;
            e = rational(e.numerator);
        } else write(base, precedence::call);
        out << " ** ";
        const bool brackets = decimals(e.denominator) < 0;
        if (brackets) out << '(';
        number(e);
        if (brackets) out << ')';
    }

    constexpr void parameter(core::text_view name, int i) {
        const record r = at(i);
        const shape first = r.count > 0 ? g.extent(g.operand(i, 0)) : scalar_shape;
        if (name == "end") out << r.p + r.extent.size();
        else if (name == "after") out << r.extent.size() - r.p - first.size();
        else if (name == "row") out << r.p / first.columns;
        else if (name == "last") out << (r.p + r.extent.size()) / first.columns;
        else if (name == "column") out << r.p % first.columns;
        else if (name == "shape") extents(r.extent);
        else if (name == "all") {
            for (int k = 0; k < r.count; ++k) {
                if (k > 0) out << ", ";
                write(g.operand(i, k));
            }
        } else common_parameter(name, i);
    }
};

}  // namespace ctgrad::detail
