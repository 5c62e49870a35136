/// How operators and functions make expressions: a rule on nodes, applied while compiling.
#pragma once

#include <ctgrad/expr/expression.hpp>
#include <ctgrad/expr/literal.hpp>

namespace ctgrad::detail {

/// A node that building an expression takes. Its definition lacks the operands that are new too.
struct new_node {
    entry definition{};
    identity operands[3]{};
};

/// The new nodes that building one expression takes, its root, and the root's label if it could be
/// told from what was loaded.
template <int Capacity> struct construction {
    new_node nodes[Capacity]{};
    int count = 0;      ///< more than Capacity: nothing is kept
    identity root = 0;  ///< 0: the operands do not fit together
    text_buffer<label_length> text{};
    bool labelled = false;

    constexpr construction() = default;

    /// Keeps those of the nodes behind the loaded ones, whose entries are given, that the root
    /// needs.
    constexpr construction(const graph& g, const list<const entry*>& loaded, int root_node)
        : root(g.nodes[root_node].id) {
        list<bool> needed(g.nodes.size, false);
        needed.data[root_node] = true;
        for (int i = root_node; i >= loaded.size; --i) {
            if (!needed.data[i]) continue;
            ++count;
            for (int k = 0; k < g.nodes.data[i].count; ++k) needed.data[g.operand(i, k)] = true;
        }
        if (count > Capacity) return;
        for (int i = loaded.size, at = 0; i <= root_node; ++i) {
            if (!needed.data[i]) continue;
            new_node& n = nodes[at++];
            n.definition.content = detached(g.nodes.data[i]);
            for (int k = 0; k < g.nodes.data[i].count; ++k) {
                const int operand = g.nodes.data[i].operand[k];
                n.operands[k] = g.nodes.data[operand].id;
                if (operand < loaded.size) n.definition.operands[k] = loaded.data[operand];
            }
        }
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
    if constexpr (requires { Rule::fit(entries.content.extent...); })
        if (!Rule::fit(entries.content.extent...)) return {};
    graph parts;
    list<const entry*> loaded;
    const node nodes[] = {{&parts, load_top(parts, entries, top_levels, &loaded)}...};
    const auto make = [&]<int... I>(std::integer_sequence<int, I...>) {
        return Rule::make(nodes[I]...).index;
    };
    const int root = make(std::make_integer_sequence<int, static_cast<int>(sizeof...(Entries))>{});
    return construction<Capacity>(parts, loaded, root);
}

/// Most expressions are one node, or a few, more than their parts: the first look is made for them.
inline constexpr int few_nodes = 3;

template <int Capacity, class Rule, identity... Ids>
inline constexpr auto construct = constructed<Capacity, Rule>(entry_of<Ids>...);

/// Defines node I, after those before it.
template <identity Root, const auto& Made, int I> constexpr bool define_new() {
    constexpr const new_node& n = Made.nodes[I];
    return define_entry<n.definition.content.id,
                        entry{n.definition.content,
                              {&entry_of<n.operands[0]>, &entry_of<n.operands[1]>,
                               &entry_of<n.operands[2]>}}>();
}

template <identity Root, const auto& Made, int... I>
constexpr bool define_new_nodes(std::integer_sequence<int, I...>) {
    const bool results[] = {define_new<Root, Made, I>()..., true};
    return results[0];
}

template <identity Root, const auto& Made> constexpr auto expression_made() {
    if constexpr (Made.count == 1)
        static_assert(define_entry<Root, Made.nodes[0].definition>(), "it is registered");
    else
        static_assert(define_new_nodes<Root, Made>(std::make_integer_sequence<int, Made.count>{}),
                      "the nodes of the result are registered");
    if constexpr (Made.labelled)
        return labelled<Root, core::label<static_cast<std::size_t>(Made.text.size) + 1>(
                                  Made.text.view())>();
    else return expression_of<Root>{};
}

/// What Rule::make(node...) makes of expressions. A rule may have
///   static constexpr bool fit(const shape&...);  // whether the operands fit together
///   template <identity...> static constexpr auto refused();  // stops with a sentence if not
template <class Rule, identity... Ids> constexpr auto built_from() {
    constexpr const auto& made = construct<few_nodes, Rule, Ids...>;
    if constexpr (made.root == 0) return Rule::template refused<Ids...>();
    else if constexpr (made.count <= few_nodes) return expression_made<made.root, made>();
    else return expression_made<made.root, construct<made.count, Rule, Ids...>>();
}

/// Output I of a pass as an expression.
template <class Pass, int I> constexpr auto output_expression() {
    static_assert(defined<frozen<Pass>>, "the nodes of the result are registered");
    return expression_of<frozen<Pass>.nodes[frozen<Pass>.outputs[I]].id>{};
}

template <operand T> inline constexpr identity id_of = decltype(as_expression(T{}))::id;
template <identity Id, core::label Text> inline constexpr identity id_of<expr<Id, Text>> = Id;
template <operand T> inline constexpr shape extent_of = entry_of<id_of<T>>.content.extent;

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
