/// A loop as a node: a cell, that is an expression of a state and of what a step is given, applied
/// step after step.
#pragma once

#include <ctgrad/calculus/operations/access.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad {

namespace operations {

/// A leaf that stands for another value in every step of a scan: p is the level of the loop it
/// belongs to (that of a loop inside is lower), q tells the variables of a loop apart. For one of
/// the user's variables, q is the identity of that, whose name it has.
struct step_variable : structural<"step", 0> {
    static constexpr operation_counts operations_per_entry{};
};

/// All results of a loop of p steps, one after the other, as a vector: the states behind the last
/// step, the totals over all steps, then per output its values of all steps, row by row. Operands
/// are listed by detail::scan_form. What the body reads of nodes that do not depend on the loop's
/// variables is captured: it is computed once.
struct scan : structural<"scan", -1> {
    static constexpr core::text_view rule = "backpropagation through time";
    static constexpr operation_counts operations_per_entry{};  // plan/scan.hpp counts the body
};

}  // namespace operations

namespace detail {

/// What the operands of a scan are, in this order: where a call tells it, how many steps run; the
/// initial states; sequences, of which every step is given one row; the nodes of the body that are
/// bound to the state, then those bound to rows (mostly step variables; where values were kept, the
/// expressions that had them); the next states; the summands of the totals; the outputs.
struct scan_form {
    int steps = 1;
    int level = 0;
    bool backward = false;  ///< from the last row to the first
    int states = 0;
    int sequences = 0;
    int totals = 0;
    int outputs = 0;
    int interval = 0;      ///< not 0: it keeps every so many steps' state for the way back, no more
    bool counted = false;  ///< its first operand says how many steps run, at most `steps`

    static constexpr scan_form of(const record& r) {
        scan_form f;
        f.steps = static_cast<int>(r.p & 0x7fffffff);
        f.interval = static_cast<int>(r.p >> 32);
        f.level = static_cast<int>(r.q & 63);
        f.backward = (r.q >> 6 & 1) != 0;
        f.counted = (r.q >> 7 & 1) != 0;
        f.states = static_cast<int>(r.q >> 8 & 0xffff);
        f.sequences = static_cast<int>(r.q >> 24 & 0xffff);
        f.totals = static_cast<int>(r.q >> 40 & 0xffff);
        f.outputs = r.count - f.output(0);
        return f;
    }
    constexpr std::int64_t packed_steps() const { return steps | std::int64_t{interval} << 32; }
    constexpr std::int64_t packed() const {
        return level | std::int64_t{backward} << 6 | std::int64_t{counted} << 7 |
               std::int64_t{states} << 8 | std::int64_t{sequences} << 24 |
               std::int64_t{totals} << 40;
    }

    static constexpr int count() { return 0; }
    constexpr int initial(int k) const { return counted + k; }
    constexpr int sequence(int k) const { return initial(states) + k; }
    constexpr int state(int k) const { return sequence(sequences) + k; }
    constexpr int row(int k) const { return state(states) + k; }
    constexpr int next(int k) const { return row(sequences) + k; }
    constexpr int total(int k) const { return next(states) + k; }
    constexpr int output(int k) const { return total(totals) + k; }

    constexpr int bound() const { return states + sequences; }         ///< from state(0) on
    constexpr int roots() const { return states + totals + outputs; }  ///< from next(0) on

