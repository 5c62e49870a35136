/// What a batch computes: a mean loss with its gradient, or the rows of an output.
#pragma once

#include <ctgrad/calculus/reverse.hpp>
#include <ctgrad/expr/registry.hpp>
#include <ctgrad/plan/gradient_parts.hpp>

namespace ctgrad::detail {

// An array, as addresses of literals cannot be compared in constant expressions.
inline constexpr char weight_name[] = "weight of a sample";

/// 1 / n, by which every sample's share of the mean is weighted: a shared input of the program.
constexpr int weight_leaf(graph& g) {
    return leaf(g, descriptor<operations::variable>, scalar_shape, weight_name);
}

constexpr identity weight_id() {
    graph g;
    return g.nodes[weight_leaf(g)].id;
}

template <identity... Parameters> struct varies_unless {
    static constexpr bool varies(identity variable) {
        return variable != weight_id() && ((variable != Parameters) && ...);
    }
    static constexpr identity parameter(int output) {
        const identity all[] = {0, Parameters..., 0};
        return all[output];
    }
};

/// Output 0 is the mean loss, output 1 + k the gradient by parameter k.
template <identity Loss, identity... Parameters>
struct mean_loss_pass : varies_unless<Parameters...> {
    static constexpr void run(graph& g, list<contribution>& parts) {
        const int root = load(g, entry_of<Loss>), weight = weight_leaf(g);
        const int share = make_product(g, weight, root);
        list<int> targets, adjoints;
        (targets.push(load(g, entry_of<Parameters>)), ...);
        g.by_outputs = true;     // a mean over samples has no use for digits of what is tiny
        g.keeps_factors = true;  // no layer multiplies its errors by what is in those behind it
        reverse(g, root, weight, targets, adjoints);
        list<bool> varies;
        find_varying<mean_loss_pass>(g, varies);
        const bool loops = has_loops(g);  // they sum up by themselves what they accumulate
        parts.push({0, 1, share, -1, false});
        for (int k = 0; k < adjoints.size; ++k)
            if (loops) contributions_of(g, 1 + k, adjoints[k], 1, parts);
            else contributions_of_gradient(g, 1 + k, adjoints[k], varies, parts);
    }
};

/// Output 0 has one row per sample: the value of an expression.
template <identity E, identity... Parameters> struct rows_pass : varies_unless<Parameters...> {
    static constexpr void run(graph& g, list<contribution>& parts) {
        parts.push({0, 1, load(g, entry_of<E>), -1, true});
    }
};

}  // namespace ctgrad::detail
