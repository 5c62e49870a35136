/// Expressions as text: what is written reads as C++ with this library, with minimal brackets.
#pragma once

#include <ctgrad/calculus/number_text.hpp>
#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad {

namespace detail {

/// Writes nodes of one graph to a sink. Nodes below `depth` levels are written as "...". A node for
/// which `named` gives a number is written as that name: the shared parts of a long text.
template <text_sink Buffer> struct printer {
    const graph& g;
    Buffer& out;
    int depth = huge;
    const list<int>* named = nullptr;  ///< per node: the number of its name t1, t2, ... or 0

    using view = std::string_view;

    constexpr const record& at(int i) const { return g.nodes.data[i]; }
    template <class Operation> constexpr bool is(int i) const {
        return at(i).op == &descriptor<Operation>;
    }

    constexpr bool has_name(int i) const { return named && named->data[i] > 0; }

    constexpr void write(int i, precedence context, bool definition = false) {
        if constexpr (requires { out.overflow; })
            if (out.overflow) return;  // nothing more fits
        if (!definition && named && named->data[i] > 0) return void(out << 't' << named->data[i]);
        const record& r = g.nodes.data[i];
        if (r.op->kind == role::variable) return void(out << view{r.name});
        if (depth == 0 && r.count > 0) return void(out << view("..."));
        --depth;
        const bool brackets = context > precedence::comparison && level(i) < context;
        if (brackets) out << '(';
        body(i);
        if (brackets) out << ')';
        ++depth;
    }

    constexpr precedence level(int i) const {
        const record& r = g.nodes.data[i];
        if (r.op->kind == role::constant) {
            const bool decimal = decimals(r.q) >= 0;
            return !decimal ? precedence::product : r.p < 0 ? precedence::prefix : precedence::call;
        }
        if (r.op->kind == role::sum) return precedence::sum;
        if (r.op->kind == role::power) return r.p < 0 ? precedence::product : precedence::call;
        if (r.op->kind == role::product)
            return hadamards(i) && !split(i) ? precedence::call : precedence::product;
        if (is<operations::matrix_product>(i)) return precedence::product;
        return r.op->infix.empty() ? precedence::call : precedence::comparison;
    }

    constexpr void body(int i) {
        const record& r = g.nodes.data[i];
        switch (r.op->kind) {
        case role::constant: return number(r.value());
        case role::variable: return void(out << view{r.name});
        case role::sum: return sum(i);
        case role::product: return product(i);
        case role::power: return power(i);
        default: break;
        }
        if (is<operations::matrix_product>(i)) {
            write(r.operand[0], precedence::product);
            out << r.op->infix;
            // A * (B * x) needs no brackets: A * B * x is the same expression.
            return write(r.operand[1],
                         g.extent(i).rank == 1 && is<operations::matrix_product>(r.operand[1])
                             ? precedence::product
                             : precedence::call);
        }
        if (!r.op->infix.empty()) {
            write(r.operand[0], precedence::sum);
            out << r.op->infix;
            return write(r.operand[1], precedence::sum);
        }
        call(i);
    }

    constexpr void number(rational value) { write_number(out, value); }

    // --- sums ---

    constexpr bool negative(int i) const { return leading_minus({const_cast<graph*>(&g), i}); }

    /// The terms of a sum of sums, however it associates.
    constexpr void terms_of(int i, list<int>& terms, bool whole = true) const {
        const record& r = g.nodes.data[i];
        if (r.op->kind != role::sum || (!whole && has_name(i))) return terms.push(i);
        terms_of(r.operand[0], terms, false);
        terms_of(r.operand[1], terms, false);
    }

    constexpr void sum(int i) {
        list<int> terms;
        terms_of(i, terms);
        int first = 0;  // a positive term comes first, if there is one
        while (first < terms.size && negative(terms[first])) ++first;
        if (first == terms.size) first = 0;
        write(terms[first], precedence::sum);
        for (int k = 0; k < terms.size; ++k) {
            if (k == first) continue;
            const bool minus = negative(terms[k]);
            out << view(minus ? " - " : " + ");
            if (minus) negated(terms[k]);
            else write(terms[k], precedence::sum);
        }
    }

    /// The node without its leading minus.
    constexpr void negated(int i) {
        if (at(i).op->kind == role::constant) return number(-at(i).value());
        const term t = split_coefficient(g, i);
        if (has_name(i)) {
            out << '(';
            write(i, precedence::sum);
            out << ')';
        } else fraction(-t.coefficient, t.rest);
    }

    // --- products and powers ---

    /// Whether it has a constant factor, or is constant.
    constexpr bool split(int i) const {
        const record& r = g.nodes.data[i];
        return r.op->kind == role::constant ||
               (r.op->kind == role::product && is_constant(g, r.operand[0]));
    }

    /// Whether a product has more than one factor that is not a scalar.
    constexpr bool hadamards(int i) const {
        const record* const n = g.nodes.data;
        if (n[i].op->kind != role::product) return false;
        const record& left = n[n[i].operand[0]];
        return left.extent.rank > 0 && n[n[i].operand[1]].extent.rank > 0 &&
               left.op->kind != role::constant;
    }

    constexpr void product(int i) {
        const term t = split_coefficient(g, i);
        if (t.rest == i && hadamards(i)) return arguments("hadamard", i);
        if (t.coefficient.negative()) {
            out << '-';
            return fraction(-t.coefficient, t.rest);
        }
        fraction(t.coefficient, t.rest);
    }

    /// coefficient * rest as numerator / denominator.
    constexpr void fraction(rational coefficient, int rest) {
        if (coefficient.denominator > 2 && coefficient.numerator == 1 &&
            is<operations::sum_of_entries>(rest) &&
            coefficient.denominator == g.extent(at(rest).operand[0]).size() && !has_name(rest)) {
            out << view("mean(");
            write(at(rest).operand[0], precedence::comparison);
            return void(out << ')');
        }
        list<int> above, below;
        factors_of(rest, above, below);
        const bool decimal = decimals(coefficient.denominator) >= 0;
        const rational front = decimal ? coefficient : rational(coefficient.numerator);
        bool first = true;
        const bool scaled = !front.is(1);
        if (scaled || above.size == 0) number(front), first = false;
        for (int f : above) {
            if (!first) out << view(" * ");
            write(f,
                  first || (scaled && above.size == 1) ? precedence::product : precedence::prefix);
            first = false;
        }
        const int divisors = below.size + (decimal ? 0 : 1);
        if (divisors == 0) return;
        out << view(divisors > 1 ? " / (" : " / ");
        if (!decimal) out << coefficient.denominator;
        for (int k = 0; k < below.size; ++k) {
            if (k > 0 || !decimal) out << view(" * ");
            reciprocal(below[k], divisors > 1 ? precedence::product : precedence::call);
        }
        if (divisors > 1) out << ')';
    }

    constexpr bool below_line(int i) const {
        const record& r = g.nodes.data[i];
        return r.op->kind == role::power && r.p < 0 && !has_name(i);
    }

    /// The factors of a product of products, above and below the line. A product of several vectors
    /// or matrices stays together: it is written as a call.
    constexpr void factors_of(int i, list<int>& above, list<int>& below, bool whole = true) const {
        const record& r = g.nodes.data[i];
        const bool inside =
            r.op->kind == role::product && !hadamards(i) && !split(i) && (whole || !has_name(i));
        if (!inside) return (below_line(i) ? below : above).push(i);
        factors_of(r.operand[0], above, below, false);
        factors_of(r.operand[1], above, below, false);
    }

    /// The denominator that u^-e stands for.
    constexpr void reciprocal(int i, precedence context) {
        power_of(at(i).operand[0], -at(i).value(), context);
    }

    constexpr void power(int i) {
        const rational e = at(i).value();
        if (!e.negative()) return power_of(at(i).operand[0], e, precedence::call);
        out << view("1 / ");
        reciprocal(i, precedence::call);
    }

    constexpr void power_of(int base, rational e, precedence context) {
        if (e.is(1)) return write(base, context);
        const bool square = e.is(2);
        const int root =
            e.numerator == 1 && e.denominator <= 3 ? static_cast<int>(e.denominator) : 0;
        if (root == 2 && is<operations::sum_of_entries>(base) && !has_name(base) &&
            squares(at(base).operand[0]) && !has_name(at(base).operand[0]))
            return arguments("norm", at(base).operand[0]);
        out << view(square ? "square(" : root == 2 ? "sqrt(" : root == 3 ? "cbrt(" : "pow(");
        write(base, precedence::comparison);
        if (!square && root == 0) {
            out << view(", ");
            number(e);
        }
        out << ')';
    }

    // --- calls ---

    constexpr bool squares(int i) const {
        return at(i).op->kind == role::power && at(i).value().is(2);
    }

    constexpr bool square_matrix(int i) const { return g.extent(i).rows == g.extent(i).columns; }

    constexpr void call(int i) {
        const record& r = at(i);
        if (is<operations::sum_of_entries>(i)) {
            const int u = r.operand[0];
            if (!has_name(u)) {
                if (hadamards(u)) return arguments("dot", u);
                if (is<operations::diagonal>(u) && square_matrix(at(u).operand[0]))
                    return arguments("trace", u);
                if (squares(u)) return arguments("squared_norm", u);
            }
            return arguments("sum", i);
        }
        arguments(r.op->name, i);
    }

    /// name(operands, parameters)
    constexpr void arguments(view name, int i) {
        const record& r = at(i);
        const bool whole = is<operations::slice>(i), element = whole && r.q == 0;
        if (is<operations::diagonal_matrix>(i)) name = "diagonal";
        out << (element ? view("element") : name);
        if (is<operations::one_hot>(i)) out << '<' << r.p << '>';
        if (r.count == 0) return;
        out << '(';
        for (int k = 0; k < r.count; ++k) {
            if (k > 0) out << view(", ");
            write(g.operand(i, k), precedence::comparison);
        }
        if (element && g.extent(r.operand[0]).rank == 2)
            out << view(", ") << r.p / g.extent(r.operand[0]).columns << view(", ")
                << r.p % g.extent(r.operand[0]).columns;
        else if (whole || is<operations::place>(i)) {
            out << view(", ") << r.p;
            if (whole && !element) out << view(", ") << r.q;
        }
        out << ')';
    }
};

}  // namespace detail

}  // namespace ctgrad
