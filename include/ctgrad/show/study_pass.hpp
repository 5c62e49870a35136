/// All numbers of a gradient: the value of every node, its adjoint, and what adds up to that.
#pragma once

#include <vector>

#include <ctgrad/eval/gradient.hpp>

namespace ctgrad::detail {

/// Whether a node passes adjoints on: floor and its like do not.
constexpr bool passes_on(const record& r) { return r.op->pull_back || r.op->derivative; }

/// The pass, whose outputs are, in this order: the value of each node of F, in the order in which
/// `load` has them; its adjoint; for each operand of each node what the node adds to that operand's
/// adjoint; the derivative by each variable. Where there is no adjoint, the value of F stands.
template <identity F, identity... Variables>
struct study_pass : gradient_pass<false, F, Variables...> {
    using sweep = gradient_pass<false, F, Variables...>;
    static constexpr int expected_nodes =
        sweep::count + expected_of_tree(entry_of<F>.content.size, 8);

    static constexpr void finish(graph& g, const list<int>& notes, list<int>& outputs) {
        const int root = notes[0], *const adjoint = notes.data + 2 + sweep::count;
        list<int> targets;
        for (int k = 0; k < sweep::count; ++k) targets.push(notes[2 + k]);
        list<bool> active;
        depends_on(g, targets, root + 1, active);
        g.keeps_factors = true;  // as in the sweep
        const auto fitted = [&](int i, int of) {
            outputs.push(of < 0 ? root : fit(g, of, g.extent(i)));
        };
        for (int i = 0; i <= root; ++i) outputs.push(i);
        for (int i = 0; i <= root; ++i) fitted(i, active[i] ? adjoint[i] : -1);
        for (int i = 0; i <= root; ++i) {
            const int operands = g.nodes[i].count;
            for (int k = 0; k < operands; ++k) {
                const int operand = g.operand(i, k);
                int part = -1;
                if (active[operand] && adjoint[i] >= 0 && passes_on(g.nodes[i]))
                    part = unbroadcast(g, pulled_back(g, i, adjoint[i], k), g.extent(operand));
                fitted(operand, part);
            }
        }
        reverse_sweep results;
        results.start(g, root, notes[2 + sweep::count + root], targets);
        for (int i = 0; i < root; ++i) results.adjoint[i] = adjoint[i];
        for (int t : targets) outputs.push(results.result(g, t));
    }

    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> notes;
        sweep::start(g, notes);
        while (!sweep::advance(g, notes)) {}
        finish(g, notes, outputs);
    }
};

/// A variable and the numbers that it stands for.
struct bound_numbers {
    identity id = 0;
    std::vector<double> numbers{};
};

template <class Binding> bound_numbers numbers_bound(const Binding& bound) {
    check_size(bound);
    check_symmetry(bound);
    const view_of<double, Binding> view(bound.value);
    return {Binding::id, {view.data(), view.data() + Binding::variable_type::extent().size()}};
}

/// Runs a program on bound numbers. Its outputs follow each other in the result.
template <const auto& Program> std::vector<double> run_on(const std::vector<bound_numbers>& bound) {
    const double* inputs[Program.input_count + 1]{};
    for (int k = 0; k < Program.input_count; ++k)
        for (const bound_numbers& b : bound)
            if (b.id == Program.inputs[k].id) inputs[k] = b.numbers.data();
    int size = 0;
    for (int o = 0; o < Program.output_count; ++o) size += Program.outputs[o].size();
    std::vector<double> result(static_cast<std::size_t>(size));
    std::vector<double*> outputs;
    double* next = result.data();
    for (int o = 0; o < Program.output_count; next += Program.outputs[o++].size())
        outputs.push_back(next);
    run<Program>(inputs, outputs.data());
    return result;
}

}  // namespace ctgrad::detail
