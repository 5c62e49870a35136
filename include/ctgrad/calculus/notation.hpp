/// Expressions as text: what is written reads as C++ with this library, with minimal brackets.
#pragma once

#include <ctgrad/calculus/written_form.hpp>

namespace ctgrad {

namespace detail {

/// Writes nodes of one graph to a sink.
template <class Buffer> struct printer : written_form {
    Buffer& out;

    constexpr printer(graph& nodes, Buffer& sink, int levels = largest_counted,
                      const part_names* names = nullptr)
        : written_form{nodes, levels, names}, out(sink) {}

    using view = core::text_view;

    constexpr void write(int i, precedence context, bool definition = false) {
        if constexpr (requires { out.overflow; })
            if (out.overflow) return;  // nothing more fits
        if (named && !definition && has_name(i)) return write_name(out, i);
        const record& r = g.nodes.data[i];
        const name_view name = r.name;
        if (depth == 0 && r.count > 0) return out.append("...", 3);
        const bool known = name.size > 0 && (r.count == 0 || depth > largest_ordered);
        const bool brackets = context != precedence::comparison && in_brackets(i, context);
        if (brackets) out << '(';
        if (known) out.append(name.data, name.size);
        else {
            --depth;
            body(i);
            ++depth;
        }
        if (brackets) out << ')';
    }

    /// Operand k, which most often is a variable, or below what is written: then it stays outside.
    constexpr void write_operand(int i, int k, precedence context) {
        const record& r = g.peek(i, k);
        if (named || (depth > 0 && r.op->kind != role::variable) || r.op->kind == role::constant)
            return write(g.operand(i, k), context);
        if (r.count > 0) out.append("...", 3);
        else if (r.name.size > 0) out.append(r.name.data, r.name.size);
        else write(g.operand(i, k), context);
    }

    constexpr void body(int i) {
        const operation& op = *g.nodes.data[i].op;
        switch (op.kind) {
        case role::constant: return number(at(i).value());
        case role::variable: return out.append(at(i).name.data, at(i).name.size);
        case role::sum: return sum(i);
        case role::product: return product(i);
        case role::power: return power(i);
        default: break;
        }
        if (op.infix.empty())
            return op.kind == role::elementwise && at(i).count > 0 ? function(i) : call(i);
        const int left = g.operand(i, 0), right = g.operand(i, 1);
        const bool matrices = is<operations::matrix_product>(i);
        write(left, matrices ? precedence::product : precedence::sum);
        out << op.infix;
        if (!matrices) return write(right, precedence::sum);
        // A * (B * x) needs no brackets: A * B * x is the same expression.
        const bool chain = g.extent(i).rank == 1 && is<operations::matrix_product>(right);
        write(right, chain ? precedence::product : precedence::call);
    }

    constexpr void number(rational value) { write_number(out, value); }

    // --- sums ---

    constexpr void sum(int i) {
        // Most sums are of two terms: without a list they take a third of the time.
        const seen_node self = g.see(i), a = g.peek(self, 0), b = g.peek(self, 1);
        const bool sums = a.content->op->kind == role::sum || b.content->op->kind == role::sum;
        if (!named && (depth <= largest_ordered || !sums)) {
            const bool minus = leading_minus(g, b), swap = !minus && leading_minus(g, a);
            write_operand(i, swap ? 1 : 0, precedence::sum);
            if (swap || minus) return next_term(g.operand(i, swap ? 0 : 1), true);
            out.append(" + ", 3);
            return write_operand(i, 1, precedence::sum);
        }
        list<int> terms;
        terms_of(i, terms);
        int first = 0;  // a positive term comes first, if there is one
        while (first < terms.size && negative(terms[first])) ++first;
        if (first == terms.size) first = 0;
        write(terms[first], precedence::sum);
        for (int k = 0; k < terms.size; ++k)
            if (k != first) next_term(terms[k], negative(terms[k]));
    }

    constexpr void next_term(int i, bool minus) {
        out.append(minus ? " - " : " + ", 3);
        minus ? negated(i) : write(i, precedence::sum);
    }

    /// The node without its leading minus.
    constexpr void negated(int i) {
        if (at(i).op->kind == role::constant) return number(-at(i).value());
        const term t = split_coefficient(g, i);
        fraction(-t.coefficient, t.rest);
    }

    // --- products and powers ---

    constexpr void product(int i) {
        if (g.nodes.data[i].extent.rank == 0 && is_factor(g.peek(i, 0)) &&
            is_factor(g.peek(i, 1))) {
            write_operand(i, 0, precedence::product);  // most, without a list
            out.append(" * ", 3);
            return write_operand(i, 1, precedence::prefix);
        }
        const term t = split_coefficient(g, i);
        if (t.rest == i && hadamards(i)) return arguments("hadamard", i);
        if (t.coefficient.negative()) {
            out << '-';
            return fraction(-t.coefficient, t.rest, t.rest == i);
        }
        fraction(t.coefficient, t.rest, t.rest == i);
    }

    /// coefficient * rest as numerator / denominator. A rest that has a name is taken apart only
    /// where it is `defined`.
    constexpr void fraction(rational coefficient, int rest, bool defined = false) {
        if (coefficient.denominator > 2 && coefficient.numerator == 1 &&
            is<operations::sum_of_entries>(rest) &&
            coefficient.denominator == g.extent(g.operand(rest, 0)).size() && !has_name(rest)) {
            out << "mean(";
            write(g.operand(rest, 0), precedence::comparison);
            return void(out << ')');
        }
        list<int> factors;
        int below = 0;  // the line
        factors_of(rest, factors, below, defined || !has_name(rest));
        const int above = factors.size - below;
        const bool decimal = decimals(coefficient.denominator) >= 0;
        const rational front = decimal ? coefficient : rational(coefficient.numerator);
        bool first = true;
        const bool scaled = !front.is(1);
        if (scaled || above == 0) number(front), first = false;
        for (int f : factors) {
            if (below > 0 && below_line(f)) continue;
            if (!first) out << " * ";
            write(f, first || (scaled && above == 1) ? precedence::product : precedence::prefix);
            first = false;
        }
        const int divisors = below + (decimal ? 0 : 1);
        if (divisors == 0) return;
        if (divisors > 1) out << " / (";
        else out << " / ";
        first = decimal;
        if (!decimal) out << coefficient.denominator;
        for (int f : factors) {
            if (!below_line(f)) continue;
            if (!first) out << " * ";
            reciprocal(f, divisors > 1 ? precedence::product : precedence::call);
            first = false;
        }
        if (divisors > 1) out << ')';
    }

    /// The denominator that u^-e stands for.
    constexpr void reciprocal(int i, precedence context) {
        power_of(g.operand(i, 0), -at(i).value(), context);
    }

    constexpr void power(int i) {
        const rational e = at(i).value();
        if (!e.negative()) return power_of(g.operand(i, 0), e, precedence::call);
        out << "1 / ";
        reciprocal(i, precedence::call);
    }

    constexpr void power_of(int base, rational e, precedence context) {
        if (e.is(1)) return write(base, context);
        const bool square = e.is(2);
        const int root =
            e.numerator == 1 && e.denominator <= 3 ? static_cast<int>(e.denominator) : 0;
        if (root == 2 && is<operations::sum_of_entries>(base) && !has_name(base) &&
            squares(g.operand(base, 0)) && !has_name(g.operand(base, 0)))
            return arguments("norm", g.operand(base, 0));
        if (square) out << "square(";
        else if (root == 2) out << "sqrt(";
        else if (root == 3) out << "cbrt(";
        else out << "pow(";
        write(base, precedence::comparison);
        if (!square && root == 0) {
            out << ", ";
            number(e);
        }
        out << ')';
    }

    // --- calls ---

    /// name(operands): most calls, without asking what else they may be.
    constexpr void function(int i) {
        const record& r = g.nodes.data[i];
        const int count = r.count;  // r may move
        out.append(r.op->name.data(), static_cast<int>(r.op->name.size()));
        out.append('(');
        operands(i, count);
        out.append(')');
    }

    constexpr void operands(int i, int count) {
        for (int k = 0; k < count; ++k) {
            if (k > 0) out.append(", ", 2);
            write_operand(i, k, precedence::comparison);
        }
    }

    constexpr void call(int i) {
        if (is<operations::sum_of_entries>(i)) {
            const int u = g.operand(i, 0);
            if (!has_name(u)) {
                if (hadamards(u)) return arguments("dot", u);
                if (is<operations::diagonal>(u) && square_matrix(g.extent(g.operand(u, 0))))
                    return arguments("trace", u);
                if (squares(u)) return arguments("squared_norm", u);
            }
            return arguments("sum", i);
        }
        if (is<operations::differential>(i)) return differential(i);
        arguments(at(i).op->name, i);
    }

    /// d/dx(u); by a vector or matrix d(u).
    constexpr void differential(int i) {
        const int x = g.operand(i, 1);
        out << 'd';
        if (at(x).extent.rank == 0) out << "/d" << core::text_view(at(x).name);
        out << '(';
        write(g.operand(i, 0), precedence::comparison);
        out << ')';
    }

    /// name(operands, parameters)
    constexpr void arguments(view name, int i) {
        const int count = at(i).count;
        const std::int64_t p = at(i).p, q = at(i).q;
        const bool whole = is<operations::slice>(i), element = whole && q == 0;
        if (is<operations::scan>(i)) return loop(i);
        if (is<operations::step_variable>(i))
            return write_step_name(at(i), [&](view text) { out << text; });
        if (is<operations::diagonal_matrix>(i)) name = "diagonal";
        out << (element ? view("element") : name);
        if (is<operations::one_hot>(i)) out << '<' << p << '>';
        if (count == 0) return;
        out << '(';
        operands(i, count);
        const shape extent = g.extent(g.operand(i, 0));
        if (element && extent.rank == 2)
            out << ", " << p / extent.columns << ", " << p % extent.columns;
        else if (whole || is<operations::place>(i)) {
            const int row = whole && g.extent(i).rank == 2 ? extent.columns : 1;
            out << ", " << p / row;
            if (whole && !element) out << ", " << q / row;
        }
        out << ')';
    }

    // --- loops ---

    /// scan<40>(h = h0, x in X: h = tanh(W * x + U * h); output ...), scan<n <= 40>(...)
    constexpr void loop(int i) {
        const scan_form f = scan_form::of(at(i));
        out << (f.backward ? view("scan_backward<") : view("scan<"));
        if (f.counted) {
            write(g.operand(i, scan_form::count()), precedence::comparison);
            out << " <= ";
        }
        out << f.steps << ">(";
        for (int k = 0; k < f.bound(); ++k) {
            if (k > 0) out << ", ";
            write(g.operand(i, f.state(k)), precedence::comparison);
            out << (k < f.states ? view(" = ") : view(" in "));
            write(g.operand(i, f.initial(k)), precedence::comparison);
        }
        out << ':';
        for (int k = 0; k < f.roots(); ++k) {
            out << (k > 0 ? view("; ") : view(" "));
            if (k < f.states) {
                write(g.operand(i, f.state(k)), precedence::comparison);
                out << " = ";
            } else out << (f.is_output(k) ? view("output ") : view("sum "));
            write(g.operand(i, f.next(k)), precedence::comparison);
        }
        if (f.interval > 0) out << "; checkpoint every " << f.interval;
        out << ')';
    }
};

}  // namespace detail

}  // namespace ctgrad