    constexpr bool is_output(int root) const { return root >= states + totals; }
};

/// The rows of all steps as one: scalars as a vector, others below each other.
constexpr shape sequence_extent(const shape& row, int steps) {
    if (row.rank == 0) return vector_shape(steps);
    return row.rank == 1 ? matrix_shape(steps, row.rows)
                         : matrix_shape(steps * row.rows, row.columns);
}

/// How many steps a number says: the first of 1, 2, ..., `most` that it is not above. Nothing else
/// comes out, whatever the number.
template <class T> constexpr int whole_steps(const T& number, int most) {
    int below = 0, steps = most;
    while (steps - below > 1) {
        const int middle = (below + steps) / 2;
        (T(middle) < number ? below : steps) = middle;
    }
    return steps;
}

/// Where the results of the roots of a scan's body (next states, totals, outputs) lie in its value.
template <class Graph>
constexpr void scan_offsets(const Graph& g, int y, const scan_form& f, list<int>& offsets) {
    int offset = 0;
    for (int k = 0; k < f.roots(); ++k) {
        offsets.push(offset);
        const int size = g.nodes[g.operand(y, f.next(k))].extent.size();
        offset += f.is_output(k) ? f.steps * size : size;
    }
    offsets.push(offset);
}

/// A scan with these operands, of which the last ones are its roots.
constexpr int make_scan(graph& g, const scan_form& f, const list<int>& operands) {
    int size = 0;
    for (int k = 0; k < f.roots(); ++k) {
        const int root = g.extent(operands.data[f.next(k)]).size();
        size += f.is_output(k) ? f.steps * root : root;
    }
    return raw(g, descriptor<operations::scan>, vector_shape(size), operands, f.packed_steps(),
               f.packed());
}

/// Whether a node of the graph is a scan.
template <class Graph> constexpr bool has_loops(const Graph& g) {
    for (const record& r : g.nodes)
        if (r.op == &descriptor<operations::scan>) return true;
    return false;
}

/// Whether one scan has all that another one has, and more behind it.
template <class Graph> constexpr bool extends_scan(const Graph& g, int longer, int scan) {
    const record &a = g.nodes[longer], &b = g.nodes[scan];
    if (a.p != b.p || a.q != b.q || a.count <= b.count) return false;
    for (int k = 0; k < b.count; ++k)
        if (g.operand(longer, k) != g.operand(scan, k)) return false;
    return true;
}

/// What variable x is in the steps of a loop that binds it.
constexpr int step_variable_of(graph& g, int x, int level) {
    const record& r = g.nodes.data[x];
    const auto number = static_cast<std::int64_t>(r.id);
    constexpr const operation& op = descriptor<operations::step_variable>;
    return g.insert(leaf_record(op, head_identity(op, r.extent, level, number), r.name, level,
                                number, r.extent));
}

/// One that no user has named: number `next` of the loop, which is raised.
constexpr int new_step_variable(graph& g, const shape& extent, int level, int& next) {
    return leaf(g, descriptor<operations::step_variable>, extent, level, next++);
}

/// How many of those a scan binds, or has left out.
constexpr int numbered_step_variables(const graph& g, int y, const scan_form& f) {
    int count = 0;
    for (int k = 0; k < f.bound(); ++k) {
        const record& r = g.nodes.data[g.operand(y, f.state(k))];
        const bool numbered = r.op == &descriptor<operations::step_variable> && r.name.size == 0;
        if (numbered && r.q >= count) count = static_cast<int>(r.q) + 1;
    }
    return count;
}

/// How a step variable is written that has no name: u0, u1 ... and u0_1 in a loop with another one
/// inside.
constexpr text_buffer<24> step_number(const record& r) {
    text_buffer<24> out;
    out << 'u' << r.q;
    if (r.p > 0) out << '_' << r.p;
    return out;
}
/// Calls write(name of a step variable).
template <class Write> constexpr void write_step_name(const record& r, Write write) {
    if (r.name.size > 0) write(core::text_view(r.name));
    else write(step_number(r).view());
}

constexpr identity level_bit(std::int64_t level) { return identity{1} << level; }

/// For every node the levels of the loops it depends on from inside, as bits; 0: it is not part of
/// a loop's body.
template <class Graph>
constexpr void open_levels(const Graph& g, int count, list<identity>& open) {
    open.resize(count, 0);
    for (int i = 0; i < count; ++i) {
        const record& r = g.nodes[i];
        if (r.op == &descriptor<operations::step_variable>) open.data[i] = level_bit(r.p);
        const bool loop = r.op == &descriptor<operations::scan>;
        const scan_form f = loop ? scan_form::of(r) : scan_form{};
        for (int k = 0; k < r.count; ++k) {
            const identity inner = open.data[g.operand(i, k)];
            open.data[i] |= loop && k >= f.state(0) ? inner & ~level_bit(f.level) : inner;
        }
    }
}

/// What a node is to the body of a scan.
namespace in_body {

using code = unsigned char;

inline constexpr code nothing = 0;
inline constexpr code bound = 1;
inline constexpr code captured = 2;
inline constexpr code computed = 3;

}  // namespace in_body

/// Finds the body of scan y: all it computes in a step, and what it reads for that.
template <class Graph>
constexpr void find_body(const Graph& g, int y, const list<identity>& open,
                         list<in_body::code>& found) {
    const scan_form f = scan_form::of(g.nodes[y]);
    const identity inside = level_bit(f.level + 1) - 1;
    found.resize(y, in_body::nothing);
    for (int k = 0; k < f.bound(); ++k) found.data[g.operand(y, f.state(k))] = in_body::bound;
    list<int> pending;
    for (int k = 0; k < f.roots(); ++k) pending.push(g.operand(y, f.next(k)));
    while (pending.size > 0) {
        const int i = pending.pop();
        if (found.data[i] != in_body::nothing) continue;
        const bool computed = (open.data[i] & inside) != 0;
        found.data[i] = computed ? in_body::computed : in_body::captured;
        for (int k = 0; computed && k < g.nodes[i].count; ++k) pending.push(g.operand(i, k));
    }
}

}  // namespace detail

}  // namespace ctgrad
