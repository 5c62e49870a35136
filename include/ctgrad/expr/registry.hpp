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
    const entry* operands[3] = {nullptr, nullptr, nullptr};
    const entry* const* all = nullptr;  ///< where there are more than three

    constexpr const entry& operand(int k) const {
        return content.count <= 3 ? *operands[k] : *all[k];
    }
};

inline constexpr entry no_entry{};

template <identity Id> inline constexpr const entry& entry_of = definition<Id>::value;
template <> inline constexpr const entry& entry_of<0> = no_entry;  // where there is no operand

constexpr entry variable_entry(shape extent, std::string_view name) {
    const operation& op = descriptor<operations::variable>;
    const identity id = mix(head_identity(op, extent, 0, 0), hash(name));
    return {{&op, id, {name.data(), static_cast<int>(name.size())}, 0, 0, extent}, {}, nullptr};
}

template <core::label Name, shape Extent> struct variable_content {
    static constexpr auto name = Name;
    static constexpr entry value = variable_entry(Extent, name.view());
};

/// A node that is no variable, as a template argument.
struct node_content {
    const operation* op = nullptr;
    identity id = 0;
    std::int64_t p = 0;
    std::int64_t q = 0;
    shape extent{};
    int count = 0;
    int size = 1;
    identity operand[3]{};

    constexpr record loaded() const {
        return {op, id, {}, p, q, extent, {-1, -1, -1}, count, size};
    }
};

/// Node i of a graph; with more than three operands, without them.
template <class Graph> constexpr node_content content_of(const Graph& g, const record& r, int i) {
    node_content n{r.op, r.id, r.p, r.q, r.extent, r.count, r.size, {}};
    for (int k = 0; r.count <= 3 && k < r.count; ++k) n.operand[k] = g.operand_id(i, k);
    return n;
}

/// What hangs on an identity. It stands first among the arguments here and below, since g++ looks
/// templates up by a hash that passes over objects: by Node alone it would search through them all.
template <identity Id, node_content Node> struct content {
    static constexpr entry value = {
        Node.loaded(),
        {&entry_of<Node.operand[0]>, &entry_of<Node.operand[1]>, &entry_of<Node.operand[2]>},
        nullptr};
};

/// The same with more than three operands.
template <identity Id, node_content Node, identity... Operands> struct wide_content {
    static constexpr const entry* operands[] = {&entry_of<Operands>...};
    static constexpr entry value = {Node.loaded(), {}, operands};
};

/// Defines one node, and its data too: from the root down, instantiations would nest as deep as the
/// graph.
template <identity Id, node_content Node> constexpr bool define_content() {
    return is_defined<Id, content<Id, Node>> && content<Id, Node>::value.content.op != nullptr;
}

template <const auto& Graph, int I, int... K>
constexpr bool define_wide(std::integer_sequence<int, K...>) {
    constexpr identity id = Graph.nodes[I].id;
    using made = wide_content<id, content_of(Graph, Graph.nodes[I], I), Graph.operand_id(I, K)...>;
    return is_defined<id, made> && made::value.content.op != nullptr;
}

template <const auto& Graph, int I> constexpr bool define_node() {
    constexpr int count = Graph.nodes[I].count;
    if constexpr (Graph.nodes[I].op->kind == role::variable) return true;
    else if constexpr (count > 3)
        return define_wide<Graph, I>(std::make_integer_sequence<int, count>{});
    else return define_content<Graph.nodes[I].id, content_of(Graph, Graph.nodes[I], I)>();
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
                if (g.find(e.operand(k).content.id) < 0) stack.push({&e.operand(k), false});
            continue;
        }
        --stack.size;
        record r = e.content;
        if (r.count <= 3)
            for (int k = 0; k < r.count; ++k) r.operand[k] = g.find(e.operand(k).content.id);
        else {
            r.operand[0] = g.pool.size;
            for (int k = 0; k < r.count; ++k) g.pool.push(g.find(e.operand(k).content.id));
        }
        g.insert(r);
    }
    return g.find(root.content.id);
}

/// How many levels of a large expression the rules are shown; a part of more than `tiny` nodes that
/// lies deeper becomes a node that no rule looks into. Building an expression step by step so stays
/// linear. The expression's operands are shown whole where they are small, as rules combine them.
inline constexpr int top_levels = 4;
inline constexpr int tiny = 8;

constexpr int levels_below(const record& r, int levels) {
    if (r.count > small) return 0;
    return r.size > small ? levels - 1 : levels >= top_levels - 1 ? huge : levels - 1;
}

constexpr record unexpanded(record r) {
    r.op = &descriptor<operations::unexpanded>;
    r.count = 0;
    r.partial = true;
    return r;
}

/// Copies the top of an expression into a graph.
constexpr int load_top(graph& g, const entry& e, int levels = top_levels) {
    const int known = g.find(e.content.id);
    if (known >= 0 && (!g.nodes.data[known].partial || levels <= 0)) return known;
    if (levels <= 0 && e.content.size > tiny) return g.insert(unexpanded(e.content));
    record r = e.content;
    const int below = levels_below(r, levels);
    if (r.count <= 3)
        for (int k = 0; k < r.count; ++k) r.operand[k] = load_top(g, *e.operands[k], below);
    else {
        list<int> operands;
        for (int k = 0; k < r.count; ++k) operands.push(load_top(g, *e.all[k], below));
        r.operand[0] = g.pool.size;
        for (int i : operands) g.pool.push(i);
    }
    if (known < 0) return g.insert(r);
    g.nodes.data[known] = r;
    return known;
}

/// The same from a graph that holds the top already; -1 if it does not hold enough of it.
constexpr int copy_top(graph& g, const graph& from, int node, int levels = top_levels) {
    const record& content = from.nodes.data[node];
    const int known = g.find(content.id);
    if (known >= 0 && (!g.nodes.data[known].partial || levels <= 0)) return known;
    if (levels <= 0 && content.size > tiny) return g.insert(unexpanded(content));
    if (content.partial) return -1;
    record r = content;
    const int below = levels_below(r, levels);
    list<int> operands;
    for (int k = 0; k < r.count; ++k) {
        const int copy = copy_top(g, from, from.operand(node, k), below);
        if (copy < 0) return -1;
        if (r.count <= 3) r.operand[k] = copy;
        else operands.push(copy);
    }
    if (r.count > 3) r.operand[0] = g.pool.size;
    for (int i : operands) g.pool.push(i);
    if (known < 0) return g.insert(r);
    g.nodes.data[known] = r;
    return known;
}

}  // namespace ctgrad::detail
