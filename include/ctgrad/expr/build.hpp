/// How operators and functions make expressions: a rule on nodes, applied while compiling.
#pragma once

#include <ctgrad/expr/expression.hpp>
#include <ctgrad/expr/literal.hpp>

namespace ctgrad::detail {

/// The new nodes that building one expression takes, and its root.
struct construction {
    static constexpr int capacity = 48;

    record nodes[capacity]{};
    identity operands[capacity][3]{};
    int count = 0;
    identity root = 0;

    constexpr identity operand_id(int node, int k) const { return operands[node][k]; }

    /// Keeps those of the nodes from index `loaded` on that the root needs.
    constexpr construction(const graph& g, int loaded, int root_node)
        : root(g.nodes[root_node].id) {
        list<bool> needed(g.nodes.size, false);
        needed[root_node] = true;
        for (int i = root_node; i >= loaded; --i)
            for (int k = 0; needed[i] && k < g.nodes[i].count; ++k) needed[g.operand(i, k)] = true;
        for (int i = loaded; i <= root_node; ++i) {
            if (!needed[i]) continue;
            nodes[count] = g.nodes[i];
            nodes[count].name = {};
            for (int k = 0; k < g.nodes[i].count; ++k)
                operands[count][k] = g.nodes[g.operand(i, k)].id;
            ++count;
        }
    }
};

template <class Rule, identity... Ids, int... I>
constexpr construction constructed(std::integer_sequence<int, I...>) {
    graph parts;
    const int nodes[] = {load_top(parts, entry_of<Ids>, top_levels)...};
    const int loaded = parts.nodes.size;
    return construction(parts, loaded, Rule::make(node{&parts, nodes[I]}...).index);
}

template <class Rule, identity... Ids>
inline constexpr construction construct =
    constructed<Rule, Ids...>(std::make_integer_sequence<int, sizeof...(Ids)>{});

template <class Rule, identity... Ids> constexpr auto built_from() {
    static_assert(defined<construct<Rule, Ids...>>, "the nodes of the result are registered");
    return expression_of<construct<Rule, Ids...>.root>{};
}

/// Output I of a pass as an expression.
template <class Pass, int I> constexpr auto output_expression() {
    static_assert(defined<frozen<Pass>>, "the nodes of the result are registered");
    return expression_of<frozen<Pass>.nodes[frozen<Pass>.outputs[I]].id>{};
}

template <operand T> inline constexpr shape extent_of = decltype(as_expression(T{}))::extent();
template <operand T> inline constexpr identity id_of = decltype(as_expression(T{}))::id;

/// Applies Rule::make(node...) to operands.
template <class Rule, operand... Operands> constexpr auto build(Operands...) {
    return built_from<Rule, id_of<Operands>...>();
}

/// Stops with the sentence. Returning the left operand keeps it the only error.
template <auto Write, operand A> constexpr auto refuse() {
    fail_with<Write>();
    return as_expression(A{});
}

/// The rule that applies one operation.
template <class Operation> struct rule {
    template <class... Nodes> static constexpr node make(Nodes... nodes) {
        return apply<Operation>(nodes...);
    }
};

/// The rule that applies one operation with its integer parameters.
template <class Operation, std::int64_t P, std::int64_t Q = 0> struct rule_with {
    template <class... Nodes> static constexpr node make(Nodes... nodes) {
        return apply_with<Operation>(P, Q, nodes...);
    }
};

}  // namespace ctgrad::detail
