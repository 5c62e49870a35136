/// Forward mode: tangents of nodes where variables move along tangents.
#pragma once

#include <ctgrad/calculus/reverse.hpp>

namespace ctgrad {

namespace detail {

/// A variable of its own that stands for the cotangent of a root.
constexpr int cotangent_of(graph& g, int root, int number) {
    const name_view name{"cotangent", 9};
    const operation& variable = descriptor<operations::variable>;
    const shape extent = g.extent(root);
    const identity id =
        mix(mix(head_identity(variable, extent, 0, 0), hash(name)), static_cast<identity>(number));
    return g.insert(leaf_record(variable, id, name, 0, number, extent));
}

}  // namespace detail

/// Tangents of the roots. With w standing for their cotangents, the pull-back of w to the variables
/// is linear in w; pulling the tangents back through that pushes them forward through the roots.
/// Two sweeps, however many roots and variables; no Jacobian is formed.
constexpr void push_forward(graph& g, const list<int>& roots, const list<int>& variables,
                            const list<int>& tangents, list<int>& results) {
    list<int> cotangents, adjoints;
    for (int r = 0; r < roots.size; ++r) cotangents.push(detail::cotangent_of(g, roots.data[r], r));
    reverse(g, roots, cotangents, variables, adjoints);
    g.forward = true;
    reverse(g, adjoints, tangents, cotangents, results);
    g.forward = false;
}

/// The tangent of one root, where one variable moves.
constexpr int push_forward(graph& g, int root, int variable, int tangent) {
    list<int> roots, variables, tangents, results;
    roots.push(root);
    variables.push(variable);
    tangents.push(tangent);
    push_forward(g, roots, variables, tangents, results);
    return results[0];
}

}  // namespace ctgrad
