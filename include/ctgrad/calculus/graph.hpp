/// The computation graph as a value: an array of nodes, each content once (hash consing).
#pragma once

#include <ctgrad/calculus/record.hpp>
#include <ctgrad/core/hash.hpp>
#include <ctgrad/core/list.hpp>

namespace ctgrad {

/// So many nodes are searched without a table.
inline constexpr int most_searched = 8;

/// A law of algebra that was applied: its name, and what it says.
struct applied_law {
    core::text_view name;
    core::text_view formula;
};

struct graph {
    list<record> nodes;
    list<int> pool;   ///< operands of nodes that have more than three
    list<int> table;  ///< of many nodes, by id: 1 + index of the node, 0 where there is none
    bool by_outputs = false;  ///< derivatives use the value: no new function, fewer digits in tails
    bool keeps_factors = false;  ///< vectors that are multiplied have theirs: laws/matrices.hpp
    bool forward = false;  ///< of what is differentiated the value is not wanted: push_forward
    int small_integers[5] = {-1, -1, -1, -1, -1};  ///< the scalar constants -2 ... 2, once made
    list<applied_law>* applied =
        nullptr;  ///< where laws are noted that make a node simpler, if set

    /// Notes a law, once.
    constexpr void note(core::text_view name, core::text_view formula) {
        if (!applied) return;
        for (const applied_law& known : *applied)
            if (known.name == name && known.formula == formula) return;
        applied->push({name, formula});
    }

    constexpr int operand(int node, int k) const {
        const record& r = nodes.data[node];
        return r.count <= 3 ? r.operand[k] : pool.data[r.operand[0] + k];
    }
    /// The same; operands are copied from outside when they are first asked for. No reference to a
    /// record outlives that.
    constexpr int operand(int node, int k) {
        if (nodes.data[node].operand[0] < 0) expand(node);
        const record& r = nodes.data[node];
        return r.count <= 3 ? r.operand[k] : pool.data[r.operand[0] + k];
    }
    /// What operand k of a node is, seen where it is: nothing is copied.
    constexpr const record& peek(int node, int k) const {
        const record& r = nodes.data[node];
        if (r.count > 3) return *peek(see(node), k).content;
        return r.operand[0] < 0 ? r.origin->operands[k]->content : nodes.data[r.operand[k]];
    }
    /// The same of any node that is seen so.
    constexpr seen_node peek(seen_node n, int k) const {
        const record& r = *n.content;
        if (r.operand[0] < 0) {
            const detail::entry& e = n.origin->operand(k);
            return {&e.content, &e};
        }
        const record& operand =
            nodes.data[r.count <= 3 ? r.operand[k] : pool.data[r.operand[0] + k]];
        return {&operand, operand.origin};
    }
    constexpr seen_node see(int node) const { return {&nodes.data[node], nodes.data[node].origin}; }
    constexpr identity operand_id(int node, int k) const { return nodes.data[operand(node, k)].id; }
    constexpr const shape& extent(int node) const { return nodes.data[node].extent; }

    /// The node with this id, or -1.
    constexpr int find(identity id) const {
        if (table.size == 0) {  // a table takes longer to make than a few nodes to search
            for (int i = 0; i < nodes.size; ++i)
                if (nodes.data[i].id == id) return i;
            return -1;
        }
        const unsigned mask = static_cast<unsigned>(table.size) - 1;
        unsigned slot = static_cast<unsigned>(id) & mask;
        while (table.data[slot] > 0 && nodes.data[table.data[slot] - 1].id != id)
            slot = (slot + 1) & mask;
        return table.data[slot] - 1;
    }

    /// Appends a node whose id is set, or returns the equal one that is there.
    constexpr int insert(const record& r) {
        if (const int i = find(r.id); i >= 0) return confirmed(i, r.op, r.p, r.q, r.count);
        return append(r);
    }

    /// The node, whose content must be this. Two contents under one id would be a hash collision:
    /// the throw makes that a compile error.
    constexpr int confirmed(int node, const operation* op, std::int64_t p, std::int64_t q,
                            int count) const {
        const record& r = nodes.data[node];
        if (r.op != op || r.p != p || r.q != q || r.count != count)
            CTGRAD_THROW("ctgrad: hash collision between two expressions");
        return node;
    }

    /// Appends a node that is not there.
    constexpr int append(const record& r) {
        nodes.push(r);
        if (nodes.size * 2 > table.size && nodes.size > most_searched)
            rehash(table.size == 0 ? 8 * most_searched : table.size * 4);
        else if (table.size > 0) enter(nodes.size - 1);
        return nodes.size - 1;
    }

    /// Fills an empty graph with all nodes of another one.
    constexpr void take(const record* all, int count, const int* operands, int operand_count) {
        nodes.reserve(2 * count);
        nodes.append(all, count);
        pool.append(operands, operand_count);
        index_nodes();
    }

