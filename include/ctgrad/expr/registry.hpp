/// Definitions of expressions: registered under their identities, loaded into graphs.
#pragma once

#include <utility>

#include <ctgrad/calculus/frozen.hpp>
#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/core/registry.hpp>

namespace ctgrad::operations {

/// Stands for a part that was not loaded; printed as "...".
struct unexpanded : elementwise<"..."> {};

}  // namespace ctgrad::operations

namespace ctgrad::detail {

/// The definition of one expression, as data.
struct entry {
    record content{};  ///< without operands
    const entry* const* operands = nullptr;
};

template <identity Id>
inline constexpr const entry& entry_of = definition<Id>::value;

constexpr entry variable_entry(shape extent, std::string_view name) {
    graph g;
    return {g.nodes[leaf(g, descriptor<operations::variable>, extent, 0, 0, name)], nullptr};
}

template <label Name, shape Extent> struct variable_content {
    static constexpr auto name = Name;
    static constexpr entry value = variable_entry(Extent, name.view());
};

/// Everything but variables: operation, shape, parameters, size of the tree, operands.
template <identity Id, const operation* Operation, shape Extent, std::int64_t P, std::int64_t Q,
          int Size, identity... Operands>
struct content {
    static constexpr const entry* operands[sizeof...(Operands) + 1] = {&entry_of<Operands>...,
                                                                       nullptr};
    static constexpr entry value = {
        {Operation, Id, {}, P, Q, Extent, {-1, -1, -1}, sizeof...(Operands), Size}, operands};
};

/// Defines node I of a constant graph: a frozen_graph, or what `build` made.
template <const auto& Graph, int I, int... K>
constexpr bool define_node(std::integer_sequence<int, K...>) {
    using made =
        content<Graph.nodes[I].id, Graph.nodes[I].op, Graph.nodes[I].extent, Graph.nodes[I].p,
                Graph.nodes[I].q, Graph.nodes[I].size, Graph.operand_id(I, K)...>;
    // Its data too, now: from the root down, instantiations would nest as deep as the graph.
    return is_defined<Graph.nodes[I].id, made> && made::value.content.op != nullptr;
}

template <const auto& Graph, int I> constexpr bool define_if_compound() {
    if constexpr (Graph.nodes[I].op->kind == role::variable) return true;
    else return define_node<Graph, I>(std::make_integer_sequence<int, Graph.nodes[I].count>{});
}

template <const auto& Graph, int... I>
constexpr bool define_all(std::integer_sequence<int, I...>) {
    const bool defined[] = {define_if_compound<Graph, I>()..., true};
    return defined[0];
}

/// True, once every node of the graph is defined (variables are, since the user declared them).
template <const auto& Graph>
inline constexpr bool defined = define_all<Graph>(std::make_integer_sequence<int, Graph.count>{});

/// Copies an expression and all it needs into a graph; the index of its node.
constexpr int load(graph& g, const entry& root) {
    struct visit {
        const entry* at = nullptr;
        bool operands_done = false;
    };
    list<visit> stack;
    stack.push({&root, false});
    while (stack.size > 0) {
        visit& v = stack.data[stack.size - 1];
        const entry& e = *v.at;
        if (g.find(e.content.id) >= 0) {
            --stack.size;
            continue;
        }
        if (!v.operands_done) {
            v.operands_done = true;
            for (int k = e.content.count - 1; k >= 0; --k)
                if (g.find(e.operands[k]->content.id) < 0) stack.push({e.operands[k], false});
            continue;
        }
        --stack.size;
        record r = e.content;
        if (r.count <= 3)
            for (int k = 0; k < r.count; ++k) r.operand[k] = g.find(e.operands[k]->content.id);
        else {
            r.operand[0] = g.pool.size;
            for (int k = 0; k < r.count; ++k) g.pool.push(g.find(e.operands[k]->content.id));
        }
        g.insert(r);
    }
    return g.find(root.content.id);
}

/// The same, but of a large expression only the first levels: what lies deeper becomes a node that
/// no rule looks into. Building an expression step by step so stays linear.
constexpr int load_top(graph& g, const entry& e, int levels) {
    const int known = g.find(e.content.id);
    if (known >= 0 && (!g.nodes[known].partial || levels == 0)) return known;
    record r = e.content;
    if (levels == 0 && r.size > small) {
        r.op = &descriptor<operations::unexpanded>;
        r.count = 0;
        r.partial = true;
        return g.insert(r);
    }
    const int deeper = levels > 0 && r.count <= small ? levels - 1 : 0;
    if (r.count <= 3)
        for (int k = 0; k < r.count; ++k) r.operand[k] = load_top(g, *e.operands[k], deeper);
    else {
        list<int> operands;
        for (int k = 0; k < r.count; ++k) operands.push(load_top(g, *e.operands[k], deeper));
        r.operand[0] = g.pool.size;
        for (int i : operands) g.pool.push(i);
    }
    if (known < 0) return g.insert(r);
    g.nodes[known] = r;
    return known;
}

inline constexpr int top_levels = 4;

}  // namespace ctgrad::detail
