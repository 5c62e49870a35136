/// Loops as batch programs: a step for one sample by registers, or for a tile of samples at a time.
/// Parameter gradients then add up over steps and samples at once.
#pragma once

#include <ctgrad/plan/batch_memory.hpp>
#include <ctgrad/plan/loop_passes.hpp>

namespace ctgrad::detail {

// --- a program for one sample ---

/// The loops of a pass: in a step, what is bound to it has a value of its own, the rest is shared.
template <class Pass> struct single_loops {
    using pass = Pass;
    static constexpr bool tiled = false;
    static constexpr const auto& schedule = loops<Pass>;
    static constexpr bool varies(int) { return false; }
    static constexpr bool summed(int, int) { return true; }
};

// --- a program for tiles of samples ---

/// The parts of the outputs of a batch pass: their nodes are those of the frozen graph.
template <int Count> struct output_parts {
    contribution part[Count + 1]{};
    int count = 0;
};

template <class Batch> constexpr auto find_output_parts() {
    constexpr const auto& all = frozen<batch_nodes<Batch>>;
    graph g;
    list<contribution> parts;
    Batch::run(g, parts);
    output_parts<all.output_count> result;
    int output = 0;
    for (contribution& c : parts) {
        c.a = all.outputs[output++];
        if (c.b >= 0) c.b = all.outputs[output++];
        result.part[result.count++] = c;
    }
    return result;
}

template <class Batch> inline constexpr auto parts_of_outputs = find_output_parts<Batch>();

template <class Batch>
inline constexpr auto batch_loop_schedule = schedule_loops(frozen<batch_nodes<Batch>>, true);

template <int Nodes> struct varying_nodes {
    bool at[Nodes]{};
};

/// What varies with the sample in the graph of a batch pass.
template <class Batch> constexpr auto find_varying_nodes() {
    constexpr const auto& all = frozen<batch_nodes<Batch>>;
    graph g;
    all.thaw(g);
    list<bool> varies;
    find_varying<Batch>(g, varies);
    varying_nodes<all.count> result;
    for (int i = 0; i < all.count; ++i) result.at[i] = varies.data[i];
    return result;
}

template <class Batch> inline constexpr auto varying_nodes_of = find_varying_nodes<Batch>();

/// The loops of a batch pass.
template <class Batch> struct tiled_loops {
    using pass = batch_nodes<Batch>;
    static constexpr bool tiled = true;
    static constexpr const auto& schedule = batch_loop_schedule<Batch>;
    static constexpr bool varies(int node) { return varying_nodes_of<Batch>.at[node]; }

    /// Whether numbers of the results of loops are wanted as a part of an output only, which sums
    /// over the samples.
    static constexpr bool summed(int first, int size) {
        constexpr const auto& g = frozen<pass>;
        constexpr const auto& parts = parts_of_outputs<Batch>;
        for (int i = 0; i < g.count; ++i) {
            if (!of_loop(i) || schedule.at[i].offset + g.nodes[i].extent.size() <= first ||
                first + size <= schedule.at[i].offset)
                continue;
            if (schedule.read[i]) return false;
            for (int k = 0; k < parts.count; ++k)
                if (parts.part[k].b == i ||
                    (parts.part[k].a == i && (parts.part[k].b >= 0 || parts.part[k].rows)))
                    return false;
        }
        return true;
    }
    /// Whether a part of an output is such a sum.
    static constexpr bool is_sum(const contribution& part) {
        if (part.rows || part.b >= 0 || !of_loop(part.a)) return false;
        constexpr const auto& g = frozen<pass>;
        for (int l = 0; l < schedule.loop_count; ++l) {
            const int y = schedule.loop[l];
            const scan_form f = scan_form::of(g.nodes[y]);
            int first = schedule.at[y].offset;
            for (int k = 0; k < f.states + f.totals; ++k) {
                const int size = g.nodes[g.operand(y, f.next(k))].extent.size();
                if (k >= f.states && first <= schedule.at[part.a].offset &&
                    schedule.at[part.a].offset + g.nodes[part.a].extent.size() <= first + size)
                    return summed(first, size);
                first += size;
            }
        }
        return false;
    }

private:
    /// Whether a node is a part of what a loop makes.
    static constexpr bool of_loop(int i) {
        constexpr const auto& g = frozen<pass>;
        if (!schedule.needed[i] || schedule.at[i].where != space::arena) return false;
        while (g.nodes[i].op == &descriptor<operations::slice>) i = g.operand(i, 0);
        return g.nodes[i].op == &descriptor<operations::scan>;
    }
};

/// What the whole program reads, as its check wants it.
template <int Count> struct loop_inputs {
    static constexpr int input_count = Count;
    program_input inputs[Count + 1]{};
};
template <class Batch> constexpr auto find_loop_inputs() {
    constexpr const auto& g = frozen<batch_nodes<Batch>>;
    loop_inputs<count_variables(g)> result;
    int input = 0;
    for (int i = 0; i < g.count; ++i)
        if (g.nodes[i].op->kind == role::variable)
            result.inputs[input++] = {g.nodes[i].id, g.nodes[i].name, g.nodes[i].extent};
    return result;
}
template <class Batch> inline constexpr auto inputs_of_loops = find_loop_inputs<Batch>();

// --- a step of a loop ---

/// So many steps pay for what is prepared in front of a loop, or put off until behind some steps.
inline constexpr int least_repeated = 8;

/// The batch pass: one step of the scan that is node Y. Outputs are numbered like its roots. Where
/// samples have lengths of their own, a tile runs as many steps as its longest one. In those that a
/// sample does not have, its state stays, and its rows, which may be anything, have no effect.
template <class Loops, int Y> struct loop_step_pass {
    using pass = typename Loops::pass;
    static constexpr scan_form form = scan_form::of(frozen<pass>.nodes[Y]);
    static constexpr bool of_lengths = Loops::tiled && form.counted;

    static constexpr bool repeated = form.steps >= least_repeated;

    /// The root whose rows are a state as every step finds it; the step before writes them, and
    /// nothing is copied. -1: there is none, or what stands there is not always the state.
    static constexpr int rows_of_state(int state) {
        if (of_lengths || Loops::schedule.segments[Y].again != 0) return -1;
        for (int k = form.states + form.totals; k < form.roots(); ++k)
            if (frozen<pass>.operand(Y, form.next(k)) == frozen<pass>.operand(Y, form.state(state)))
                return k;
        return -1;
    }
    static constexpr bool is_rows_of_state(int root) {
        for (int k = 0; k < form.states; ++k)
            if (rows_of_state(k) == root) return true;
        return false;
    }

    static constexpr bool sums_samples(int total) {
        const int root = form.states + total;
        return Loops::summed(
            place_of_root(frozen<pass>, Loops::schedule, Y, root),
            frozen<pass>.nodes[frozen<pass>.operand(Y, form.next(root))].extent.size());
    }
    static constexpr void run(graph& g, list<contribution>& parts) {
        list<int> roots;
        body_pass<pass, Y>::run(g, roots);
        for (int k = 0; k < roots.size; ++k) {
            int root = roots.data[k];
            const int total = k - form.states;
            const bool is_total = total >= 0 && total < form.totals;
            if (is_rows_of_state(k)) continue;
            if (is_total && sums_samples(total)) {
                const int first = parts.size;
                contributions_of(g, k, root, 1, parts);
                for (int i = first; of_lengths && i < parts.size; ++i) {
                    parts[i].a = where_it_runs(g, parts[i].a);
                    if (parts[i].b >= 0) parts[i].b = where_it_runs(g, parts[i].b);
                }
                continue;
            }
            if (of_lengths &&
                (k < form.states || is_total || Loops::schedule.segments[Y].is_whole(form, k)))
                root = where_it_runs(g, root, k);
            if (is_total) {
                const int before = variable(g, sum_so_far(total), g.extent(root));
                root = raw(g, descriptor<operations::sum>, g.extent(root), before, root);
            }
            parts.push({k, 1, root, -1, false, true});
        }
    }
    static constexpr bool varies(identity id) {
        const step_input input = find_step_input<pass, Y>(id);
        return input.node < 0 || input.row > 0 || Loops::varies(input.node);
    }
    /// Inputs of the program that have a row per sample are read in place.
    static constexpr bool bound(identity id) {
        const step_input input = find_step_input<pass, Y>(id);
        return input.node < 0 ||
               (varies(id) && !(Loops::tiled && Loops::varies(input.node) &&
                                Loops::schedule.at[input.node].where == space::input));
    }
    static constexpr identity parameter(int) { return 0; }
    static constexpr bool row(identity id) { return find_step_input<pass, Y>(id).row > 0; }
    /// Rows that a scan computes again come segment by segment.
    static constexpr bool stays(identity id) {
        return row(id) &&
               source_of_rows(frozen<pass>, Loops::schedule, find_step_input<pass, Y>(id).node) < 0;
    }
    static constexpr bool collected(int root) { return form.is_output(root); }

private:
    static constexpr int variable(graph& g, identity id, const shape& extent) {
        const int known = g.find(id);
        if (known >= 0) return known;
        return g.append(leaf_record(descriptor<operations::variable>, id, {}, 0, 0, extent));
    }
    /// What a sample has if it runs the step; else its state stays, or this is 0.
    static constexpr int where_it_runs(graph& g, int made, int root = form.states) {
        const node runs{&g, variable(g, sample_runs(), scalar_shape)};
        const shape extent = g.extent(made);
        const int otherwise =
            root < form.states ? variable(g, frozen<pass>.operand_id(Y, form.state(root)), extent)
                               : make_constant(g, 0, extent);
        return apply<operations::select>(runs, node{&g, made}, node{&g, otherwise}).index;
    }
};

// --- what is between the loops of a tile ---

/// The batch pass: the code of a stage. First come the values it stores; the outputs of the batch
/// follow in the last stage.
template <class Batch, int Stage> struct tiled_stage_pass {
    using loops_type = tiled_loops<Batch>;
    using pass = typename loops_type::pass;
    static constexpr const auto& schedule = loops_type::schedule;

    static constexpr void stored(list<int>& nodes) {
        for (int i = 0; i < frozen<pass>.count; ++i)
            if (schedule.stored[i] && schedule.needed[i] && schedule.stage[i] == Stage)
                nodes.push(i);
    }
    static constexpr int count_stored() {
        list<int> nodes;
        stored(nodes);
        return nodes.size;
    }
    static constexpr void run(graph& g, list<contribution>& parts) {
        constexpr const auto& all = frozen<pass>;
        graph_part<std::remove_cvref_t<decltype(all)>> part{all, g};
        find_known<pass, Stage>(schedule, part.known);
        list<int> roots;
        stored(roots);
        const int count = roots.size;
        list<contribution> outputs;
        for (int k = 0; Stage == schedule.stages - 1 && k < parts_of_outputs<Batch>.count; ++k) {
            const contribution& c = parts_of_outputs<Batch>.part[k];
            if (loops_type::is_sum(c)) continue;
            outputs.push(c);
            roots.push(c.a);
            if (c.b >= 0) roots.push(c.b);
        }
        part.copy(roots);
        for (int k = 0; k < count; ++k)
            parts.push({k, 1, part.index.data[roots.data[k]], -1, false, true,
                        !loops_type::varies(roots.data[k])});
        for (contribution c : outputs) {
            c.output += count;
            c.a = part.index.data[c.a];
            if (c.b >= 0) c.b = part.index.data[c.b];
            parts.push(c);
        }
    }
    static constexpr int node_of(identity id) {
        for (int k = 0; k < frozen<pass>.count; ++k)
            if (frozen<pass>.nodes[k].id == id) return k;
        return -1;
    }
    static constexpr bool varies(identity id) { return loops_type::varies(node_of(id)); }
    static constexpr bool bound(identity id) {
        return varies(id) && schedule.at[node_of(id)].where == space::arena;
    }
    static constexpr identity parameter(int) { return 0; }
};

}  // namespace ctgrad::detail
