/// What a loss says of the states on its way back through time: the gradient by the state of every
/// step, which vanishes or explodes.
///
///     constexpr auto run = scan<40>(carry(h, h0, next), each(x, X));
///     constexpr auto back = state_gradient(squared_norm(run.last(h) - target), run, h);
#pragma once

#include <ctgrad/expr/diff.hpp>
#include <ctgrad/expr/scan.hpp>

namespace ctgrad {

namespace detail {

/// The pass: adds a variable to a state in all steps and behind the last, by which it
/// differentiates, and puts zeros in its place.
template <identity Loss, identity Scan, int State> struct state_gradient_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int root = load(g, entry_of<Loss>), y = load(g, entry_of<Scan>);
        const scan_form f = scan_form::of(g.nodes.data[y]);
        const shape extent = g.extent(g.operand(y, f.state(State)));
        const int rows = added(g, sequence_extent(extent, f.steps), "added in all steps");
        const int last = added(g, extent, "added behind the last step");
        list<int> offsets;
        scan_offsets(g, y, f, offsets);
        const node end = operations::place::make({&g, last}, g.extent(y), offsets[State]);
        replacing with{g};
        with.by.data[y] = make_sum(g, shifted(g, y, f, rows), end.index);
        with.run();
        list<int> targets, adjoints;
        targets.push(rows);
        targets.push(last);
        reverse(g, with.by.data[root], make_constant(g, 1), targets, adjoints);
        const int all =
            apply<operations::concat>(node{&g, adjoints[0]}, node{&g, adjoints[1]}).index;
        replacing without{g};
        for (int i : {rows, last, end.index}) without.by.data[i] = make_constant(g, 0, g.extent(i));
        without.run();
        outputs.push(without.by.data[all]);
    }

private:
    static constexpr int added(graph& g, const shape& extent, core::text_view name) {
        return leaf(g, descriptor<operations::variable>, extent, name);
    }

    /// The scan with a sequence more, the rows of which are added to the state before each step.
    static constexpr int shifted(graph& g, int y, const scan_form& f, int sequence) {
        const int state = g.operand(y, f.state(State));
        int free = numbered_step_variables(g, y, f);
        const int row = new_step_variable(g, g.extent(state), f.level, free);
        replacing body{g};
        body.by.data[state] = make_sum(g, state, row);
        body.run();
        list<int> operands;
        for (int k = 0; k < g.nodes.data[y].count; ++k) {
            if (k == f.state(0)) operands.push(sequence);
            if (k == f.next(0)) operands.push(row);
            const int operand = g.operand(y, k);
            operands.push(k < f.next(0) ? operand : body.by.data[operand]);
        }
        scan_form longer = f;
        ++longer.sequences;
        return make_scan(g, longer, operands);
    }
};

/// Whether a loss reads results of a run, which is a loop.
template <identity Loss, class Results> constexpr bool reads_scan() {
    if constexpr (requires { Results::scan; }) {
        graph g;
        load(g, entry_of<Loss>);
        return g.find(Results::scan) >= 0;
    } else return false;
}

template <operand Loss> constexpr auto loss_of_no_scan() {
    sentence out;
    out << "state_gradient(" << text_of<id_of<Loss>>().view()
        << ", run, x): run must be a scan that the loss reads, not unrolled";
    return out;
}

}  // namespace detail

/// The gradient of a loss by a carried variable of a scan in all its T steps, as an expression of T
/// + 1 rows (entries, where the variable is a scalar; else matrices below each other): row t is the
/// derivative by what the state is before step t, so row 0 is that by the initial state, and row T
/// that by what it is in the end. What a step itself emits or sums up comes after its state. Of a
/// scan_backward, row t belongs to the step that reads row t. Rows of steps that a length leaves
/// out are zeros; row T stays that of the end. Costs about a gradient.
template <operand Loss, class Results, variable X>
constexpr auto state_gradient(Loss, scanned<Results>, X) {
    using namespace detail;
    constexpr int k = Results::find_state(X::id);
    if constexpr (extent_of<Loss>.rank != 0)
        return refuse<&not_a_scalar_loss<"state_gradient", Loss>, Loss>();
    else if constexpr (k < 0) {
        fail_with<&not_a_state<X>>();
        return as_expression(Loss{});
    } else if constexpr (!reads_scan<id_of<Loss>, Results>())
        return refuse<&loss_of_no_scan<Loss>, Loss>();
    else
        return output_expression<
            state_gradient_pass<id_of<Loss>, Results::scan, Results::number_of(k)>, 0>();
}
template <operand Loss, variable X>
constexpr auto state_gradient(Loss loss, detail::refused_scan, X) {
    return ctgrad::as_expression(loss);
}

}  // namespace ctgrad
