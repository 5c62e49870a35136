/// Expressions in C++: what one entry of a node is, in a loop over entries.
#pragma once

#include <ctgrad/show/code.hpp>
#include <ctgrad/show/cpp_functions.hpp>

namespace ctgrad {

namespace detail {

/// A row or column of an entry: constant + i, j, k times their factors.
struct index_sum {
    int constant = 0, i = 0, j = 0, k = 0;

    friend constexpr index_sum operator*(int n, index_sum x) {
        return {n * x.constant, n * x.i, n * x.j, n * x.k};
    }
    friend constexpr index_sum operator+(index_sum x, index_sum y) {
        return {x.constant + y.constant, x.i + y.i, x.j + y.j, x.k + y.k};
    }
};

inline constexpr index_sum loop_i{0, 1, 0, 0}, loop_j{0, 0, 1, 0}, loop_k{0, 0, 0, 1};

template <class Text> constexpr void write_index(Text& out, index_sum x) {
    bool first = true;
    const int factors[] = {x.i, x.j, x.k};
    for (int n = 0; n < 3; ++n) {
        if (factors[n] == 0) continue;
        if (!first) out << " + ";
        if (factors[n] != 1) out << factors[n] << " * ";
        out << "ijk"[n];
        first = false;
    }
    if (first) out << x.constant;
    else if (x.constant != 0) out << " + " << x.constant;
}

/// Writes entries of nodes: of what is computed entry by entry, the expression of one entry.
template <class Text> struct cpp_printer : code_printer<cpp_printer<Text>, Text> {
    using printer = code_printer<cpp_printer, Text>;
    using printer::at, printer::common_parameter, printer::g, printer::inlined, printer::out;
    using printer::plan, printer::write;

    const list<code_name>& inputs;  ///< per node, of a variable
    const char letter;              ///< of temporary values
    index_sum row{}, column{};
    core::text_view target{};  ///< where {y} is
    core::text_view indent{};  ///< of its lines

    constexpr cpp_printer(graph& nodes, Text& text, const statements& lines,
                          const list<code_name>& variables, char first)
        : printer{nodes, text, lines}, inputs(variables), letter(first) {}

    static constexpr bool is_view(const record& r) {
        return r.op == &descriptor<operations::slice> ||
               r.op == &descriptor<operations::transpose> ||
               r.op == &descriptor<operations::as_vector>;
    }
    constexpr bool view(int i) const { return is_view(at(i)); }
    constexpr bool needs_name(int i) const { return is<operations::sum_of_entries>(at(i)); }

    /// Computed entry by entry.
    constexpr bool entrywise(int i) const {
        return at(i).op->kind != role::structural && at(i).count > 0;
    }

    constexpr place_of_operand place(int i, int k) {
        using enum place_of_operand;
        const int o = g.operand(i, k);
        if (is<operations::scan>(at(i))) return place_in_loop(i, k);
        if (view(i)) return is<operations::slice>(at(i)) || !view(o) ? whole : read;
        if (is<operations::matrix_product>(at(i)) || is<operations::outer>(at(i))) return read;
        const bool loop = entrywise(i) || is<operations::sum_of_entries>(at(i)) ||
                          is<operations::stack>(at(i)) || is<operations::concat>(at(i)) ||
                          is<operations::place>(at(i));
        if (!loop) return whole;
        const bool entry_of_same = entrywise(o) && (g.extent(o) == g.extent(i) || !entrywise(i));
        return entry_of_same && !operand_repeats(i, k) ? inside : read;
    }
    /// Initial states are read entry by entry; of sequences and what a step reads, the place.
    constexpr place_of_operand place_in_loop(int i, int k) {
        using enum place_of_operand;
        const int o = g.operand(i, k);
        if (k < at(i).p) return entrywise(o) ? inside : read;
        return k < at(i).q && is<operations::slice>(at(o)) ? read : whole;
    }
    constexpr bool operand_repeats(int i, int k) {
        if (at(i).op->kind != role::power) return repeats(pattern(i), k);
        const rational e = at(i).value();
        return e.integer() &&
               (e.numerator == 2 || e.numerator == 3 || e.numerator == -2 || e.numerator == -3);
    }

    constexpr core::text_view pattern(int i) const {
        const notation_row* const known = plan.rows.data[i];
        return known ? known->cpp : core::text_view{};
    }

    constexpr void number(rational value) {
        const bool decimal = decimals(value.denominator) >= 0;
        if (decimal) write_number(out, value);
        else out << value.numerator << ".0 / " << value.denominator << ".0";
        if (value.integer()) out << ".0";
    }

    constexpr bool read_as_it_is(int i) const {
        return at(i).op->kind == role::variable || !inlined(i) || view(i);
    }

    /// Writes a node that is a variable, has a name or is part of such a one.
    constexpr bool reference(int i, bool definition) {
        const record& r = at(i);
        if (!definition && (r.op->kind == role::variable || !inlined(i))) {
            name(i);
            if (r.extent.rank > 0) subscript(r.extent.columns * row + column);
            return true;
        }
        if (!view(i)) return false;
        const int u = g.operand(i, 0);
        const index_sum at_row = row, at_column = column;
        if (is<operations::slice>(at(i))) {
            name(u);
            const index_sum first{static_cast<int>(r.p)};
            subscript(r.extent.rank == 0 ? first : first + r.extent.columns * row + column);
            return true;
        }
        if (is<operations::transpose>(at(i))) row = at_column, column = at_row;
        write(u);
        row = at_row;
        column = at_column;
        return true;
    }
    constexpr void name(int i) {
        if (at(i).op->kind == role::variable) out << inputs[i].view();
        else out << letter << plan.number[i];
    }
    constexpr void subscript(index_sum entry) {
        out << '[';
        write_index(out, entry);
        out << ']';
    }

    static constexpr precedence level_of_power(rational e) {
        const bool product = e.integer() && e.numerator <= 3;
        return product ? precedence::product : precedence::call;
    }
    constexpr void power(int base, rational e) {
        if (e.integer() && e.numerator <= 3) {
            for (std::int64_t k = 0; k < e.numerator; ++k) {
                if (k > 0) out << " * ";
                write(base, precedence::call);
            }
            return;
        }
        const bool root = e == rational(1, 2), cube_root = e.denominator == 3;
        const bool plain = root || e == rational(1, 3);
        if (!plain) out << row_of(&descriptor<operations::power>)->cpp << '(';
        if (root) out << "std::sqrt(";
        if (cube_root) out << "std::cbrt(";
        write(base);
        if (root || cube_root) out << ')';
        if (plain) return;
        out << ", ";
        number(cube_root ? rational(e.numerator) : e);
        out << ')';
    }

    constexpr void parameter(core::text_view name, int i) {
        if (name == "y") out << target;
        else common_parameter(name, i);
    }

    /// A pattern for whole arrays takes names where others take entries.
    constexpr void fill_with_names(int i) {
        const core::text_view text = pattern(i);
        for (std::size_t c = 0; c < text.size(); ++c) {
            if (text[c] != '{') {
                out << text[c];
                if (text[c] == '\n') out << indent;
                continue;
            }
            const std::size_t end = text.find('}', c);
            const core::text_view what = text.substr(c + 1, end - c - 1);
            if (is_digit(what[0])) name(g.operand(i, what[0] - '0'));
            else parameter(what, i);
            c = end;
        }
    }
};

}  // namespace detail

}  // namespace ctgrad
