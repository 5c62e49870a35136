/// The parts of a program with loops, each a pass with a program of its own: stages between loops,
/// and the bodies of loops, with what their variables are.
#pragma once

#include <utility>

#include <ctgrad/plan/loops.hpp>

namespace ctgrad::detail {

/// A part of a frozen graph as a graph: what is known there becomes a variable.
template <class Graph> struct graph_part {
    const Graph& from;
    graph& to;
    list<int> index = list<int>(Graph::count, -1);
    list<bool> known = list<bool>(Graph::count, false);

    /// Copies the nodes that some need.
    constexpr void copy(const list<int>& roots) {
        list<bool> needed(Graph::count, false);
        for (int i : roots) needed.data[i] = true;
        for (int i = Graph::count - 1; i >= 0; --i)
            for (int k = 0; needed.data[i] && !is_known(i) && k < from.nodes[i].count; ++k)
                needed.data[from.operand(i, k)] = true;
        for (int i = 0; i < Graph::count; ++i)
            if (needed.data[i]) index.data[i] = copied(i);
    }

private:
    constexpr bool is_known(int i) const {
        return known.data[i] && from.nodes[i].op->kind != role::constant;
    }
    constexpr int copied(int i) {
        record r = from.nodes[i];
        if (is_known(i)) {
            const bool variable = r.op->kind == role::variable;
            return to.append(leaf_record(descriptor<operations::variable>, r.id,
                                         variable ? r.name : name_view{}, variable ? r.p : 0, 0,
                                         r.extent));
        }
        if (r.count <= 3)
            for (int k = 0; k < r.count; ++k) r.operand[k] = index.data[r.operand[k]];
        else {
            r.operand[0] = to.pool.size;
            for (int k = 0; k < r.count; ++k) to.pool.push(index.data[from.operand(i, k)]);
        }
        r.origin = nullptr;
        return to.append(r);
    }
};

/// A value that a stage computes, and where it goes.
struct stage_output {
    int node = 0;
    address to{};
};

/// All of a stage: what is stored, and what is asked for.
template <class Pass> constexpr void stage_outputs(int stage, list<stage_output>& result) {
    constexpr const auto& g = frozen<Pass>;
    constexpr const auto& s = loops<Pass>;
    for (int i = 0; i < g.count; ++i)
        if (s.stored[i] && s.needed[i] && s.stage[i] == stage) result.push({i, s.at[i]});
    for (int o = 0; o < g.output_count; ++o) {
        const int i = g.outputs[o];
        const bool there = s.stored[i] && s.at[i].where == space::output && s.at[i].index == o;
        if (s.stage[i] == stage && !there) result.push({i, {space::output, o, 0}});
    }
}

/// What is known where the code of a stage begins.
template <class Pass, int Stage, class Schedule>
constexpr void find_known(const Schedule& s, list<bool>& known) {
    constexpr const auto& all = frozen<Pass>;
    for (int i = 0; i < all.count; ++i) {
        int root = i;
        while (all.nodes[root].op == &descriptor<operations::slice>) root = all.operand(root, 0);
        const bool elsewhere = s.leader[root] >= 0 || all.nodes[root].op->kind == role::variable;
        known.data[i] =
            s.needed[i] && s.at[i].where != space::none && (elsewhere || s.stage[i] < Stage);
    }
}

/// The pass: the code of a stage.
template <class Pass, int Stage> struct stage_pass {
    static constexpr int expected_nodes = frozen<Pass>.count + frozen<Pass>.output_count + 1;
    static constexpr void run(graph& g, list<int>& outputs) {
        constexpr const auto& all = frozen<Pass>;
        graph_part<frozen_of<Pass>> part{all, g};
        find_known<Pass, Stage>(loops<Pass>, part.known);
        list<stage_output> made;
        stage_outputs<Pass>(Stage, made);
        list<int> roots;
        for (const stage_output& o : made) roots.push(o.node);
        part.copy(roots);
        for (int i : roots) outputs.push(part.index.data[i]);
    }

private:
    template <class P> using frozen_of = std::remove_cvref_t<decltype(frozen<P>)>;
};

/// The pass: one step of the scan that is node Y, from its state and rows to its roots.
template <class Pass, int Y> struct body_pass {
    static constexpr int expected_nodes = frozen<Pass>.count + 1;
    static constexpr void run(graph& g, list<int>& outputs) {
        constexpr const auto& all = frozen<Pass>;
        list<identity> open;
        open_levels(all, all.count, open);
        list<in_body::code> body;
        find_running_body(all, Y, open, body);
        graph_part<std::remove_cvref_t<decltype(all)>> part{all, g};
        for (int i = 0; i < Y; ++i)
            part.known.data[i] =
                body.data[i] == in_body::bound || body.data[i] == in_body::captured;
        const scan_form f = scan_form::of(all.nodes[Y]);
        list<int> roots;
        for (int k = 0; k < f.roots(); ++k) roots.push(all.operand(Y, f.next(k)));
        part.copy(roots);
        for (int i : roots) outputs.push(part.index.data[i]);
    }
};

/// What a variable of a step is.
struct step_input {
    int state = -1;     ///< the state of this number
    int total = -1;     ///< the sum so far of a total that is not summed over samples
    int node = -1;      ///< else what it captures, or the sequence it is a row of
    int row = 0;        ///< numbers from one row to the next
    bool runs = false;  ///< whether the step is one of the sample's
};

/// Of a total that every sample has its own of.
constexpr identity sum_so_far(int total) {
    return mix(hash("sum so far"), static_cast<identity>(total));
}

/// Of a tile: 1 for a sample that is long enough to have the step, else 0.
constexpr identity sample_runs() { return hash("the sample runs"); }

template <class Pass, int Y> constexpr step_input find_step_input(identity id) {
    constexpr const auto& g = frozen<Pass>;
    constexpr scan_form f = scan_form::of(g.nodes[Y]);
    for (int k = 0; k < f.states; ++k)
        if (g.operand_id(Y, f.state(k)) == id) return {k};
    for (int k = 0; k < f.sequences; ++k)
        if (g.operand_id(Y, f.row(k)) == id)
            return {-1, -1, g.operand(Y, f.sequence(k)),
                    g.nodes[g.operand(Y, f.row(k))].extent.size()};
    for (int k = 0; k < f.totals; ++k)
        if (sum_so_far(k) == id) return {-1, k};
    if (id == sample_runs()) return {-1, -1, -1, 0, true};
    for (int k = 0; k < g.count; ++k)
        if (g.nodes[k].id == id) return {-1, -1, k};
    return {};
}

template <int Most> struct listed_scans {
    int at[Most + 1]{};
    int count = 0;
};
template <class Pass, int Y> constexpr auto list_sources() {
    constexpr scan_form f = scan_form::of(frozen<Pass>.nodes[Y]);
    list<int> sources;
    find_sources(frozen<Pass>, loops<Pass>, Y, sources);
    listed_scans<f.sequences> result;
    for (int i : sources) result.at[result.count++] = i;
    return result;
}
template <class Pass, int Y> inline constexpr auto listed_sources = list_sources<Pass, Y>();

/// The scans of which loop Y reads what they compute again, as a sequence.
template <class Pass, int Y> constexpr auto sources_of() {
    return []<int... I>(std::integer_sequence<int, I...>) {
        return std::integer_sequence<int, listed_sources<Pass, Y>.at[I]...>{};
    }(std::make_integer_sequence<int, listed_sources<Pass, Y>.count>{});
}

}  // namespace ctgrad::detail
