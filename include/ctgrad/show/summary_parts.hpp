/// Which operations of a network's program belong to which of its layers.
#pragma once

#include <type_traits>
#include <utility>

#include <ctgrad/core/array.hpp>
#include <ctgrad/nn/mlp.hpp>
#include <ctgrad/plan/cost.hpp>
#include <ctgrad/show/listing_plan.hpp>

namespace ctgrad::detail {

/// What a part of a program works towards: the value of a node.
struct part_end {
    identity node = 0;
    int part = 0;
};

/// Pushes a node of `whole` that a graph knows, by its identity; where it does not (the node became
/// part of another one, as a factor does that moves into a loss), the nodes it is made of.
template <class Graph>
constexpr void find_known(const graph& whole, int node, const Graph& g, list<identity>& found) {
    list<int> pending;
    list<bool> seen(whole.nodes.size, false);
    pending.push(node);
    while (pending.size > 0) {
        const int i = pending.pop();
        if (seen.data[i]) continue;
        seen.data[i] = true;
        const record& r = whole.nodes.data[i];
        if (g.find(r.id) >= 0) found.push(r.id);
        else
            for (int k = 0; k < r.count; ++k) pending.push(whole.operand(i, k));
    }
}

/// Operations of each part: of the instructions that its ends need, and no part before it.
template <int Parts, class Graph>
constexpr core::array<long, Parts> count_parts(const Graph& frozen_nodes, const graph& g,
                                               const list<part_end>& ends) {
    core::array<long, Parts> flops{};
    lowered p;
    write_counted(frozen_nodes, p);
    // By value: the instructions that make it or a part of it, as a chain.
    list<int> maker(p.values.size, -1), next(p.code.size, -1), pending;
    for (int i = 0; i < p.code.size; ++i) {
        int& last = maker.data[root_of(p, p.code.data[i].target)];
        next.data[i] = last;
        last = i;
    }
    for (const part_end& end : ends) {
        if (const int node = g.find(end.node); node >= 0) pending.push(node);
        while (pending.size > 0) {
            const int value = root_of(p, pending.pop());
            int i = maker.data[value];
            maker.data[value] = -1;
            for (; i >= 0; i = next.data[i]) {
                const instruction& s = p.code.data[i];
                flops[static_cast<unsigned>(end.part)] += operations_of(s).total();
                for (int k = 0; k < s.count; ++k) pending.push(s.operand[k]);
            }
        }
    }
    return flops;
}

/// The parts of a network's value and gradient: forward through its layers and the loss, back
/// through the loss and, from the last one, the layers.
template <class Net, bool HasLoss, class Loss, class... Parameters> struct network_parts {
    static constexpr int depth = Net::depth, count = 2 * (depth + 1);
    using pass = gradient_pass<true, Loss::id, Parameters::id...>;
    using adjoints = adjoint_pass<gradient_expressions<Loss, Parameters...>>;
    using output = std::remove_const_t<decltype(Net::output)>;

    template <int... L>
    static constexpr void layer_outputs(list<identity>& ids, std::integer_sequence<int, L...>) {
        (ids.push(decltype(Net::template layer_output<L>())::id), ...);
    }

    /// In the order of the computation.
    template <class Pass> static constexpr auto counted() {
        graph whole, value, back, g;
        load(whole, entry_of<output::id>);
        load(value, entry_of<Loss::id>);
        frozen<adjoints>.thaw(back);
        frozen<Pass>.thaw(g);
        list<identity> outputs, found, made;
        layer_outputs(outputs, std::make_integer_sequence<int, depth + 1>{});
        list<part_end> ends;
        const auto add_forward = [&](int l) {
            found.size = 0;
            find_known(whole, whole.find(outputs[l]), g, found);
            for (const identity id : found) ends.push({id, l - 1});
        };
        const auto add_adjoint = [&](int l, int part) {
            found.size = 0;
            find_known(whole, whole.find(outputs[l]), value, found);
            for (const identity id : found) {
                const int node = value.find(id);
                if (node + 1 >= value.nodes.size || value.nodes.data[node].count == 0) continue;
                const int adjoint = frozen<adjoints>.outputs[node];
                if (frozen<adjoints>.nodes[adjoint].id == Loss::id) continue;
                made.size = 0;
                find_known(back, adjoint, g, made);
                for (const identity one : made) ends.push({one, part});
            }
        };
        for (int l = 1; l <= depth; ++l) add_forward(l);
        ends.push({Loss::id, depth});
        if constexpr (std::is_same_v<Pass, pass>) {
            add_adjoint(depth, depth + 1);
            for (int l = depth; l > 0; --l) {
                const int part = count - l;
                for (int k : {2 * l - 1, 2 * l})
                    ends.push({frozen<Pass>.nodes[frozen<Pass>.outputs[k]].id, part});
                if (l > 1) add_adjoint(l - 1, part);
            }
        }
        return count_parts<count>(frozen<Pass>, g, ends);
    }

    static constexpr auto flops = counted<pass>();
    /// Without a loss the output itself is wanted, not the product with its adjoint.
    static constexpr auto forward_flops = [] {
        if constexpr (HasLoss) return flops;
        else return counted<value_pass<output::id>>();
    }();

    static constexpr long forward(int layer) {
        return forward_flops[static_cast<unsigned>(layer - 1)];
    }
    static constexpr long backward(int layer) {
        return flops[static_cast<unsigned>(count - layer)];
    }
    static constexpr long loss_forward = flops[static_cast<unsigned>(depth)];
    static constexpr long loss_backward = flops[static_cast<unsigned>(depth + 1)];
};

}  // namespace ctgrad::detail
