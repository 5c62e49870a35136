/// Jacobians row by row: a reverse sweep for each row. What several rows go through and depends on
/// a single scalar is differentiated by that scalar once for all of them ("preaccumulation"): a
/// rotation by an angle, say, whose sine and cosine all coordinates read.
#pragma once

#include <ctgrad/calculus/entry.hpp>
#include <ctgrad/calculus/reverse.hpp>

namespace ctgrad::detail {

/// What several rows share: nodes that depend on one scalar alone, their source (the last one that
/// all ways from the variable to the node go through), and derivatives by it.
template <class Graph> class shared_sources {
    static constexpr int no_row = -1, several_rows = -2;

    /// The derivative of a sum by a source, of which its terms are functions: all ways through them
    /// at once.
    struct shortcut {
        int from = -1;
        int source = -1;
        int slope = -1;  ///< -1: it is not taken
        int next = -1;   ///< another one from the same node
    };

    Graph& g;
    list<int> source{};  ///< per node; itself, where it depends on several; -1: on none
    list<int> row{};     ///< per node: the row that it is needed for
    list<int> uses{};    ///< per node
    list<int> user{};    ///< per node: the last one
    list<int> whole{};   ///< per node: the sum that it is a term of and nothing else reads
    list<int> slope{};   ///< per node that has a source: its derivative by that
    list<int> first{};   ///< per node: its first shortcut, or -1
    list<int> gain{};    ///< per source: what shortcuts spare two rows, in multiplications
    list<shortcut> shortcuts{};

public:
    constexpr shared_sources(Graph& all, const list<int>& rows, int x) : g(all) {
        int count = x + 1;
        for (int root : rows) count = root + 1 > count ? root + 1 : count;
        find_sources(x, count);
        find_rows(rows, count);
        find_slopes(count);
        find_shortcuts(count);
    }

    /// Passes on the adjoint of the sweep's next node.
    constexpr void run(reverse_sweep& sweep) {
        const int i = sweep.next;
        const bool known = sweep.adjoint.data[i] >= 0 && sweep.active.data[i];
        if (!known || !is_shared(i)) return sweep.run(g, 1);
        if (has_source(i)) pass(sweep, i, source.data[i], slope.data[i]);
        else {
            for (int s = first.data[i]; s >= 0; s = shortcuts.data[s].next)
                if (const shortcut& way = shortcuts.data[s]; way.slope >= 0)
                    pass(sweep, i, way.source, way.slope);
            if (!has_passed(i)) return sweep.run(g, 1);
            for (int k = 0; k < g.nodes.data[i].count; ++k)
                if (const int u = g.operand(i, k); sweep.active.data[u] && !is_passed(i, u))
                    sweep.add(g, u, pulled_back(g, i, sweep.adjoint.data[i], k));
        }
        --sweep.next;
    }

private:
    constexpr void pass(reverse_sweep& sweep, int from, int to, int by) {
        sweep.add(g, to, make_product(g, sweep.adjoint.data[from], by));
    }

    constexpr bool is_scalar(int i) const { return g.nodes.data[i].extent.rank == 0; }
    constexpr bool has_source(int i) const { return source.data[i] >= 0 && source.data[i] != i; }
    constexpr bool is_shared(int i) const {
        return source.data[i] >= 0 && row.data[i] == several_rows;
    }
    /// Whether a way to the source of one of its operands may be a shortcut.
    constexpr bool joins(int i) const { return is_shared(i) && !has_source(i) && is_scalar(i); }
    /// Whether such a shortcut goes past this operand.
    constexpr bool is_passed(int i, int operand) const {
        return joins(i) && has_source(operand) && gain.data[source.data[operand]] > 0;
    }
    constexpr bool has_passed(int i) const {
        bool result = false;
        for (int k = 0; k < g.nodes.data[i].count; ++k)
            result = result || is_passed(i, g.operand(i, k));
        return result;
    }

    constexpr void find_sources(int x, int count) {
        source.resize(count, -1);
        source.data[x] = x;
        for (int i = x + 1; i < count; ++i)
            for (int k = 0; k < g.nodes.data[i].count && source.data[i] != i; ++k) {
                const int u = g.operand(i, k), of_u = source.data[u];
                if (of_u < 0) continue;
                const bool same = source.data[i] < 0 || source.data[i] == of_u;
                source.data[i] = same && is_scalar(i) && is_scalar(u) ? of_u : i;
            }
    }

    constexpr void find_rows(const list<int>& rows, int count) {
        row.resize(count, no_row);
        uses.resize(count, 0);
        user.resize(count, -1);
        whole.resize(count, -1);
        for (int k = 0; k < rows.size; ++k) use(rows.data[k], k, -1);
        for (int i = count - 1; i >= 0; --i) {
            whole.data[i] = i;
            if (row.data[i] == no_row || source.data[i] < 0) continue;
            const int by = uses.data[i] == 1 ? user.data[i] : -1;
            if (by >= 0 && g.nodes.data[by].op->kind == role::sum && is_scalar(by) &&
                source.data[by] == by)
                whole.data[i] = whole.data[by];
            for (int k = 0; k < g.nodes.data[i].count; ++k) use(g.operand(i, k), row.data[i], i);
        }
    }
    constexpr void use(int i, int for_row, int by) {
        int& old = row.data[i];
        old = old == no_row || old == for_row ? for_row : several_rows;
        ++uses.data[i];
        user.data[i] = by;
    }

    /// The part of the derivative of node i that goes through its operand k.
    constexpr int by_operand(int i, int k) {
        const int u = g.operand(i, k), local = pulled_back(g, i, make_constant(g, 1), k);
        return has_source(u) ? make_product(g, local, slope.data[u]) : local;
    }
    constexpr void add(int& sum, int part) { sum = sum < 0 ? part : make_sum(g, sum, part); }

    constexpr void find_slopes(int count) {
        slope.resize(count, -1);
        for (int i = 0; i < count; ++i)
            if (is_shared(i) && has_source(i))
                for (int k = 0; k < g.nodes.data[i].count; ++k)
                    if (source.data[g.operand(i, k)] >= 0) add(slope.data[i], by_operand(i, k));
    }

    /// Where they spare something: each way takes a multiplication once, for its slope, where it
    /// took one for each row.
    constexpr void find_shortcuts(int count) {
        first.resize(count, -1);
        gain.resize(count, 0);
        list<bool> met(count, false);
        list<int> ways;  // per way past an operand: its shortcut
        const auto each_way = [&](const auto& act) {
            for (int i = 0; i < count; ++i)
                for (int k = 0; joins(i) && k < g.nodes.data[i].count; ++k)
                    if (const int u = g.operand(i, k); has_source(u)) act(i, k, u);
        };
        each_way([&](int i, int, int u) {
            const int by = source.data[u];
            gain.data[by] += met.data[u] ? 1 : 3;  // one way, and in two rows the one from u
            met.data[u] = true;
            ways.push(shortcut_of(whole.data[i], by));
        });
        int next = 0;
        each_way([&](int i, int k, int u) {
            int& sum = shortcuts.data[ways.data[next++]].slope;
            if (is_passed(i, u)) add(sum, by_operand(i, k));
        });
    }
    /// The one that is there, or a new one. Looks at few: several may share the ways.
    constexpr int shortcut_of(int from, int by) {
        int s = first.data[from];
        for (int left = 32; s >= 0 && left > 0; --left, s = shortcuts.data[s].next)
            if (shortcuts.data[s].source == by) return s;
        shortcuts.push({from, by, -1, first.data[from]});
        gain.data[by] -= 2;
        return first.data[from] = shortcuts.size - 1;
    }
};

/// The entries of the Jacobian of f by x, row by row: row i is the gradient of entry i.
constexpr void jacobian_by_rows(graph& g, int f, int x, list<int>& entries) {
    list<int> roots, target;
    for (int i = 0; i < g.extent(f).size(); ++i) roots.push(entry_node(g, f, i));
    shared_sources shared(g, roots, x);
    target.push(x);
    for (int root : roots) {
        reverse_sweep sweep;
        sweep.start(g, root, make_constant(g, 1), target);
        while (sweep.next >= 0) shared.run(sweep);
        const int row = sweep.result(g, x);
        for (int j = 0; j < g.extent(x).size(); ++j) entries.push(entry_node(g, row, j));
    }
}

}  // namespace ctgrad::detail
