/// Blocks of a program with loops as graphs of their own: the function, and a step of each loop.
#pragma once

#include <ctgrad/expr/scan.hpp>
#include <ctgrad/show/block_marks.hpp>
#include <ctgrad/show/joined_loops.hpp>
#include <ctgrad/show/statements.hpp>

namespace ctgrad::detail {

/// A block as a graph. What is known when the block begins is a variable there, and so is a result
/// of a loop behind it. A loop stands where it runs: a node whose operands are p initial states,
/// then sequences up to operand q, then whatever else the loop reads.
template <class Graph = graph> struct code_block {
    const block_marks<Graph>& marks;
    shown_graph& shown;
    list<int> node{};  ///< per node of it: the one of the whole computation
    list<int> root{};  ///< and of a result of a scan, which; else -1
    list<int> index = list<int>(marks.count, -1);
    list<int> results = list<int>(marks.wanted.size, -1);  ///< per wanted result: the variable

    constexpr void build(const list<int>& outputs) {
        const Graph& all = marks.all;
        for (int i = 0; i < marks.count; ++i) {
            const bool scan = marks.is_scan(i) && marks.first[i] >= 0;
            if (marks.bound[i] ? marks.used[i] : marks.outside[i] && !scan) {
                index[i] = variable(all.nodes.data[i].name, i, -1, all.extent(i));
            } else if (scan && !marks.bound[i]) {
                if (marks.computed[i]) loop(i);
                add_results(i);
            } else if (marks.computed[i]) index[i] = copied(i);
        }
        for (int o : outputs)
            shown.outputs.push(marks.is_scan(o) && !marks.bound[o] ? part(o, 0, all.extent(o))
                                                                   : index[o]);
    }

private:
    constexpr int add(const record& r, int from, int result = -1) {
        node.push(from);
        root.push(result);
        return shown.nodes.append(r);
    }
    constexpr int variable(name_view name, int from, int result, const shape& extent) {
        const identity id = mix(marks.all.nodes.data[from].id, static_cast<identity>(result + 2));
        return add(leaf_record(descriptor<operations::variable>, id, name, 0, 0, extent), from,
                   result);
    }
    constexpr int made(const operation& op, const shape& extent, std::int64_t p, std::int64_t q,
                       const list<int>& operands) {
        record r = leaf_record(op, mix(op.key, static_cast<identity>(shown.nodes.nodes.size)), {},
                               p, q, extent);
        r.count = operands.size;
        if (r.count > 3) {
            r.operand[0] = shown.nodes.pool.size;
            for (int i : operands) shown.nodes.pool.push(i);
        } else
            for (int k = 0; k < r.count; ++k) r.operand[k] = operands[k];
        return add(r, -1);
    }

    constexpr void loop(int scan) {
        const Graph& all = marks.all;
        block_marks<Graph> step{all, marks.open, scan};
        step.mark_step(marks);
        list<int> operands;
        for (int k = 0; k < step.form.states; ++k)
            if (step.roots[k]) operands.push(value(all.operand(scan, step.form.initial(k))));
        const int states = operands.size;
        for (int k = 0; k < step.form.sequences; ++k)
            if (step.uses_row(k))
                operands.push(sequence(value(all.operand(scan, step.form.sequence(k)))));
        const int sequences = operands.size;
        for (int i = 0; i < scan; ++i) {
            if (!step.outside[i]) continue;
            if (!marks.is_scan(i)) operands.push(index[i]);
            for (int k = 0; marks.is_scan(i) && k < scan_form::of(all.nodes.data[i]).roots(); ++k)
                if (step.wants(i, k)) operands.push(results[marks.first[i] + k]);
        }
        const int made_loop =
            made(descriptor<operations::scan>, scalar_shape, states, sequences, operands);
        node[made_loop] = scan;
    }
    constexpr void add_results(int scan) {
        const Graph& all = marks.all;
        const scan_form f = scan_form::of(all.nodes.data[scan]);
        for (int k = 0; k < f.roots(); ++k) {
            if (!marks.wants(scan, k)) continue;
            const shape one = all.extent(all.operand(scan, f.next(k)));
            results[marks.first[scan] + k] =
                variable({}, scan, k, f.is_output(k) ? sequence_extent(one, f.steps) : one);
        }
    }

    constexpr int value(int i) {
        return marks.is_scan(i) && !marks.bound[i] ? part(i, 0, marks.all.extent(i)) : index[i];
    }
    /// What lies in the same order under another shape is the same sequence.
    constexpr int sequence(int i) {
        const graph& g = shown.nodes;
        while (g.nodes.data[i].op == &descriptor<operations::slice> &&
               g.extent(g.operand(i, 0)).size() == g.extent(i).size())
            i = g.operand(i, 0);
        return g.extent(i).rank > 0 ? i : part_of(i, 0, vector_shape(1));
    }
    constexpr int copied(int i) {
        const record& r = marks.all.nodes.data[i];
        if (r.op == &descriptor<operations::slice>) {
            const int o = marks.all.operand(i, 0);
            const int from = static_cast<int>(r.p);
            return marks.is_scan(o) && !marks.bound[o] ? part(o, from, r.extent)
                                                       : part_of(index[o], from, r.extent, i);
        }
        list<int> operands;
        for (int k = 0; k < r.count; ++k) operands.push(value(marks.all.operand(i, k)));
        if (r.count > 0) {
            const int result = made(*r.op, r.extent, r.p, r.q, operands);
            shown.nodes.nodes.data[result].size = r.size;
            node[result] = i;
            return result;
        }
        record leaf = r;
        leaf.origin = nullptr;
        return add(leaf, i);
    }
    constexpr int part_of(int of, int from, const shape& extent, int copy = -1) {
        const shape whole = shown.nodes.extent(of);
        if (whole == extent) return of;
        list<int> operands;
        operands.push(of);
        const int result = whole.rank > 0
                               ? made(descriptor<operations::slice>, extent, from, 0, operands)
                               : made(descriptor<operations::stack>, extent, 0, 0, operands);
        node[result] = copy;
        return result;
    }
    /// Entries of the results of a scan, mostly of one.
    constexpr int part(int scan, int from, const shape& extent) {
        list<int> offsets;
        scan_offsets(marks.all, scan, scan_form::of(marks.all.nodes.data[scan]), offsets);
        int joined = -1, start = 0;
        for (int k = 0; k + 1 < offsets.size; ++k) {
            if (offsets[k + 1] <= from || from + extent.size() <= offsets[k]) continue;
            const int result = results[marks.first[scan] + k], size = offsets[k + 1] - offsets[k];
            if (joined < 0 && from + extent.size() <= offsets[k + 1])
                return part_of(result, from - offsets[k], extent);
            const int entries = part_of(result, 0, vector_shape(size));
            if (joined < 0) start = offsets[k], joined = entries;
            else {
                list<int> both;
                both.push(joined);
                both.push(entries);
                joined = made(descriptor<operations::concat>,
                              vector_shape(shown.nodes.extent(joined).rows + size), 0, 0, both);
            }
        }
        return part_of(joined, from - start, extent);
    }
};

/// A loop of a block: those of its results that are computed.
template <class Graph = graph> struct written_loop {
    const int scan;
    block_marks<Graph> marks;
    list<int> roots{};    ///< the results' numbers; states come first
    list<int> outputs{};  ///< what a step makes of them
    list<int> states{};   ///< what a step reads of the states

    constexpr written_loop(const code_block<Graph>& block, int i)
        : scan(block.node[i]), marks{block.marks.all, block.marks.open, scan} {
        marks.mark_step(block.marks);
        const scan_form& f = marks.form;
        for (int k = 0; k < f.roots(); ++k) {
            if (!marks.roots[k]) continue;
            roots.push(k);
            outputs.push(marks.all.operand(scan, f.next(k)));
            if (k < f.states) states.push(marks.all.operand(scan, f.state(k)));
        }
    }
};

/// What nodes are called where a block is written: the innermost name counts.
struct known_names {
    const code_names& own;  ///< the user's
    struct known {
        int node = 0;
        int root = -1;
        code_name name{};
    };
    list<known> all{};
    int last = 0;  ///< of temporary values
    int states = 0, rows = 0, totals = 0, outputs = 0, steps = 0, copies = 0, sequences = 0;