    /// Makes a table for the nodes that are there, if they are so many.
    constexpr void index_nodes() {
        if (nodes.size <= most_searched) return;
        int slots = 8 * most_searched;
        while (slots <= 2 * nodes.size) slots *= 4;
        rehash(slots);
    }

    /// The node with this definition. Its operands are yet to be copied.
    constexpr int refer(const detail::entry& e) {
        if (const int known = find(e.content.id); known >= 0) return known;
        const int node = append(e.content);
        nodes.data[node].origin = &e;
        return node;
    }

    constexpr void expand(int node) {
        const detail::entry& e = *nodes.data[node].origin;
        if (e.content.count <= 3)
            for (int k = 0; k < e.content.count; ++k) {
                const int operand = refer(*e.operands[k]);
                nodes.data[node].operand[k] = operand;
            }
        else {
            list<int> operands;
            for (int k = 0; k < e.content.count; ++k) operands.push(refer(*e.all[k]));
            nodes.data[node].operand[0] = pool.size;
            for (int i : operands) pool.push(i);
        }
    }

    /// Enters this node and those behind it into the table.
    constexpr void enter(int first) {
        const unsigned mask = static_cast<unsigned>(table.size) - 1;
        for (int node = first; node < nodes.size; ++node) {
            unsigned slot = static_cast<unsigned>(nodes.data[node].id) & mask;
            while (table.data[slot] > 0) slot = (slot + 1) & mask;
            table.data[slot] = node + 1;
        }
    }

    /// Makes room for a table of this many slots, a power of two.
    constexpr void rehash(int slots) {
        table.size = 0;
        delete[] table.data;
        table.data = new int[static_cast<unsigned>(slots)]{};
        table.size = table.capacity = slots;
        enter(0);
    }
};

namespace detail {

constexpr identity shape_identity(const shape& extent) {
    return static_cast<identity>(extent.rank) << 62 ^ static_cast<identity>(extent.rows) << 31 ^
           static_cast<identity>(extent.columns);
}

/// Most nodes are scalars without parameters: their operation says it all. Not by its key as it is,
/// which is the identity of the operation's struct.
constexpr identity head_identity(const operation& op, const shape& extent, std::int64_t p,
                                 std::int64_t q) {
    if (extent.rank == 0 && p == 0 && q == 0) return ~op.key;
    return mix(mix(mix(op.key, shape_identity(extent)), static_cast<identity>(p)),
               static_cast<identity>(q));
}

constexpr int tree_size(int size) { return size < largest_counted ? size : largest_counted; }

}  // namespace detail

/// A node without operands: a constant p/q, a variable, a fixed tensor.
constexpr int leaf(graph& g, const operation& op, shape extent, std::int64_t p, std::int64_t q) {
    return g.insert(
        detail::leaf_record(op, detail::head_identity(op, extent, p, q), {}, p, q, extent));
}

/// A variable.
constexpr int leaf(graph& g, const operation& op, shape extent, core::text_view name) {
    return g.insert(
        detail::leaf_record(op, mix(detail::head_identity(op, extent, 0, 0), hash(name)),
                            {name.data(), static_cast<int>(name.size())}, 0, 0, extent));
}

/// A node with one to three operands (b, c: -1 where there are fewer), exactly as given.
constexpr int raw(graph& g, const operation& op, const shape& extent, int a, int b = -1, int c = -1,
                  std::int64_t p = 0, std::int64_t q = 0) {
    const record* const n = g.nodes.data;
    identity id = mix(detail::head_identity(op, extent, p, q), n[a].id);
    int size = 1 + n[a].size, count = 1;
    if (b >= 0) id = mix(id, n[b].id), size += n[b].size, count = 2;
    if (c >= 0) id = mix(id, n[c].id), size += n[c].size, count = 3;
    if (const int i = g.find(id); i >= 0) return g.confirmed(i, &op, p, q, count);
    if (size > largest_counted) size = largest_counted;
    return g.append({&op, id, {}, p, q, extent, {a, b, c}, count, size, nullptr});
}

/// A node with any number of operands.
constexpr int raw(graph& g, const operation& op, shape extent, const list<int>& operands,
                  std::int64_t p = 0, std::int64_t q = 0) {
    if (operands.size <= 3)
        return raw(g, op, extent, operands[0], operands.size > 1 ? operands[1] : -1,
                   operands.size > 2 ? operands[2] : -1, p, q);
    identity id = detail::head_identity(op, extent, p, q);
    int size = 1;
    for (int i : operands) {
        id = mix(id, g.nodes.data[i].id);
        size = detail::tree_size(size + g.nodes.data[i].size);
    }
    if (const int known = g.find(id); known >= 0) return known;  // the pool is left alone
    const int place = g.pool.size;
    for (int i : operands) g.pool.push(i);
    return g.append({&op, id, {}, p, q, extent, {place, -1, -1}, operands.size, size, nullptr});
}

}  // namespace ctgrad
