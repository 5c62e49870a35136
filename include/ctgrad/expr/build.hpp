/// How operators and functions make expressions: a rule on nodes, applied while compiling.
#pragma once

#include <ctgrad/expr/expression.hpp>
#include <ctgrad/expr/literal.hpp>

namespace ctgrad::detail {

/// The new nodes that building one expression takes, its root, and the root's label if it could be
/// told from what was loaded.
template <int Capacity> struct construction {
    node_content nodes[Capacity]{};
    int count = 0;  ///< more than Capacity: nothing is kept
    identity root = 0;
    text_buffer<label_length> text{};
    bool labelled = false;

    /// Keeps those of the nodes from index `loaded` on that the root needs.
    constexpr construction(const graph& g, int loaded, int root_node)
        : root(g.nodes[root_node].id) {
        list<bool> needed(g.nodes.size, false);
        needed.data[root_node] = true;
        for (int i = root_node; i >= loaded; --i) {
            if (!needed.data[i]) continue;
            ++count;
            for (int k = 0; k < g.nodes.data[i].count; ++k) needed.data[g.operand(i, k)] = true;
        }
        if (count > Capacity) return;
        for (int i = loaded, at = 0; i <= root_node; ++i)
            if (needed.data[i]) nodes[at++] = content_of(g, g.nodes.data[i], i);
        if (g.nodes.data[root_node].size <= small) {  // which is loaded as a whole
            text = label_text(g, root_node);
            labelled = true;
            return;
        }
        graph top;
        if (g.nodes.data[root_node].count > small) return;
        if (const int i = copy_top(top, g, root_node); i >= 0) {
            text = label_text(top, i);
            labelled = true;
        }
    }
};

// Entries are arguments of functions, not templates: a rule is instantiated once for all operands.
template <int Capacity, class Rule, class... Entries>
constexpr construction<Capacity> constructed(const Entries&... entries) {
    graph parts;
    const node nodes[] = {{&parts, load_top(parts, entries)}...};
    const int loaded = parts.nodes.size;
    const auto make = [&]<int... I>(std::integer_sequence<int, I...>) {
        return Rule::make(nodes[I]...).index;
    };
    const int root = make(std::make_integer_sequence<int, static_cast<int>(sizeof...(Entries))>{});
    return construction<Capacity>(parts, loaded, root);
}

template <class Rule, identity... Ids>
inline constexpr auto construct = constructed<6, Rule>(entry_of<Ids>...);
template <class Rule, identity... Ids>
inline constexpr auto construct_large = constructed<256, Rule>(entry_of<Ids>...);

template <identity Root, const auto& Made>
inline constexpr core::label label_in =
    core::label<static_cast<std::size_t>(Made.text.size) + 1>(Made.text.view());

template <identity Root, const auto& Made, int... I>
constexpr bool define_made(std::integer_sequence<int, I...>) {
    const bool results[] = {define_content<Made.nodes[I].id, Made.nodes[I]>()..., true};
    return results[0];
}

template <identity Root, const auto& Made> constexpr auto expression_made() {
    static_assert(define_made<Root, Made>(std::make_integer_sequence<int, Made.count>{}),
                  "the nodes of the result are registered");
    if constexpr (Made.labelled) return labelled<Root, label_in<Root, Made>>();
    else return expression_of<Root>{};
}

/// Most expressions are one node, or a few, more than their parts: the first look is made for them.
template <class Rule, identity... Ids> constexpr auto built_from() {
    constexpr const auto& made = construct<Rule, Ids...>;
    if constexpr (made.count <= 6) return expression_made<made.root, made>();
    else return expression_made<made.root, construct_large<Rule, Ids...>>();
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