    constexpr void add(int node, int root, core::text_view name) {
        known k;
        k.node = node;
        k.root = root;
        k.name << name;
        all.push(k);
    }
    constexpr core::text_view find(int node, int root) const {
        for (int i = all.size; i-- > 0;)
            if (all.data[i].node == node && all.data[i].root == root)
                return all.data[i].name.view();
        return {};
    }
    /// The names of a block's variables.
    constexpr void name_variables(const auto& block, list<code_name>& names) const {
        const auto& g = block.shown.nodes;
        names.resize(g.nodes.size, {});
        for (int i = 0; i < g.nodes.size; ++i)
            if (g.nodes.data[i].op->kind == role::variable && names[i].size == 0)
                names[i] << find(block.node[i], block.root[i]);
    }
    static constexpr code_name numbered(core::text_view word, int& number) {
        code_name name;
        name << word << ++number;
        return name;
    }
    /// The name that a variable of a loop has, where nothing else is called so; else a number.
    constexpr code_name name_of(int variable, core::text_view word, int& number) const {
        const code_name& name = own.inputs[variable];
        bool free = name.size > 0;
        for (const known& k : all) free = free && !same_text(k.name.view(), name.view());
        return free ? name : numbered(word, number);
    }
    /// A name for root k of a scan; for a state that of its variable.
    constexpr code_name add_result(const auto& all_nodes, int scan, int k, const scan_form& f) {
        const code_name name = k < f.states
                                   ? name_of(all_nodes.operand(scan, f.state(k)), "state", states)
                               : f.is_output(k) ? numbered("output", outputs)
                                                : numbered("total", totals);
        add(scan, k, name.view());
        return name;
    }
};

/// Whether a program with loops may call something so.
constexpr bool is_loop_word(core::text_view name) {
    for (const core::text_view word : {"state", "row", "rows", "total", "output", "step", "next"})
        if (name.starts_with(word) && name.size() > word.size() && is_digit(name[word.size()]))
            return true;
    return false;
}

/// The computation as it is written: loops that run together are one.
struct joined_graph {
    shown_graph joined{};
    list<identity> open{};
    bool loops = false;

    template <class Shown> constexpr const Shown& of(const Shown& all) {
        loops = has_loops(all.nodes);
        if (loops) join_loops(all, joined, true);
        const Shown& result = loops ? joined : all;
        open_levels(result.nodes, result.nodes.nodes.size, open);
        return result;
    }
};

}  // namespace ctgrad::detail
