/// Computations as Python with NumPy: `python(e)`, `python<"name">(value_and_gradient(f, x, y))`.
#pragma once

#include <ctgrad/show/code.hpp>

namespace ctgrad {

namespace detail {

/// What a variable must not be called in a Python program.
inline constexpr std::string_view python_words[] = {
    "False", "None",     "True",  "and",     "as",       "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",     "elif",     "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import",  "in",       "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return",  "try",      "while",  "with",   "yield",    "match",
    "case",  "type",     "np",    "special", "__debug__"};

/// Writes nodes as expressions on whole arrays.
struct python_printer : code_printer<python_printer> {
    const code_names& names;

    constexpr python_printer(graph& nodes, long_text& text, const statements& lines,
                             const code_names& variables)
        : code_printer{nodes, text, lines}, names(variables) {}

    constexpr bool needs_name(int) const { return false; }
    constexpr bool view(int i) const {
        return is<operations::slice>(i) || is<operations::transpose>(i);
    }
    constexpr place_of_operand place(int i, int k) {
        using enum place_of_operand;
        if (view(i)) return read;
        return at(i).op->kind < role::power || !repeats(pattern(i), k) ? inside : read;
    }

    constexpr std::string_view pattern(int i) const {
        const record& r = at(i);
        const shape& extent = r.extent;
        const shape& first = r.count > 0 ? g.nodes.data[g.operand(i, 0)].extent : extent;
        if (is<operations::transpose>(i) && first.rank == 1) return "{0}[None, :]";
        if (is<operations::place>(i) && extent.rank == 2)
            return "np.pad(np.ravel({0}), ({p}, {after})).reshape({shape})";
        if (is<operations::place>(i)) return "np.pad(np.ravel({0}), ({p}, {after}))";
        if (is<operations::stack>(i) && extent.rank == 2)
            return "np.array([{all}]).reshape({shape})";
        if (is<operations::concat>(i) && extent.rank == 2) return "np.vstack([{0}, {1}])";
        if (is<operations::diagonal_matrix>(i) && extent.rows != extent.columns)
            return extent.rows < extent.columns ? "np.eye({shape}) * {0}[:, None]"
                                                : "np.eye({shape}) * {0}";
        if (!is<operations::slice>(i))
            return plan.rows[i] ? plan.rows[i]->python : std::string_view{};
        if (extent.rank == 0) return first.rank == 1 ? "{0}[{p}]" : "{0}[{row}, {column}]";
        if (first.rank == 1) return "{0}[{p}:{end}]";
        if (extent.rank == 2 && first.columns == extent.columns) return "{0}[{row}:{last}]";
        return extent.rank == 1 ? "np.ravel({0})[{p}:{end}]"
                                : "np.ravel({0})[{p}:{end}].reshape({shape})";
    }

    constexpr void number(rational value) {
        if (value.integer() || decimals(value.denominator) >= 0) return write_number(out, value);
        out << value.numerator << std::string_view(" / ") << value.denominator;
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
        if (at(i).op->kind == role::variable) out << names.inputs[i].view();
        else out << names.letter << plan.number[i];
    }
    constexpr void extents(const shape& extent) {
        out << extent.rows;
        if (extent.rank == 2) out << std::string_view(", ") << extent.columns;
    }
    constexpr void full(int i) {
        out << std::string_view("np.full((");
        extents(at(i).extent);
        out << std::string_view(at(i).extent.rank == 1 ? ",), " : "), ");
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
            out << std::string_view(square ? "np.square(" : root ? "np.sqrt(" : "np.cbrt(");
            write(base);
            out << ')';
            if (!cube_root || e.numerator == 1) return;
            e = rational(e.numerator);
        } else write(base, precedence::call);
        out << std::string_view(" ** ");
        const bool brackets = decimals(e.denominator) < 0;
        if (brackets) out << '(';
        number(e);
        if (brackets) out << ')';
    }

    constexpr void parameter(std::string_view name, int i) {
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
                if (k > 0) out << std::string_view(", ");
                write(g.operand(i, k));
            }
        } else common_parameter(name, i);
    }
};

template <core::label Name> struct python_program {
    using view = std::string_view;

    static constexpr void write(shown_graph& shown, long_text& out) {
        graph& g = shown.nodes;
        const code_names names(shown, [](view word) {
            return same_text(word, Name.view()) || is_one_of(word, python_words);
        });
        statements plan;
        python_printer print(g, out, plan, names);
        plan.plan(shown, print);
        bool special = false;
        for (const notation* r : plan.rows)
            special = special || (r && r->python.starts_with("special."));
        out << view("import numpy as np  # or: import jax.numpy as np\n");
        if (special)
            out << view("from scipy import special  # or: from jax.scipy import special\n");
        out << view("\n\ndef ") << Name.view() << '(';
        for (int k = 0; k < names.order.size; ++k) {
            if (k > 0) out << view(", ");
            out << names.inputs[names.order[k]].view();
        }
        out << view("):\n");
        for (int i = 0; i < g.nodes.size; ++i) {
            if (!plan.named[i]) continue;
            out << view("    ");
            print.name(i);
            out << view(" = ");
            print.write(i, precedence::comparison, true);
            out << '\n';
        }
        out << view("    return ");
        const int derivatives = shown.outputs.size - shown.value;
        const bool both = shown.value && derivatives > 0;
        for (int o = 0; o < shown.outputs.size; ++o) {
            if (o > 0) out << view(", ");
            if (o == static_cast<int>(shown.value) && (both || derivatives > 1)) out << '(';
            print.write(shown.outputs[o]);
        }
        if (both && derivatives == 1) out << ',';
        if (both || derivatives > 1) out << ')';
        out << '\n';
    }
};

}  // namespace detail

/// A Python function of this name that computes the same with NumPy, in calls that JAX has as well
/// (special functions come from SciPy). Its parameters are the variables that it needs, in the
/// order of their names: numbers and arrays of floating-point numbers. It returns the value, a
/// derivative, a tuple of derivatives, or the value and a tuple. Each shared node is computed once.
template <core::label Name = "f", computation X> constexpr std::string_view python(X) {
    return detail::text_without_loops<"python", detail::python_program<Name>, X>();
}

}  // namespace ctgrad
