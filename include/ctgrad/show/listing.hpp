/// Computations line by line, as a textbook writes them: `listing(value_and_gradient(f, W, b))`.
#pragma once

#include <ctgrad/show/cost.hpp>
#include <ctgrad/show/joined_loops.hpp>
#include <ctgrad/show/listing_plan.hpp>

namespace ctgrad {

namespace detail {

/// Writes the lines with their shapes and costs.
template <class Text> struct listing_writer {
    using view = core::text_view;

    shown_graph& shown;
    graph& g;
    const listing_plan<>& plan;
    Text& out;

    constexpr listing_writer(shown_graph& s, const listing_plan<>& lines, Text& text)
        : shown(s), g(s.nodes), plan(lines), out(text) {}

    constexpr void write(long total) {
        const bool derivatives = shown.variables.size > 0;
        if (derivatives) out << "// forward\n";
        lines(true);
        if (shown.value) result(shown.outputs[0], "value");
        if (derivatives) {
            out << "\n// backward\n";
            lines(false);
            out << "\n// results\n";
        }
        for (int k = 0; k < shown.variables.size; ++k)
            if (shown.second.size == 0)
                result(shown.outputs[k + shown.value], "gradient", shown.variables[k]);
            else result(shown.outputs[k], "hessian", shown.variables[k], shown.second[k]);
        out << "// in all: flops ";
        write_grouped(out, total);
        out << '\n';
    }

    constexpr void name(int i) { out << plan.names.letter[i] << plan.names.number[i]; }

    constexpr void lines(bool forward) {
        for (int i = 0; i < g.nodes.size; ++i) {
            if (plan.names.number[i] == 0 || plan.forward[i] != forward) continue;
            const int begin = out.size();
            name(i);
            line(i, begin, true);
        }
    }

    constexpr void result(int i, view what, view variable = {}, view second = {}) {
        const int begin = out.size();
        out << what;
        if (!variable.empty()) out << '[' << variable << ']';
        if (!second.empty()) out << '[' << second << ']';
        line(i, begin, false);
    }

    constexpr void line(int i, int begin, bool definition) {
        out << " = ";
        printer<Text>{g, out, largest_counted, &plan.names}.write(i, precedence::comparison,
                                                                  definition);
        while (out.size() - begin < 48) out << ' ';
        out << "  // ";
        const shape extent = g.extent(i);
        if (extent.rank == 0) out << "scalar";
        else out << extent.rows;
        if (extent.rank == 2) out << " x " << extent.columns;
        list<int> read;
        const bool known = !definition && (plan.names.number[i] > 0 || g.nodes[i].count == 0);
        const long flops = known ? 0 : flops_of_line(i, read);
        if (flops > 0) {
            out << "   flops ";
            write_grouped(out, flops);
        }
        bool first = true;
        for (int r : read) {
            if (plan.forward[i] || !plan.forward[r] || r == i) continue;
            out << view(first ? "   saved: " : ", ");
            first = false;
            name(r);
        }
        out << '\n';
    }

    /// The operations of a node and of what stands inside its line; what the line reads.
    constexpr long flops_of_line(int i, list<int>& read) {
        long sum = 0;
        list<int> pending;
        pending.push(i);
        list<int> seen;
        while (pending.size > 0) {
            const int n = pending.pop();
            const record r = g.nodes[n];
            bool again = false;
            for (int s : seen) again = again || s == n;
            if (again || r.count == 0) continue;
            if (n != i && plan.names.number[n] > 0) {
                bool noted = false;
                for (int k : read) noted = noted || k == n;
                if (!noted) read.push(n);
                continue;
            }
            seen.push(n);
            layout l{r.extent, g.extent(g.operand(n, 0)), scalar_shape, r.p, r.q};
            if (r.count > 1) l.b = g.extent(g.operand(n, 1));
            if (!free_of_cost(n)) sum += r.op->counts(l).total();
            if (divides(n)) sum -= r.extent.size();
            for (int k = r.count; k-- > 0;) pending.push(g.operand(n, k));
        }
        return sum;
    }
    /// Whether a factor is a divisor, so that the product is the division.
    constexpr bool divides(int n) const {
        if (g.nodes[n].op->kind != role::product) return false;
        for (int k = 0; k < 2; ++k) {
            const record& factor = g.nodes[g.operand(n, k)];
            if (factor.op->kind == role::power && factor.p < 0 && factor.extent == g.extent(n) &&
                plan.names.number[g.operand(n, k)] == 0)
                return true;
        }
        return false;
    }
    /// A difference is one operation, and a constant spread over a shape none.
    constexpr bool free_of_cost(int n) const {
        const record& r = g.nodes[n];
        if (r.op->kind != role::product) return false;
        const record& factor = g.nodes[g.operand(n, 0)];
        return factor.op->kind == role::constant && (factor.p == -1 || factor.p == 1) &&
               factor.q == 1;
    }
};

template <class X> struct listing_lines {
    template <class Text> static constexpr void write(shown_graph& all, Text& out) {
        if (!has_loops(all.nodes)) return write_lines(all, out);
        shown_graph joined;
        join_loops(all, joined);
        write_lines(joined, out);
    }

private:
    template <class Text> static constexpr void write_lines(shown_graph& shown, Text& out) {
        list<adjoint_of> adjoints;
        graph value;
        load(value, entry_of<subject<X>::root>);
        find_adjoints<X>(value, adjoints);
        const listing_plan<> plan(shown, value, adjoints);
        listing_writer<Text>(shown, plan, out).write(cost(X{}).operations);
    }
};

}  // namespace detail

/// A computation line by line, in the order in which it is done: the forward part, the backward
/// part, the results. z1 and a1 are the weighted sums and outputs of the first layer, d1 is the
/// adjoint of z1, with all its factors, which `diff` brings in front of products; others are t1,
/// t2, ... Behind each line stand its shape, its operations and the forward values that it reads
/// (saved until then). Each shared node has one line. A loop has the lines of a step in front of
/// it. The sum at the end is what the program executes, cost(x).operations: less than that of the
/// lines where it computes something once for two of them, and more where they stand in loops.
template <computation X> constexpr core::text_view listing(X) {
    return detail::written_by<detail::program_text<detail::listing_lines<X>, X>>;
}

}  // namespace ctgrad
