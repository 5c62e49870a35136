/// Loops as they run: where a scan does what another one does, and more behind it, both are one.
#pragma once

#include <ctgrad/show/subject.hpp>

namespace ctgrad::detail {

/// Whether one scan can run in place of another one: it does the same, more behind it, and does not
/// wait for it.
constexpr bool runs_for_scan(const auto& g, int longer, int scan) {
    if (g.nodes.data[longer].op != g.nodes.data[scan].op || !extends_scan(g, longer, scan))
        return false;
    list<int> scans;
    scans.push(scan);
    list<bool> reads;
    depends_on(g, scans, longer + 1, reads);
    return !reads.data[longer];
}

/// A copy of the nodes in which the longest of such scans stands for all. Nodes keep their
/// identities.
template <class Graph> struct joined_loops {
    const Graph& from;
    Graph& to;
    list<int> by = list<int>(from.nodes.size, -1);  ///< per scan: the one that stands for it
    list<int> index = list<int>(from.nodes.size, -1);

    constexpr void find(bool outermost) {
        list<identity> open;
        open_levels(from, from.nodes.size, open);
        for (int i = 0; i < from.nodes.size; ++i) {
            if (from.nodes.data[i].op != &descriptor<operations::scan>) continue;
            if (outermost && open.data[i] != 0) continue;
            for (int k = i + 1; k < from.nodes.size; ++k)
                if (runs_for_scan(from, k, i) && longer(k, by.data[i])) by.data[i] = k;
        }
    }

    /// The node and all it needs.
    constexpr int copy(int root) {
        list<int> pending;
        pending.push(root);
        while (pending.size > 0) {
            const int i = pending.data[pending.size - 1], before = pending.size;
            for (int k = operands(i); k-- > 0;)
                if (index.data[operand(i, k)] < 0) pending.push(operand(i, k));
            if (pending.size > before) continue;
            --pending.size;
            if (index.data[i] < 0) index.data[i] = copied(i);
        }
        return index.data[root];
    }

private:
    constexpr bool longer(int scan, int than) const {
        return than < 0 || from.nodes.data[scan].count > from.nodes.data[than].count;
    }
    constexpr int operands(int i) const { return by.data[i] >= 0 ? 1 : from.nodes.data[i].count; }
    constexpr int operand(int i, int k) const {
        if (by.data[i] >= 0) return by.data[i];
        const int o = from.operand(i, k);
        const bool part = from.nodes.data[i].op == &descriptor<operations::slice>;
        return part && by.data[o] >= 0 ? by.data[o] : o;  // the same part of the longer one
    }
    constexpr int copied(int i) {
        record r = from.nodes.data[i];
        if (by.data[i] >= 0) {
            r.op = &descriptor<operations::slice>;
            r.p = 0;
            r.q = r.extent.size();
            r.count = 1;
        }
        if (r.count > 3) {
            const int first = to.pool.size;
            for (int k = 0; k < r.count; ++k) to.pool.push(index.data[operand(i, k)]);
            r.operand[0] = first;
        } else
            for (int k = 0; k < r.count; ++k) r.operand[k] = index.data[operand(i, k)];
        return to.append(r);
    }
};

/// The same computation with the loops that run; `outermost`: those inside of others stay as they
/// are, as a step may have been given the results of the shorter one alone.
template <class Shown>
constexpr void join_loops(const Shown& all, Shown& joined, bool outermost = false) {
    joined_loops<graph> loops{all.nodes, joined.nodes};
    loops.find(outermost);
    for (int i = 0; i < all.nodes.nodes.size; ++i)  // in their order, where it does not matter
        if (loops.by.data[i] < 0) loops.copy(i);
    for (int o : all.outputs) joined.outputs.push(loops.copy(o));
    for (core::text_view name : all.variables) joined.variables.push(name);
    for (core::text_view name : all.second) joined.second.push(name);
    joined.value = all.value;
}

}  // namespace ctgrad::detail
