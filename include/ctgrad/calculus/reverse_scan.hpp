/// Backpropagation through time: the derivative of a scan is a scan that runs the other way. Its
/// state are the adjoints of the state; its cell is what reverse mode makes of the cell; adjoints
/// of what the cell captures (parameters) add up over the steps.
#pragma once

#include <ctgrad/calculus/entry.hpp>
#include <ctgrad/calculus/reverse.hpp>

namespace ctgrad::detail {

/// Writes the scan that is the derivative of one.
struct scan_adjoint {
    graph& g;
    const int y;
    reverse_sweep& outer;
    const scan_form f = scan_form::of(g.nodes.data[y]);
    list<int> offsets{};
    list<identity> open{};
    list<in_body::code> body{};
    list<bool> active{};    ///< per node of the body: it depends on what the outer sweep asks for
    reverse_sweep inner{};  ///< back through one step
    int variables = 0;      ///< of the loop so far
    list<int> initial{};    ///< the derivative's operands, in parts
    list<int> sequences{};
    list<int> states{};
    list<int> rows{};
    list<int> next{};
    list<int> totals{};
    list<int> outputs{};
    list<int> state_of{};     ///< the states these adjoints belong to
    list<int> captured{};     ///< and the captured nodes
    list<int> sequence_of{};  ///< and the sequences
    list<int> kept{};         ///< what the derivative reads of each step

    constexpr int operand(int k) const { return g.operand(y, k); }

    constexpr void run() {
        scan_offsets(g, y, f, offsets);
        open_levels(g, g.nodes.size, open);
        find_body(g, y, open, body);
        find_active();
        variables = numbered_step_variables(g, y, f);
        const bool by_outputs = g.by_outputs;
        g.by_outputs = true;  // which are kept, so that no function is called again
        if (sweep_step()) deliver();
        g.by_outputs = by_outputs;
    }

    // --- what depends on what ---

    constexpr void find_active() {
        active.resize(y, false);
        for (int k = 0; k < f.states; ++k)
            active.data[operand(f.state(k))] = outer.active.data[operand(f.initial(k))];
        for (int k = 0; k < f.sequences; ++k)
            active.data[operand(f.row(k))] = outer.active.data[operand(f.sequence(k))];
        for (int i = 0; i < y; ++i)
            if (body.data[i] == in_body::captured) active.data[i] = outer.active.data[i];
        for (bool again = true; again;) {
            for (int i = 0; i < y; ++i)
                if (body.data[i] == in_body::computed)
                    for (int k = 0; k < g.nodes.data[i].count && !active.data[i]; ++k)
                        active.data[i] = active.data[g.operand(i, k)];
            again = false;
            for (int k = 0; k < f.states; ++k)
                if (!active.data[operand(f.state(k))] && active.data[operand(f.next(k))])
                    again = active.data[operand(f.state(k))] = true;
        }
    }

    // --- one step back ---

    constexpr int variable(const shape& extent) {
        return new_step_variable(g, extent, f.level, variables);
    }

    constexpr void seed(int root, int adjoint) {
        if (root > inner.next) inner.next = root;
        inner.add(g, root, adjoint);
    }

    /// True, if anything comes back.
    constexpr bool sweep_step() {
        inner.adjoint.resize(y, -1);
        inner.active.resize(y, false);
        for (int i = 0; i < y; ++i) inner.active.data[i] = active.data[i];
        bool any = false;
        for (int k = 0; k < f.roots(); ++k) {
            const int root = operand(f.next(k)), first = offsets.data[k];
            if (!active.data[root] && (k >= f.states || !active.data[operand(f.state(k))]))
                continue;
            const shape extent = g.extent(root);
            const int size = offsets.data[k + 1] - first;
            int part = entries_of_sum(g, outer.adjoint.data[y], first, size);
            any = any || part >= 0;
            if (k < f.states) {
                const int fitted =
                    part < 0 ? make_constant(g, 0, extent) : reshaped(g, part, extent);
                initial.push(fitted);
                states.push(variable(extent));
                state_of.push(k);
                seed(root, states.data[states.size - 1]);
            } else if (part < 0) continue;
            else if (f.is_output(k)) {
                sequences.push(part);
                rows.push(variable(extent));
                seed(root, rows.data[rows.size - 1]);
            } else seed(root, reshaped(g, part, extent));
        }
        if (!any) return false;
        while (inner.next >= 0) {
            if (body.data[inner.next] == in_body::computed) inner.run(g, 1);
            else --inner.next;
        }
        return true;
    }

    // --- the derivative's operands ---

    constexpr int adjoint_of(int node) {
        const int a = inner.adjoint.data[node];
        return a < 0 ? make_constant(g, 0, g.extent(node)) : fit(g, a, g.extent(node));
    }
    constexpr bool reached(int node) const {
        return active.data[node] && inner.adjoint.data[node] >= 0;
    }

    /// The adjoint of a transposed matrix goes to the matrix: turned in every step it is an outer
    /// product again, whereas behind the loop, in a batch, every sample's sum would be turned.
    constexpr void add_total(int target, int adjoint) {
        if (g.nodes.data[target].op == &descriptor<operations::transpose>) {
            target = g.operand(target, 0);
            adjoint = apply<operations::transpose>(node{&g, adjoint}).index;
        }
        for (int k = 0; k < captured.size; ++k)
            if (captured.data[k] == target) {
                totals.data[k] = make_sum(g, totals.data[k], adjoint);
                return;
            }
        captured.push(target);
        totals.push(adjoint);
    }

