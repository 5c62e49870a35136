/// From a graph to instructions: picks machine forms, reads parts in place, transposes nothing.
#pragma once

#include <ctgrad/plan/factoring.hpp>
#include <ctgrad/plan/fraction.hpp>
#include <ctgrad/plan/matrix_forms.hpp>
#include <ctgrad/plan/scalar_factors.hpp>
#include <ctgrad/plan/sum_chain.hpp>

namespace ctgrad::detail {

/// How a node is computed, where not by its own operation.
enum class form : unsigned char { plain, subtract_right, subtract_left, dot, dot_square };

/// Writes the instructions for the nodes of one frozen graph. Programs of arrays, of which loops
/// and batches need several, share what is compiled for a graph_view; reading the graph itself is
/// faster, for the long programs of numbers.
template <class Graph> struct lowering {
    const Graph& g;
    lowered& out;
    list<int> uses = list<int>(g.count, 0);
    list<form> forms = list<form>(g.count, form::plain);
    long_sums<lowering> sums{*this};
    matrix_forms<lowering> matrices{*this};
    sum_factoring<lowering> factors{*this};
    exponential_products<lowering> exponentials{*this};
    fractions<lowering> quotients{*this};
    scalar_factors<lowering> scalars{*this};
    list<bool> fenced = list<bool>(g.count, false);  ///< rounded as written

    list<bool> replaced = list<bool>(g.count, false);  ///< by what one of the finders above found

    // What is asked of every node of a long program is asked of its record: calls are what costs.

    constexpr const record& at(int i) const { return g.nodes[i]; }
    constexpr role::code kind(int i) const { return g.nodes[i].op->kind; }
    template <class Operation> constexpr bool is(int i) const {
        return g.nodes[i].op == &descriptor<Operation>;
    }
    constexpr bool once(int i) const { return uses.data[i] == 1; }

    constexpr void run() {
        out.code.reserve(g.count + 16);
        out.values.reserve(g.count + 16);
        quotients.divided.reserve(g.count);
        for (int i = 0; i < g.count; ++i) {
            const record& r = g.nodes[i];
            const int* const operands = r.count <= 3 ? r.operand : g.pool + r.operand[0];
            for (int k = 0; k < r.count; ++k) ++uses.data[operands[k]];
            out.values.data[i] = new_value(r.extent);
            quotients.note(i, r);
        }
        out.values.size = g.count;
        for (int o = 0; o < g.output_count; ++o) ++uses.data[g.outputs[o]];
        // A user stands behind its operands: walking back, it decides first what it absorbs.
        for (int i = g.count - 1; i >= 0; --i)
            if (uses.data[i] > 0) decide(i);
        for (int i = 0, input = 0; i < g.count; ++i) {
            value_slot& v = out.values.data[i];
            const role::code kind = g.nodes[i].op->kind;
            if (kind == role::constant) v.at.where = space::constant, v.p = at(i).p, v.q = at(i).q;
            else if (kind == role::variable) v.at = {space::input, input++, 0};
            else if (uses.data[i] > 0) replaced.data[i] ? lower_found(i) : lower(i);
        }
    }

    // --- decisions ---

    /// One use of node i ends; with the last one, i is not computed and its own uses end.
    constexpr void release(int i) {
        if (--uses.data[i] > 0) return;
        for (int k = 0; k < at(i).count; ++k) --uses.data[g.operand(i, k)];
    }

    /// One use of node i becomes a use of its operand k.
    constexpr void look_through(int i, int k) {
        ++uses.data[g.operand(i, k)];
        release(i);
    }

    constexpr bool minus(int i) const {
        const record& r = g.nodes[i];
        if (r.op->kind != role::product) return false;
        const record& factor = g.nodes[r.operand[0]];
        return factor.op->kind == role::constant && factor.p == -1 && factor.q == 1 &&
               g.nodes[r.operand[1]].extent == r.extent;
    }

    constexpr void decide(int i) {
        const record& r = g.nodes[i];
        replaced.data[i] = r.extent.rank > 0 && matrices.decide(i);
        if (replaced.data[i]) return;
        switch (r.op->kind) {
        case role::sum: return decide_sum(i);
        case role::product:
            replaced.data[i] = exponentials.decide(i) || quotients.decide(i) || scalars.decide(i);
            return;
        case role::structural: return decide_structural(i);
        default:
            if (r.op == &descriptor<operations::exactly>) fenced.data[r.operand[0]] = true;
        }
    }

    constexpr void decide_sum(int i) {
        const record& r = g.nodes[i];
        replaced.data[i] = sums.has(i) || factors.decide(i) || sums.decide(i);
        if (replaced.data[i]) return;
        if (minus(r.operand[1])) {
            forms.data[i] = form::subtract_right;
            look_through(r.operand[1], 1);
        } else if (minus(r.operand[0])) {
            forms.data[i] = form::subtract_left;
            look_through(r.operand[0], 1);
        }
    }

    constexpr void decide_structural(int i) {
        const record& r = g.nodes[i];
        if (is<operations::sum_of_entries>(i)) return decide_reduction(i);
        if (!is<operations::matrix_product>(i)) return;
        for (int k = 0; k < 2; ++k)
            if (is<operations::transpose>(r.operand[k])) look_through(r.operand[k], 0);
    }

    constexpr void decide_reduction(int i) {
        const int u = at(i).operand[0];
        if (!once(u)) return;
        const record& inner = at(u);
        if (inner.op->kind == role::power && inner.value() == rational(2)) {
            forms.data[i] = form::dot_square;
            look_through(u, 0);
        } else if (inner.op->kind == role::product && at(inner.operand[0]).extent == inner.extent &&
                   at(inner.operand[1]).extent == inner.extent &&
                   kind(inner.operand[0]) != role::constant) {
            forms.data[i] = form::dot;
            ++uses.data[inner.operand[0]];
            look_through(u, 1);
        }
    }

    /// Ends a use of a node by what replaces its user: what served nothing else vanishes with it.
    constexpr void release_tree(int f) {
        list<int> pending;
        pending.push(f);
        while (pending.size > 0) {
            const int n = pending.pop();
            if (--uses.data[n] > 0) continue;
            for (int k = 0; k < at(n).count; ++k) pending.push(g.operand(n, k));
        }
    }

    // --- instructions ---

    constexpr void emit(const operation& op, int target, int a, int b = -1, int c = -1,
                        std::int64_t p = 0, std::int64_t q = 0) {
        const int count = c >= 0 ? 3 : b >= 0 ? 2 : a >= 0 ? 1 : 0;
        const value_slot* const v = out.values.data;
        out.code.push({&op,
                       p,
                       q,
                       count,
                       target,
                       0,
                       v[target].extent,
                       {a, b, c},
                       {a >= 0 ? v[a].extent : scalar_shape, b >= 0 ? v[b].extent : scalar_shape,
                        c >= 0 ? v[c].extent : scalar_shape}});
    }

    constexpr int temporary(shape extent) {
        out.values.push(new_value(extent));
        return out.values.size - 1;
    }

    constexpr void lower_found(int i) {
        if (sums.has(i)) return sums.lower(i);
        if (matrices.has(i)) return matrices.lower(i);
        if (factors.has(i)) return factors.lower(i);
        if (exponentials.has(i)) return exponentials.lower(i);
        if (scalars.has(i)) return scalars.lower(i);
        quotients.lower(i);
    }

    constexpr void lower(int i) {
        const record& r = g.nodes[i];
        switch (forms.data[i]) {
        case form::plain: return lower_plain(i);
        case form::subtract_right:
            return emit(descriptor<operations::subtract>, i, r.operand[0],
                        at(r.operand[1]).operand[1]);
        case form::subtract_left:
            return emit(descriptor<operations::subtract>, i, r.operand[1],
                        at(r.operand[0]).operand[1]);
        case form::dot:
            return emit(descriptor<operations::dot>, i, at(r.operand[0]).operand[0],
                        at(r.operand[0]).operand[1]);
        case form::dot_square:
            return emit(descriptor<operations::dot>, i, at(r.operand[0]).operand[0],
                        at(r.operand[0]).operand[0]);
        }
    }

    constexpr void lower_plain(int i) {
        const record& r = g.nodes[i];
        if (r.op->kind != role::structural) {
            if (r.op->kind == role::product && minus(i))
                return emit(descriptor<operations::negate>, i, r.operand[1]);
            return emit(*r.op, i, r.operand[0], r.operand[1], r.operand[2], r.p, r.q);
        }
        if (is<operations::slice>(i)) {
            out.values.data[i].base = r.operand[0];
            out.values.data[i].at.offset = static_cast<int>(r.p);
        } else if (is<operations::stack>(i)) lower_stack(i);
        else if (is<operations::concat>(i)) lower_concat(i);
        else if (is<operations::matrix_product>(i))
            lower_matrix_product(i, r.operand[0], r.operand[1]);
        else emit(*r.op, i, r.operand[0], r.operand[1], r.operand[2], r.p, r.q);
    }

    /// As copies, which other elementwise instructions run with.
    constexpr void lower_concat(int i) {
        for (int k = 0, offset = 0; k < 2; ++k) {
            emit(descriptor<operations::copy>, i, at(i).operand[k]);
            instruction& part = out.code.data[out.code.size - 1];
            part.extent = part.operand_extent[0];
            part.target_offset = offset;
            offset += part.extent.size();
        }
    }

    constexpr void lower_stack(int i) {
        for (int k = 0; k < at(i).count; ++k) {
            emit(descriptor<operations::copy>, i, g.operand(i, k));
            instruction& entry = out.code.data[out.code.size - 1];
            entry.extent = scalar_shape;
            entry.target_offset = k;
        }
    }

    /// The extents of an instruction are those of the product; bits of p say what lies transposed.
    constexpr void lower_matrix_product(
        int i, int a, int b, const operation& op = descriptor<operations::matrix_product>) {
        int operand[] = {a, b};
        std::int64_t transposed = 0;
        for (int k = 0; k < 2; ++k)
            if (operand[k] < g.count && is<operations::transpose>(operand[k])) {
                transposed |= 1 << k;
                operand[k] = at(operand[k]).operand[0];
            }
        emit(op, i, operand[0], operand[1], -1, transposed);
        out.code.data[out.code.size - 1].operand_extent[0] = out.values.data[a].extent;
        out.code.data[out.code.size - 1].operand_extent[1] = out.values.data[b].extent;
    }

    constexpr int multiplied(int a, int b) {
        if (a < 0) return b;
        const int t = temporary(broadcast(out.values.data[a].extent, out.values.data[b].extent));
        emit(descriptor<operations::product>, t, a, b);
        return t;
    }

    /// u^e for the divisor u^-e.
    constexpr int base_of_divisor(int i) {
        const int base = at(i).operand[0];
        const rational e = -at(i).value();
        if (e == rational(1)) return base;
        const int factor = temporary(at(i).extent);
        emit(descriptor<operations::power>, factor, base, -1, -1, e.numerator, e.denominator);
        return factor;
    }
};

/// Writes the instructions for the nodes of a graph, by what is compiled for a graph_view. A
/// template to the end: compilers make that only for programs that compute something.
template <class Graph> constexpr void lower(const Graph& g, lowered& p) {
    using view = std::conditional_t<(sizeof(Graph) > 0), graph_view, Graph>;
    lowering<view>{g, p}.run();
}

}  // namespace ctgrad::detail
