/// Programs with loops: what is outside of them runs in stages of straight-line code, between which
/// stand the loops; the body of a loop is a program of its own, with loops inside or without.
#pragma once

#include <ctgrad/plan/checkpoints.hpp>

namespace ctgrad {

namespace detail {

/// The body as it runs: products read matrices that are captured as they are stored, transposed or
/// not, which spares a copy and suits them (operations/linear.hpp).
template <class Graph>
constexpr void find_running_body(const Graph& g, int y, const list<identity>& open,
                                 list<in_body::code>& found) {
    find_body(g, y, open, found);
    for (int i = 0; i < y; ++i) {
        if (found.data[i] != in_body::computed ||
            g.nodes[i].op != &descriptor<operations::matrix_product>)
            continue;
        for (int k = 0; k < 2; ++k) {
            const int matrix = g.operand(i, k);
            if (found.data[matrix] != in_body::captured ||
                g.nodes[matrix].op != &descriptor<operations::transpose>)
                continue;
            in_body::code& stored = found.data[g.operand(matrix, 0)];
            found.data[matrix] = in_body::computed;
            if (stored == in_body::nothing) stored = in_body::captured;
        }
    }
}

/// When and where the nodes of a graph outside of all loops are computed.
template <int Nodes> struct loop_schedule {
    int stages = 0;
    int loop_count = 0;
    int loop[Nodes]{};     ///< the scans that run
    int arena = 0;         ///< numbers of working memory
    int stage[Nodes]{};    ///< from which on a value is known; loops run before its other code
    bool needed[Nodes]{};  ///< outside of all loops
    bool stored[Nodes]{};  ///< it has a place in memory
    bool read[Nodes]{};    ///< by other than parts of a scan
    int leader[Nodes]{};   ///< of a scan: the longer one that runs for it, or itself; else -1
    int scratch[Nodes]{};  ///< of a scan that runs: its states and summands, and who runs in a step
    address at[Nodes]{};   ///< where a value lies
    segment_places segments[Nodes]{};  ///< of a scan with checkpoints

    constexpr bool runs(int i) const { return needed[i] && leader[i] == i; }
};

/// Makes the schedule of a graph.
template <class Graph> struct loop_scheduler {
    static constexpr int count = Graph::count;
    const Graph& g;
    loop_schedule<count>& out;
    bool in_batch = false;  ///< all outputs are computed in the last stage
    list<identity> open{};
    list<int> captured{};
    list<int> first = list<int>(count, 0);  ///< per scan: its part of `captured`
    list<int> end = list<int>(count, 0);

    constexpr bool is_scan(int i) const { return g.nodes[i].op == &descriptor<operations::scan>; }
    constexpr bool is_slice(int i) const { return g.nodes[i].op == &descriptor<operations::slice>; }
    constexpr bool is_leaf(int i) const { return g.nodes[i].count == 0; }
    constexpr bool is_variable(int i) const { return g.nodes[i].op->kind == role::variable; }

    constexpr void run() {
        open_levels(g, count, open);
        find_needed();
        find_leaders();
        find_stages();
        find_stored();
        checkpoint_finder<loop_scheduler>{*this}.run();
        place();
    }

    /// Calls act(i) for every node that node i reads from outside of its body.
    template <class Act> constexpr void for_each_read(int i, Act act) const {
        if (!is_scan(i))
            for (int k = 0; k < g.nodes[i].count; ++k) act(g.operand(i, k));
        else {
            const scan_form f = scan_form::of(g.nodes[i]);
            for (int k = 0; k < f.state(0); ++k) act(g.operand(i, k));
            for (int k = first.data[i]; k < end.data[i]; ++k) act(captured.data[k]);
        }
    }

    constexpr void find_needed() {
        for (int o = 0; o < Graph::output_count; ++o) out.needed[g.outputs[o]] = true;
        for (int i = count - 1; i >= 0; --i) {
            out.leader[i] = -1;
            if (!out.needed[i]) continue;
            if (is_scan(i)) {
                out.leader[i] = i;
                list<in_body::code> body;
                find_running_body(g, i, open, body);
                first.data[i] = captured.size;
                for (int k = 0; k < i; ++k)
                    if (body.data[k] == in_body::captured && g.nodes[k].op->kind != role::constant)
                        captured.push(k);
                end.data[i] = captured.size;
            }
            for_each_read(i, [&](int k) {
                out.needed[k] = true;
                if (!is_slice(i) || !is_scan(k)) out.read[k] = true;
            });
        }
    }

    /// A scan that does the same, and more behind it, runs in place of the shorter one.
    constexpr void find_leaders() {
        for (int i = 0; i < count; ++i) {
            if (out.leader[i] < 0) continue;
            for (int k = i + 1; k < count; ++k)
                if (out.leader[k] == k && extends(k, i) &&
                    g.nodes[k].count > g.nodes[out.leader[i]].count)
                    out.leader[i] = k;
        }
    }
    constexpr bool extends(int longer, int i) const {
        if (!extends_scan(g, longer, i)) return false;
        for (int k = first.data[longer]; k < end.data[longer]; ++k)
            if (captured.data[k] > i) return false;
        return true;
    }

    constexpr void find_stages() {
        for (int i = 0; i < count; ++i) {
            if (!out.needed[i]) continue;
            int& stage = out.stage[i];
            const int runs = is_scan(i) ? out.leader[i] : i;
            for_each_read(runs, [&](int k) {
                if (out.stage[k] > stage) stage = out.stage[k];
            });
            stage += is_scan(i);
            if (stage >= out.stages) out.stages = stage + 1;
        }
        for (int i = 0; i < count; ++i)  // a leader runs when the first scan needs it
            if (out.needed[i] && out.leader[i] >= 0) out.stage[out.leader[i]] = out.stage[i];
    }

    /// Stores what a part is a part of.
    constexpr void store(int i) {
        while (is_slice(i)) i = g.operand(i, 0);
        if (!is_variable(i) && !is_scan(i)) out.stored[i] = true;
    }
    constexpr void find_stored() {
        for (int i = 0; i < count; ++i) {
            if (!out.needed[i] || (is_scan(i) && out.leader[i] != i)) continue;
            for_each_read(i, [&](int k) {
                const bool constant = g.nodes[k].op->kind == role::constant;
                if (is_scan(i) || (out.stage[k] != out.stage[i] && !constant)) store(k);
            });
        }
        for (int o = 0; o < Graph::output_count && in_batch; ++o)
            if (const int i = g.outputs[o]; out.stage[i] + 1 < out.stages) store(i);
    }

    constexpr int reserve(int size) {
        out.arena += size;
        return out.arena - size;
    }

    constexpr void place_segments(int i, const scan_form& f) {
        int rows = 0, states = 0;
        for (int k = 0; k < f.roots(); ++k) {
            const int size = g.nodes[g.operand(i, f.next(k))].extent.size();
            if (k < f.states) states += size;
            else if (out.segments[i].is_again(f, k)) rows += size;
        }
        out.segments[i].rows = reserve(f.interval * rows);
        out.segments[i].states = reserve(count_segments(f) * states);
        out.segments[i].present = reserve(1);
    }

    constexpr void place() {
        for (int o = 0; o < Graph::output_count && !in_batch; ++o) {
            const int i = g.outputs[o];
            if (out.stored[i] && out.at[i].where == space::none) out.at[i] = {space::output, o, 0};
        }
        for (int i = 0, input = 0; i < count; ++i) {
            address& at = out.at[i];
            if (is_variable(i)) at = {space::input, input++, 0};
            if (out.runs(i)) {
                out.loop[out.loop_count++] = i;
                at = {space::arena, 0, reserve(size_of_results(g, out, i))};
                const scan_form f = scan_form::of(g.nodes[i]);
                if (out.segments[i].again != 0) place_segments(i, f);
                int scratch = 0;
                for (int k = 0; k < f.states + f.totals; ++k)
                    scratch +=
                        (k < f.states ? 2 : 1) * g.nodes[g.operand(i, f.next(k))].extent.size();
                out.scratch[i] = reserve(scratch + (in_batch && f.counted));
            } else if (out.stored[i] && at.where == space::none)
                at = {space::arena, 0, reserve(g.nodes[i].extent.size())};
        }
        for (int i = 0; i < count; ++i) {
            if (!out.needed[i]) continue;
            if (is_scan(i)) out.at[i] = out.at[out.leader[i]];
            else if (is_slice(i)) {
                out.at[i] = out.at[g.operand(i, 0)];
                const int from = static_cast<int>(g.nodes[i].p), of = g.operand(i, 0);
                if (is_scan(of)) out.at[i].offset = place_of_part(g, out, out.leader[of], from);
                else if (out.at[i].where != space::none) out.at[i].offset += from;
            }
        }
    }
};

template <class Graph> constexpr auto schedule_loops(const Graph& g, bool in_batch = false) {
    loop_schedule<Graph::count> result;
    loop_scheduler<Graph>{g, result, in_batch}.run();
    return result;
}

/// The schedule of a pass's graph.
template <class Pass> inline constexpr auto loops = schedule_loops(frozen<Pass>);

}  // namespace detail

/// The code of a program with loops: its schedule tells what runs.
template <class Pass> struct loop_code {
    using looped = Pass;
    static constexpr int size = 0;
    static constexpr int arena = detail::loops<Pass>.arena;  ///< numbers of working memory
};

}  // namespace ctgrad