    constexpr void deliver() {
        for (int k : state_of) next.push(adjoint_of(operand(f.state(k))));
        for (int i = 0; i < y; ++i)
            if (body.data[i] == in_body::captured && reached(i)) add_total(i, adjoint_of(i));
        for (int k = 0; k < f.sequences; ++k)
            if (reached(operand(f.row(k)))) sequence_of.push(k);
        for (int k : sequence_of) outputs.push(adjoint_of(operand(f.row(k))));
        find_kept();
        read_kept();
        const scan_form back{f.steps,     f.level,      !f.backward, states.size, rows.size,
                             totals.size, outputs.size, 0,           f.counted};
        list<int> operands(f.counted, operand(scan_form::count()));
        for (const list<int>* all :
             {&initial, &sequences, &states, &rows, &next, &totals, &outputs})
            for (int i : *all) operands.push(i);
        const node all{&g, make_scan(g, back, operands)};
        int offset = 0;
        const auto pass_on = [&](int target) {
            const shape extent = g.extent(target);
            if (outer.active.data[target])
                outer.add(g, target, operations::slice::make(all, offset, extent).index);
            offset += extent.size();
        };
        for (int k : state_of) pass_on(operand(f.initial(k)));
        for (int i : captured) pass_on(i);
        for (int k : sequence_of) pass_on(operand(f.sequence(k)));
    }

    /// Whether a node of the cell has a value that the forward loop can keep of each step. A part
    /// of another node is read where that lies.
    constexpr bool keepable(int i) const {
        if (i >= y || g.nodes.data[i].op == &descriptor<operations::slice>) return false;
        if (body.data[i] == in_body::bound) return true;
        const identity inside = level_bit(f.level + 1) - 1;
        return body.data[i] == in_body::computed && (open[i] & inside) == level_bit(f.level);
    }

    /// What the derivative's cell reads of the forward one, in the order it is met.
    constexpr void find_kept() {
        list<identity> levels;
        open_levels(g, g.nodes.size, levels);
        const identity inside = level_bit(f.level + 1) - 1;
        list<bool> seen(g.nodes.size, false);
        for (int i : states) seen.data[i] = true;
        for (int i : rows) seen.data[i] = true;
        list<int> pending;
        for (const list<int>* roots : {&outputs, &totals, &next})
            for (int k = roots->size; k-- > 0;) pending.push(roots->data[k]);
        while (pending.size > 0) {
            const int i = pending.pop();
            if (seen.data[i] || (levels.data[i] & inside) == 0) continue;
            seen.data[i] = true;
            if (keepable(i)) kept.push(i);
            else
                for (int k = g.nodes.data[i].count; k-- > 0;) pending.push(g.operand(i, k));
        }
    }

    /// Which states and rows the kept values depend on: in forward mode the loop runs for them.
    constexpr void find_read(list<bool>& read) const {
        read.resize(f.bound(), !g.forward);
        list<bool> seen(y, false);
        list<int> pending;
        for (int k = 0; k < kept.size && g.forward; ++k) pending.push(kept[k]);
        while (pending.size > 0) {
            const int i = pending.pop();
            if (seen.data[i]) continue;
            seen.data[i] = true;
            for (int k = 0; k < f.bound(); ++k)
                if (operand(f.state(k)) == i) read.data[k] = true;
            for (int k = 0; k < f.states; ++k)
                if (operand(f.state(k)) == i) pending.push(operand(f.next(k)));
            for (int k = 0; body.data[i] == in_body::computed && k < g.nodes.data[i].count; ++k)
                pending.push(g.operand(i, k));
        }
    }

    /// The operands of the loop that keeps values, but for these: its own results in front, so that
    /// a program runs both as one; in forward mode none of them, as they depend on cotangents.
    constexpr scan_form operands_that_keep(list<int>& operands) const {
        list<bool> read;
        find_read(read);
        scan_form form = f;
        form.states = form.sequences = 0;
        operands.resize(f.counted, operand(scan_form::count()));
        const auto read_from = [&](int first, int count) {
            for (int k = 0; k < count; ++k)
                if (read.data[k]) operands.push(operand(first + k));
        };
        for (int k = 0; k < f.bound(); ++k)
            (k < f.states ? form.states : form.sequences) += read.data[k];
        read_from(f.initial(0), f.bound());
        read_from(f.state(0), f.bound());
        read_from(f.next(0), f.states);
        if (g.forward) form.totals = 0;
        for (int k = f.total(0); k < f.output(f.outputs) && !g.forward; ++k)
            operands.push(operand(k));
        return form;
    }

    /// Rows of sequences are still there; all else the forward loop puts out.
    constexpr void read_kept() {
        list<int> operands, places, starts;
        scan_form longer = operands_that_keep(operands);
        for (int i : kept) {
            int place = -1;
            for (int k = 0; k < f.sequences; ++k)
                if (operand(f.row(k)) == i) place = -2 - k;
            for (int k = longer.output(0); k < operands.size && place == -1; ++k)
                if (operands.data[k] == i) place = k;
            if (place == -1) {
                place = operands.size;
                operands.push(i);
            }
            places.push(place);
        }
        longer.outputs = operands.size - longer.output(0);
        node all{&g, longer.roots() > 0 ? make_scan(g, longer, operands) : -1};
        if (all.index >= 0) scan_offsets(g, all.index, longer, starts);
        for (int k = 0; k < kept.size; ++k) {
            const int place = places.data[k], root = place - longer.next(0);
            rows.push(kept.data[k]);
            if (place < 0) sequences.push(operand(f.sequence(-2 - place)));
            else
                sequences.push(
                    operations::slice::make(all, starts.data[root],
                                            vector_shape(starts.data[root + 1] - starts.data[root]))
                        .index);
        }
    }
};

constexpr void pull_back_scan(graph& g, int y, reverse_sweep& sweep) {
    scan_adjoint{g, y, sweep}.run();
}

}  // namespace ctgrad::detail
