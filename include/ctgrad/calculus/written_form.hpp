/// How the nodes of a graph are to be written: as which kind of term, in brackets or by a name.
#pragma once

#include <ctgrad/calculus/number_text.hpp>
#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/calculus/operations/differential.hpp>

namespace ctgrad::detail {

/// Names of parts of a long text: t1, t2, z1.
struct part_names {
    list<char> letter;  ///< per node
    list<int> number;   ///< per node; 0: it has no name
};

/// Whether a node is of this operation.
template <class Operation> constexpr bool is(const record& r) {
    return r.op == &descriptor<Operation>;
}

/// Nodes below `depth` levels are written as "...". A node that has a name is written as that.
struct written_form {
    graph& g;
    int depth = largest_counted;
    const part_names* named = nullptr;

    // Labels are written for every node that a user's operators make, and calls are what costs:
    // what is asked of most nodes is asked of the record itself.

    constexpr const record& at(int i) const { return g.nodes.data[i]; }
    template <class Operation> constexpr bool is(int i) const {
        return g.nodes.data[i].op == &descriptor<Operation>;
    }

    /// Whether only the first levels are written. Then sums and products are not taken apart, which
    /// would look at all of a large expression.
    constexpr bool outline() const { return depth <= largest_ordered; }

    constexpr bool has_name(int i) const { return named && named->number.data[i] > 0; }
    template <class Buffer> constexpr void write_name(Buffer& out, int i) const {
        out << named->letter.data[i] << named->number.data[i];
    }

    /// How tightly the text of the node holds together.
    constexpr precedence level(int i) const {
        const record& r = g.nodes.data[i];
        if (r.op->kind == role::variable) return precedence::call;
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

    /// Whether it stands in brackets there. Of the operands of a sum only comparisons do.
    constexpr bool in_brackets(int i, precedence context) const {
        if (context == precedence::comparison) return false;
        if (context == precedence::sum && g.nodes.data[i].op->kind <= role::power) return false;
        return level(i) < context;
    }

    // --- sums ---

    constexpr bool negative(int i) const { return leading_minus(g, i) && !(named && has_name(i)); }

    /// Whether its terms are written as those of the larger sum.
    constexpr bool is_inner_sum(int i) const {
        return g.nodes.data[i].op->kind == role::sum && depth > largest_ordered &&
               !(named && has_name(i));
    }

    /// The terms of a sum of sums, however it associates.
    constexpr void terms_of(int i, list<int>& terms) {
        list<int> pending;  // not by recursion: a sum of hundreds of terms is as deep
        pending.push(g.operand(i, 1));
        pending.push(g.operand(i, 0));
        while (pending.size > 0) {
            const int part = pending.pop();
            if (!is_inner_sum(part)) {
                terms.push(part);
                continue;
            }
            pending.push(g.operand(part, 1));
            pending.push(g.operand(part, 0));
        }
    }

    // --- products ---

    /// Whether it has a constant factor, or is constant.
    constexpr bool split(int i) const {
        const role::code kind = g.nodes.data[i].op->kind;
        return kind == role::constant ||
               (kind == role::product && g.peek(i, 0).op->kind == role::constant);
    }

    /// Whether a product has more than one factor that is not a scalar.
    constexpr bool hadamards(int i) const {
        const record& r = g.nodes.data[i];
        if (r.extent.rank == 0 || r.op->kind != role::product) return false;
        const record &left = g.peek(i, 0), &right = g.peek(i, 1);
        return left.extent.rank > 0 && right.extent.rank > 0 && left.op->kind != role::constant;
    }

    /// Whether it is one factor of a product, above the line, and no number.
    static constexpr bool is_factor(const record& r) {
        const role::code kind = r.op->kind;
        return kind == role::variable || kind == role::sum || kind > role::power;
    }

    /// Whether it is a divisor.
    constexpr bool below_line(int i) {
        const record& r = g.nodes.data[i];
        return r.op->kind == role::power && r.p < 0 && !has_name(i);
    }

    /// The factors of a product of products, and how many are below the line. A product of several
    /// vectors or matrices stays together: it is written as a call.
    constexpr void factors_of(int i, list<int>& factors, int& below, bool whole = true) {
        const bool inside = at(i).op->kind == role::product && !hadamards(i) && !split(i) &&
                            (whole || !(has_name(i) || outline()));
        if (inside) {
            factors_of(g.operand(i, 0), factors, below, false);
            factors_of(g.operand(i, 1), factors, below, false);
        } else {
            factors.push(i);
            below += below_line(i);
        }
    }

    constexpr bool squares(int i) { return at(i).op->kind == role::power && at(i).value().is(2); }
};

}  // namespace ctgrad::detail
