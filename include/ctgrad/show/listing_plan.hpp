/// Which nodes of a computation have lines of their own in a listing, and how they are called.
#pragma once

#include <ctgrad/show/statements.hpp>

namespace ctgrad::detail {

/// The adjoint of every node below the root of a gradient; where there is none, the root.
template <class X> struct adjoint_pass;
template <expression F, class... Variables>
struct adjoint_pass<gradient_expressions<F, Variables...>>
    : gradient_pass<false, F::id, Variables::id...> {
    using sweep = gradient_pass<false, F::id, Variables::id...>;

    static constexpr void finish(graph&, const list<int>& notes, list<int>& outputs) {
        for (int i = 0; i <= notes[0]; ++i) {
            const int adjoint = notes[2 + sweep::count + i];
            outputs.push(adjoint < 0 ? notes[0] : adjoint);
        }
    }
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> notes;
        sweep::start(g, notes);
        while (!sweep::advance(g, notes)) {}
        finish(g, notes, outputs);
    }
};
template <expression F, class... Variables>
struct adjoint_pass<value_and_gradient_expressions<F, Variables...>>
    : adjoint_pass<gradient_expressions<F, Variables...>> {};

/// Which adjoint belongs to which node, by their identities.
struct adjoint_of {
    identity node = 0;
    identity adjoint = 0;
};

/// `g` holds the value's nodes alone.
template <class X> constexpr void find_adjoints(const graph& g, list<adjoint_of>& found) {
    if constexpr (requires { typename adjoint_pass<X>::sweep; }) {
        constexpr const auto& adjoints = frozen<adjoint_pass<X>>;
        const int root = g.nodes.size - 1;
        for (int i = 0; i < root && i < adjoints.output_count; ++i) {
            const identity adjoint = adjoints.nodes[adjoints.outputs[i]].id;
            if (adjoint != g.nodes[root].id) found.push({g.nodes[i].id, adjoint});
        }
    }
}

/// Chooses lines and their names: z and a for what a layer computes, d for the adjoint of z.
template <class Shown = shown_graph> struct listing_plan {
    const Shown& shown;
    const graph& g;
    part_names names{};
    list<bool> forward{};  ///< per node: the value needs it
    int last = 0;          ///< of the names t1, t2, ...
    char letter = 't';

    constexpr listing_plan(const Shown& s, const graph& value, const list<adjoint_of>& adjoints)
        : shown(s), g(s.nodes) {
        const int count = g.nodes.size;
        letter = free_letter(g, "tuspqrhmn");
        names.letter.resize(count, letter);
        names.number.resize(count, 0);
        split(value);
        layers(adjoints);
        others();
    }

private:
    constexpr void split(const graph& value) {
        for (int i = 0; i < g.nodes.size; ++i) forward.push(value.find(g.nodes[i].id) >= 0);
        for (int i = g.nodes.size - 1; i >= 0; --i)  // what a loop keeps, too
            for (int k = 0; forward[i] && k < g.nodes[i].count; ++k)
                forward[g.operand(i, k)] = true;
    }

    constexpr bool free(char first) const { return free_letter(g, view(&first)) == first; }
    static constexpr core::text_view view(const char* letter) { return {letter, 1}; }

    constexpr bool affine(int i) const {
        const record& r = g.nodes[i];
        if (r.op == &descriptor<operations::matrix_product>) return true;
        if (r.op->kind != role::sum) return false;
        for (int k = 0; k < 2; ++k)
            if (g.nodes[g.operand(i, k)].op == &descriptor<operations::matrix_product>) return true;
        return false;
    }

    /// z = W a + b, the whole of it, and a = f(z).
    constexpr void layers(const list<adjoint_of>& adjoints) {
        if (!free('z') || !free('a') || !free('d')) return;
        list<bool> inside(g.nodes.size, false);  // a product within a sum
        for (int i = 0; i < g.nodes.size; ++i)
            if (g.nodes[i].op->kind == role::sum && affine(i))
                inside[g.operand(i, 0)] = inside[g.operand(i, 1)] = true;
        int layer = 0;
        list<int> layer_of(g.nodes.size, 0);
        for (int i = 0; i < g.nodes.size; ++i) {
            if (!forward[i] || inside[i]) continue;
            const record& r = g.nodes[i];
            if (affine(i)) {
                layer_of[i] = ++layer;
                give(i, 'z', layer);
                const int adjoint = adjoint_node(adjoints, r.id);
                if (adjoint >= 0 && !forward[adjoint]) give(adjoint, 'd', layer);
                continue;
            }
            const bool function = r.op->kind == role::elementwise || r.op->kind == role::structural;
            if (!function || r.count == 0) continue;
            const int z = g.operand(i, 0);
            if (layer_of[z] > 0 && r.extent == g.extent(z)) give(i, 'a', layer_of[z]);
        }
    }
    constexpr int adjoint_node(const list<adjoint_of>& adjoints, identity node) const {
        for (const adjoint_of& a : adjoints)
            if (a.node == node) return g.find(a.adjoint);
        return -1;
    }
    constexpr void give(int i, char first, int number) {
        if (names.number[i] > 0 || g.nodes[i].count == 0) return;
        names.letter[i] = first;
        names.number[i] = number;
    }

    constexpr bool part(int i) const {
        return g.nodes[i].op == &descriptor<operations::slice> ||
               g.nodes[i].op == &descriptor<operations::transpose>;
    }

    /// What is used more than once, what would make a line too long, and loops.
    constexpr void others() {
        list<int> uses(g.nodes.size, 0), weight(g.nodes.size, 1);
        for (int i = 0; i < g.nodes.size; ++i)
            for (int k = 0; k < g.nodes[i].count; ++k) ++uses[g.operand(i, k)];
        for (int o : shown.outputs) ++uses[o];
        for (int i = 0; i < g.nodes.size; ++i) {
            const record& r = g.nodes[i];
            if (r.count == 0) continue;
            for (int k = 0; k < r.count; ++k) {
                const int o = g.operand(i, k);
                if (names.number[o] == 0 && g.nodes[o].count > 0) weight[i] += weight[o];
            }
            const bool long_line = weight[i] > longest_statement && uses[i] > 0 && r.count < 4;
            const bool loop = r.op == &descriptor<operations::scan>;
            if ((uses[i] > 1 && !part(i)) || long_line || loop) give(i, letter, last + 1);
            if (names.letter[i] == letter && names.number[i] > last) last = names.number[i];
            if (names.number[i] > 0) weight[i] = 1;
        }
    }
};

}  // namespace ctgrad::detail
