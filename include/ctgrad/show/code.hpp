/// What is common to programs in C++ and in Python: arithmetic with its brackets, and patterns.
#pragma once

#include <ctgrad/show/statements.hpp>

namespace ctgrad::detail {

/// How tightly the text of a pattern holds together: the loosest operator outside of its brackets.
constexpr precedence level_of_pattern(core::text_view pattern) {
    precedence level = precedence::call;
    int depth = 0;
    for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
        const char c = pattern[i];
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        if (depth > 0 || i == 0 || pattern[i - 1] != ' ' || pattern[i + 1] != ' ') continue;
        if (c == '+' || c == '-') return precedence::sum;
        if (c == '*' || c == '/' || c == '@') level = precedence::product;
    }
    return level;
}

/// Writes nodes as expressions. The language derives from it:
///   void number(rational), bool read_as_it_is(int i),
///   bool reference(int i, bool definition) (true: it was written, without its operation),
///   precedence level_of_power(rational), void power(int base, rational), view pattern(int i),
///   void parameter(view name, int i)
template <class Language, class Text> struct code_printer : written_form {
    using view = core::text_view;

    Text& out;
    const statements& plan;

    constexpr code_printer(graph& nodes, Text& text, const statements& lines)
        : written_form{nodes}, out(text), plan(lines) {}

    constexpr Language& self() { return static_cast<Language&>(*this); }

    constexpr precedence level_of(int i) {
        const record& r = at(i);
        switch (r.op->kind) {
        case role::sum: return precedence::sum;
        case role::product:
            return is_constant(g, g.operand(i, 0), -1) ? precedence::prefix : precedence::product;
        case role::power: return r.p < 0 ? precedence::product : self().level_of_power(r.value());
        case role::constant:
            return r.q != 1 && decimals(r.q) < 0 ? precedence::product
                   : r.p < 0                     ? precedence::prefix
                                                 : precedence::call;
        default: return level_of_pattern(self().pattern(i));
        }
    }

    constexpr void write(int i, precedence at_least = precedence::comparison,
                         bool definition = false) {
        const bool brackets = (definition || !self().read_as_it_is(i)) && level_of(i) < at_least;
        if (brackets) out << '(';
        if (!self().reference(i, definition)) body(i);
        if (brackets) out << ')';
    }

    constexpr void body(int i) {
        const record& r = at(i);
        switch (r.op->kind) {
        case role::sum: return sum(g.operand(i, 0), g.operand(i, 1));
        case role::product: return product(g.operand(i, 0), g.operand(i, 1));
        case role::power:
            if (r.p > 0) return self().power(r.operand[0], r.value());
            self().number(1);
            out << " / ";
            return reciprocal(i);
        case role::constant: return self().number(r.value());
        default: break;
        }
        const view pattern = self().pattern(i);
        if (!pattern.empty()) return fill(pattern, i);
        out << at(i).op->name << '(';  // an operation that is not in the table
        for (int k = 0; k < at(i).count; ++k) {
            if (k > 0) out << ", ";
            write(g.operand(i, k));
        }
        out << ')';
    }

    constexpr bool inlined(int i) const { return !plan.named[i]; }
    constexpr bool minus(int i) {
        return inlined(i) && (at(i).op->kind == role::constant ? at(i).p < 0 : has_minus(i));
    }
    constexpr bool has_minus(int i) {
        return at(i).op->kind == role::product && is_constant(g, g.operand(i, 0)) &&
               at(g.operand(i, 0)).p < 0;
    }

    constexpr void sum(int left, int right) {
        if (minus(left) && !minus(right)) {
            const int swap = left;
            left = right;
            right = swap;
        }
        write(left, precedence::sum);
        if (!minus(right)) {
            out << " + ";
            return write(right, precedence::product);
        }
        out << " - ";
        if (at(right).op->kind == role::constant) return self().number(-at(right).value());
        const rational c = -at(g.operand(right, 0)).value();
        if (c == rational(1)) return write(g.operand(right, 1), precedence::product);
        coefficient(c);
        write(g.operand(right, 1), precedence::prefix);
    }

    constexpr void coefficient(rational c) {
        const bool fraction = decimals(c.denominator) < 0;
        if (fraction) out << '(';
        self().number(c);
        if (fraction) out << ')';
        out << " * ";
    }

    constexpr bool divisor(int i) const {
        return inlined(i) && at(i).op->kind == role::power && at(i).p < 0;
    }

    constexpr void product(int left, int right) {
        if (is_constant(g, left, -1)) {
            out << '-';
            return write(right, precedence::prefix);
        }
        if (divisor(left) && !divisor(right)) {
            const int swap = left;
            left = right;
            right = swap;
        }
        write(left, precedence::product);
        if (divisor(right)) {
            out << " / ";
            return reciprocal(right);
        }
        out << " * ";
        write(right, precedence::prefix);
    }

    constexpr void reciprocal(int i) {
        const int base = g.operand(i, 0);
        const rational e = -at(i).value();
        if (e == rational(1)) return write(base, precedence::call);
        const bool brackets = self().level_of_power(e) < precedence::call;
        if (brackets) out << '(';
        self().power(base, e);
        if (brackets) out << ')';
    }

    /// Writes a pattern with its operands and parameters in their places. An operand between
    /// brackets and commas needs no brackets of its own.
    constexpr void fill(view pattern, int i) {
        for (std::size_t at = 0; at < pattern.size(); ++at) {
            if (pattern[at] != '{') {
                out << pattern[at];
                continue;
            }
            const std::size_t end = pattern.find('}', at);
            const view name = pattern.substr(at + 1, end - at - 1);
            const char before = at == 0 ? ' ' : pattern[at - 1];
            const char behind = end + 1 < pattern.size() ? pattern[end + 1] : ' ';
            const bool opened = before == '(' || before == '[' ||
                                (before == ' ' && at > 1 && pattern[at - 2] == ',');
            const bool enclosed = opened && (behind == ')' || behind == ',' || behind == ']');
            const bool first = at == 0 && (pattern.substr(end + 1, 3) == " @ " ||
                                           pattern.substr(end + 1, 3) == " / ");
            const precedence place = enclosed ? precedence::comparison
                                     : first  ? precedence::product
                                              : precedence::call;
            if (name.size() == 1 && is_digit(name[0])) write(g.operand(i, name[0] - '0'), place);
            else self().parameter(name, i);
            at = end;
        }
    }

    /// Parameters that mean the same in all languages.
    constexpr void common_parameter(view name, int i) {
        const record r = at(i);
        const shape first = r.count > 0 ? g.extent(g.operand(i, 0)) : scalar_shape;
        const shape second = r.count > 1 ? g.extent(g.operand(i, 1)) : scalar_shape;
        if (name == "p") out << r.p;
        else if (name == "n") out << r.extent.size();
        else if (name == "n0") out << first.size();
        else if (name == "r0") out << first.rows;
        else if (name == "r1") out << second.rows;
        else if (name == "c1") out << second.columns;
        else if (name == "s") out << r.extent.columns + 1;
        else if (name == "s0") out << first.columns + 1;
    }
};

}  // namespace ctgrad::detail
