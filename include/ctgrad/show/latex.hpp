/// Expressions as LaTeX mathematics: `latex(e)`.
#pragma once

#include <ctgrad/show/text.hpp>

namespace ctgrad {

namespace detail {

/// Writes nodes as LaTeX. Fractions and powers need no brackets of their own; calls are upright.
template <text_sink Buffer> struct latex_printer : written_form {
    Buffer& out;

    constexpr latex_printer(graph& nodes, Buffer& sink) : written_form{nodes}, out(sink) {}

    using view = std::string_view;

    constexpr void write(int i, bool sum_in_brackets = false) {
        const bool brackets =
            sum_in_brackets && (at(i).op->kind == role::sum || is<operations::one_minus_square>(i));
        if (brackets) out << view("\\left(");
        body(i);
        if (brackets) out << view("\\right)");
    }

    constexpr void body(int i) {
        const record& r = at(i);
        switch (r.op->kind) {
        case role::constant: return number(r.value());
        case role::variable: return name(r.name);
        case role::sum: return sum(i);
        case role::product: return product(i);
        case role::power: return power(r.operand[0], r.value());
        default: return call(i);
        }
    }

    constexpr void number(rational value) {
        if (value.integer()) return void(out << value.numerator);
        if (value.negative()) out << '-';
        out << view("\\frac{") << (value.negative() ? -value.numerator : value.numerator)
            << view("}{") << value.denominator << '}';
    }

    /// W1 is W with the index 1; a longer name stands upright.
    constexpr void name(view text) {
        std::size_t letters = text.size();
        while (letters > 1 && text[letters - 1] >= '0' && text[letters - 1] <= '9') --letters;
        if (letters > 1) out << view("\\mathrm{");
        for (char c : text.substr(0, letters)) {
            if (c == '_') out << '\\';
            out << c;
        }
        if (letters > 1) out << '}';
        if (letters < text.size()) out << view("_{") << text.substr(letters) << '}';
    }

    constexpr void sum(int i) {
        write(at(i).operand[0]);
        const int right = at(i).operand[1];
        if (!negative(right)) {
            out << view(" + ");
            return write(right);
        }
        out << view(" - ");
        const term t = split_coefficient(g, right);
        scaled_by(-t.coefficient, t.rest);
    }

    constexpr void product(int i) {
        const term t = split_coefficient(g, i);
        if (t.coefficient.negative()) out << '-';
        scaled_by(t.coefficient.negative() ? -t.coefficient : t.coefficient, t.rest);
    }

    constexpr void scaled_by(rational coefficient, int rest) {
        if (rest < 0) return number(coefficient);
        if (coefficient != rational(1)) {
            number(coefficient);
            out << view(" \\, ");
        }
        if (at(rest).op->kind == role::product) factors(rest);
        else write(rest, true);
    }

    constexpr void factors(int i) {
        list<int> above, below;
        collect(i, above, below);
        if (below.size > 0) out << view("\\frac{");
        if (above.size == 0) out << '1';
        for (int k = 0; k < above.size; ++k) {
            if (k > 0) {
                const bool hadamard =
                    g.extent(above[k]).rank > 0 && g.extent(above[k - 1]).rank > 0;
                out << view(hadamard ? " \\odot " : " \\, ");
            }
            write(above[k], true);
        }
        if (below.size == 0) return;
        out << view("}{");
        for (int k = 0; k < below.size; ++k) {
            if (k > 0) out << view(" \\, ");
            power(at(below[k]).operand[0], -at(below[k]).value());
        }
        out << '}';
    }

    constexpr void collect(int i, list<int>& above, list<int>& below) const {
        if (at(i).op->kind == role::product) {
            collect(at(i).operand[0], above, below);
            collect(at(i).operand[1], above, below);
        } else (at(i).op->kind == role::power && at(i).p < 0 ? below : above).push(i);
    }

    constexpr void power(int base, rational e) {
        if (e == rational(1)) return write(base);
        if (e.negative()) {
            out << view("\\frac{1}{");
            power(base, -e);
            return void(out << '}');
        }
        if (e == rational(1, 2)) {
            out << view("\\sqrt{");
            write(base);
            return void(out << '}');
        }
        const bool plain = at(base).op->kind == role::variable;
        if (!plain) out << view("\\left(");
        write(base);
        if (!plain) out << view("\\right)");
        out << view("^{");
        number(e);
        out << '}';
    }

    constexpr void call(int i) {
        const record& r = at(i);
        if (is<operations::matrix_product>(i)) {
            write(r.operand[0], true);
            out << view(" \\, ");
            return write(r.operand[1], true);
        }
        if (is<operations::one_minus_square>(i)) {
            out << view("1 - ");
            return power(r.operand[0], 2);
        }
        if (is<operations::transpose>(i)) {
            write(r.operand[0], true);
            return void(out << view("^{\\top}"));
        }
        if (!r.op->infix.empty()) {
            out << view("\\left[");
            write(r.operand[0]);
            out << (is<operations::less_equal>(i) ? view(" \\le ")
                    : is<operations::equal>(i)    ? view(" = ")
                                                  : r.op->infix);
            write(r.operand[1]);
            return void(out << view("\\right]"));
        }
        out << view("\\operatorname{");
        for (char c : is<operations::sum_of_entries>(i) ? view("sum") : r.op->name) {
            if (c == '_') out << '\\';
            out << c;
        }
        out << '}';
        if (r.count == 0) return;
        out << view("\\left(");
        for (int k = 0; k < r.count; ++k) {
            if (k > 0) out << view(", ");
            write(g.operand(i, k));
        }
        if (is<operations::slice>(i) || is<operations::place>(i)) out << view(", ") << r.p;
        out << view("\\right)");
    }
};

struct latex_notation {
    static constexpr void write(graph& g, int root, long_text& out) {
        latex_printer<long_text>{g, out}.write(root);
    }
};

}  // namespace detail

/// The formula for a LaTeX document's mathematics mode (needs amsmath). Indicators stand in square
/// brackets: [0 < z] is 1 where it holds, else 0.
template <expression E> constexpr std::string_view latex(E) {
    return detail::text_in<detail::latex_notation, E::id>.view();
}

}  // namespace ctgrad
