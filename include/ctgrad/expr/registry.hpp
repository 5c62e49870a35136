/// Definitions of expressions: registered under their identities, loaded into graphs.
#pragma once

#include <utility>

#include <ctgrad/calculus/frozen.hpp>
#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/core/registry.hpp>

namespace ctgrad::detail {

/// The definition of an expression.
template <identity Id> inline constexpr entry entry_of = definition_of(key<Id>{});

/// The same by pointer; null for 0, where there is no operand.
template <identity Id> constexpr const entry* entry_or_none() {
    if constexpr (Id == 0) return nullptr;
    else return &entry_of<Id>;
}

constexpr identity variable_identity(const shape& extent, core::text_view name, bool symmetric) {
    return mix(head_identity(descriptor<operations::variable>, extent, symmetric, 0), hash(name));
}

/// What hangs on the identity of a variable.
template <auto Name, shape Extent, bool Symmetric = false> struct variable_definition {
    static constexpr identity id = variable_identity(Extent, Name.view(), Symmetric);
    constexpr operator entry() const {
        const core::text_view name = Name.view();
        return leaf_entry(leaf_record(descriptor<operations::variable>, id,
                                      {name.data(), static_cast<int>(name.size())}, Symmetric, 0,
                                      Extent));
    }
};

/// On that of a node with more than three operands.
template <entry Node, identity... Operands> struct wide_definition {
    static constexpr const entry* operands[] = {&entry_of<Operands>...};
    constexpr operator entry() const { return {Node.content, {}, operands}; }
};

/// On that of a variable in the steps of a loop that binds it.
template <identity Variable, std::int64_t Level> struct step_definition {
    constexpr operator entry() const {
        graph g;
        const int x = g.append(entry_of<Variable>.content);
        return leaf_entry(g.nodes.data[step_variable_of(g, x, static_cast<int>(Level))]);
    }
};

/// The record without the places of its operands.
constexpr record detached(record r) {
    for (int& i : r.operand) i = -1;
    return r;
}

/// Node I of a graph, as it is defined.
template <const auto& Graph, int I, int... K>
constexpr auto definition_in(std::integer_sequence<int, K...>) {
    constexpr entry node = leaf_entry(detached(Graph.nodes[I]));
    if constexpr (sizeof...(K) > 3) return wide_definition<node, Graph.operand_id(I, K)...>{};
    else return entry{node.content, {&entry_of<Graph.operand_id(I, K)>...}, nullptr};
}

/// Defines one node, and reads its data at once: from the root down, instantiations would nest as
/// deep as the graph.
template <identity Id, auto Definition> constexpr bool define_entry() {
    return is_defined<Id, Definition> && entry_of<Id>.content.op != nullptr;
}

template <const auto& Graph, int I> constexpr bool define_node() {
    constexpr const record& r = Graph.nodes[I];
    if constexpr (r.op->kind == role::variable) return true;
    else if constexpr (r.op == &descriptor<operations::step_variable> && r.name.size > 0)
        return define_entry<r.id, step_definition<static_cast<identity>(r.q), r.p>{}>();
    else
        return define_entry<Graph.nodes[I].id,
                            definition_in<Graph, I>(
                                std::make_integer_sequence<int, Graph.nodes[I].count>{})>();
}

template <const auto& Graph, int... I>
constexpr bool define_all(std::integer_sequence<int, I...>) {
    const bool results[] = {define_node<Graph, I>()..., true};
    return results[0];
}

/// True, once every node of the graph is defined (variables are, since the user declared them).
template <const auto& Graph>
inline constexpr bool defined = define_all<Graph>(std::make_integer_sequence<int, Graph.count>{});

/// Copies an expression and all it needs into a graph; the index of its node.
constexpr int load(graph& g, const entry& root) {
    if (const int known = g.find(root.content.id); known >= 0) return known;
    list<const entry*> stack;
    stack.push(&root);
    list<int> operands;
    while (stack.size > 0) {
        const entry& e = *stack.data[stack.size - 1];
        if (g.find(e.content.id) >= 0) {
            --stack.size;
            continue;
        }
        const int before = stack.size;
        operands.size = 0;
        for (int k = e.content.count - 1; k >= 0; --k) {
            const entry& operand = e.operand(k);
            const int known = g.find(operand.content.id);
            if (known < 0) stack.push(&operand);
            else operands.push(known);  // the last operand first
        }
        if (stack.size > before) continue;  // the entry comes again, behind its operands
        --stack.size;
        const int node = g.append(e.content);
        if (operands.size <= 3)
            for (int k = operands.size; k-- > 0;)
                g.nodes.data[node].operand[operands.size - 1 - k] = operands.data[k];
        else {
            g.nodes.data[node].operand[0] = g.pool.size;
            for (int k = operands.size; k-- > 0;) g.pool.push(operands.data[k]);
        }
    }
    return g.find(root.content.id);
}

}  // namespace ctgrad::detail
