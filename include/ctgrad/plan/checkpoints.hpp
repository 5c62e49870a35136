/// Who reads the rows that a scan puts out. What none but loops of as many steps read, scans that
/// keep few states compute again for them, a segment of steps at a time; what others read has zeros
/// for the steps that a call leaves out. Where all that lies.
#pragma once

#include <ctgrad/calculus/operations/scan.hpp>
#include <ctgrad/plan/instruction.hpp>

namespace ctgrad::detail {

/// Of a scan that runs, places in working memory.
struct segment_places {
    std::uint64_t again = 0;  ///< by output: only loops read it, row by row, and computed again
    std::uint64_t whole = 0;  ///< by output: others read it, with zeros for steps that do not run
    int rows = 0;             ///< the values of one segment of all those outputs
    int states = 0;           ///< what is carried into every segment
    int present = 0;          ///< the number of the segment that is there, and one

    constexpr bool is_again(const scan_form& f, int root) const {
        const int output = root - f.states - f.totals;
        return output >= 0 && output < 64 && (again >> output & 1) != 0;
    }
    constexpr bool is_whole(const scan_form& f, int root) const {
        const int output = root - f.states - f.totals;
        return output >= 64 || (output >= 0 && (whole >> output & 1) != 0);
    }
};

constexpr int count_segments(const scan_form& f, int steps) {
    return (steps + f.interval - 1) / f.interval;
}
constexpr int count_segments(const scan_form& f) { return count_segments(f, f.steps); }

/// The step that makes this row where so many run, and the row that a step makes.
constexpr int step_of_row(const scan_form& f, int row, int steps) {
    return f.backward ? steps - 1 - row : row;
}

/// Where the first of the numbers lies that are kept of a state, for every segment.
template <class Graph, class Schedule>
constexpr int place_of_kept(const Graph& g, const Schedule& s, int y, int state) {
    const scan_form f = scan_form::of(g.nodes[y]);
    int place = s.segments[y].states;
    for (int k = 0; k < state && f.interval > 0; ++k)
        place += count_segments(f) * g.nodes[g.operand(y, f.next(k))].extent.size();
    return place;
}

/// Where the results of a root begin, in a segment or among all results.
template <class Graph, class Schedule>
constexpr int place_of_root(const Graph& g, const Schedule& s, int y, int root) {
    const scan_form f = scan_form::of(g.nodes[y]);
    const segment_places& p = s.segments[y];
    const bool again = p.is_again(f, root);
    int place = again ? p.rows : s.at[y].offset;
    for (int k = 0; k < root; ++k) {
        if (p.is_again(f, k) != again) continue;
        const int size = g.nodes[g.operand(y, f.next(k))].extent.size();
        place += again ? f.interval * size : f.is_output(k) ? f.steps * size : size;
    }
    return place;
}

/// Numbers of the results that are kept.
template <class Graph, class Schedule>
constexpr int size_of_results(const Graph& g, const Schedule& s, int y) {
    const scan_form f = scan_form::of(g.nodes[y]);
    int size = g.nodes[y].extent.size();
    for (int k = 0; k < f.roots(); ++k)
        if (s.segments[y].is_again(f, k))
            size -= f.steps * g.nodes[g.operand(y, f.next(k))].extent.size();
    return size;
}

/// The root of which a number of all results is.
template <class Graph> constexpr int root_at(const Graph& g, int y, int offset) {
    list<int> offsets;
    scan_offsets(g, y, scan_form::of(g.nodes[y]), offsets);
    int root = 0;
    while (offsets.data[root + 1] <= offset) ++root;
    return root;
}

/// Where a part of a scan's results lies.
template <class Graph, class Schedule>
constexpr int place_of_part(const Graph& g, const Schedule& s, int y, int from) {
    if (s.segments[y].again == 0) return s.at[y].offset + from;
    list<int> offsets;
    scan_offsets(g, y, scan_form::of(g.nodes[y]), offsets);
    const int root = root_at(g, y, from);
    return place_of_root(g, s, y, root) + from - offsets.data[root];
}

/// The scan that computes the rows of a sequence again, or -1.
template <class Graph, class Schedule>
constexpr int source_of_rows(const Graph& g, const Schedule& s, int sequence) {
    if (g.nodes[sequence].op != &descriptor<operations::slice>) return -1;
    const int scan = s.leader[g.operand(sequence, 0)];
    if (scan < 0) return -1;
    const int root = root_at(g, scan, static_cast<int>(g.nodes[sequence].p));
    return s.segments[scan].is_again(scan_form::of(g.nodes[scan]), root) ? scan : -1;
}

/// How a loop finds the rows of a sequence: all of them, or those of a segment that scan `scan`
/// computes again.
struct row_source {
    int scan = -1;
    scan_form made{};
    bool turned = false;  ///< it goes from the last one to the first

    /// The place of a row in its segment.
    constexpr int place(int row, int steps) const {
        return step_of_row(made, row, steps) % made.interval;
    }
    /// How many are there from this one on; or more, where a loop ends before.
    constexpr int count_from(int row, int steps) const {
        if (scan < 0) return steps;
        return turned ? place(row, steps) + 1 : made.interval - place(row, steps);
    }
};
template <class Graph, class Schedule>
constexpr row_source find_row_source(const Graph& g, const Schedule& s, int y, int sequence) {
    const int scan = sequence < 0 ? -1 : source_of_rows(g, s, sequence);
    const scan_form made = scan < 0 ? scan_form{} : scan_form::of(g.nodes[scan]);
    return {scan, made, scan_form::of(g.nodes[y]).backward != made.backward};
}

/// All of the scans whose segments loop y reads.
template <class Graph, class Schedule>
constexpr void find_sources(const Graph& g, const Schedule& s, int y, list<int>& sources) {
    const scan_form f = scan_form::of(g.nodes[y]);
    for (int k = 0; k < f.sequences; ++k) {
        const int source = source_of_rows(g, s, g.operand(y, f.sequence(k)));
        bool known = source < 0;
        for (int i : sources) known = known || i == source;
        if (!known) sources.push(source);
    }
}

/// Finds what is computed again: outputs of a scan with checkpoints that are nothing but sequences
/// of loops of as many steps; and of all scans what is read as a whole. The scheduler knows what
/// reads what (plan/loops.hpp).
template <class Scheduler> struct checkpoint_finder {
    Scheduler& all;

    constexpr void run() {
        for (int i = 0; i < Scheduler::count; ++i) {
            if (!all.out.runs(i)) continue;
            const scan_form f = form(i);
            if (f.interval > 0 && f.interval < f.steps) places(i).again = ~std::uint64_t{0};
        }
        for (int i = 0; i < Scheduler::count; ++i) {
            if (!all.out.needed[i] || (all.is_slice(i) && all.is_scan(all.g.operand(i, 0))))
                continue;
            if (!all.is_scan(i)) all.for_each_read(i, [&](int k) { read(k); });
            else if (all.out.runs(i)) {
                const scan_form f = form(i);
                int operand = 0;
                all.for_each_read(i, [&](int k) {
                    const bool row = operand >= f.sequence(0) && operand < f.state(0);
                    ++operand;
                    if (!row || !reads_rows(k, i)) read(k);
                });
            }
        }
        for (int o : all.g.outputs) read(o);
        for (int i = 0; i < Scheduler::count; ++i)
            if (all.out.runs(i)) drop_what_is_none(i);
    }

private:
    constexpr scan_form form(int y) const { return scan_form::of(all.g.nodes[y]); }
    constexpr segment_places& places(int y) { return all.out.segments[y]; }

    /// The node that says how many steps a scan runs; -1: always as many.
    constexpr int count(int y) const {
        return form(y).counted ? all.g.operand(y, scan_form::count()) : -1;
    }
    /// The scan that makes this value, or -1.
    constexpr int made_by(int k) const {
        const int scan = all.is_slice(k) ? all.g.operand(k, 0) : k;
        return all.is_scan(scan) ? all.out.leader[scan] : -1;
    }
    /// Whether loop i runs as many steps, and reads no more than a row in each.
    constexpr bool reads_rows(int k, int i) const {
        const int y = made_by(k);
        if (y < 0 || !all.is_slice(k) || form(y).steps != form(i).steps || count(y) != count(i))
            return false;
        list<int> offsets;
        scan_offsets(all.g, y, form(y), offsets);
        const int from = static_cast<int>(all.g.nodes[k].p), root = root_at(all.g, y, from);
        return form(y).is_output(root) && offsets.data[root] == from &&
               offsets.data[root + 1] == from + all.g.nodes[k].extent.size();
    }
    /// The value as a whole is wanted.
    constexpr void read(int k) {
        const int y = made_by(k);
        if (y < 0) return;
        if (!all.is_slice(k))
            return places(y).again = 0, places(y).whole = ~std::uint64_t{0}, void();
        const int from = static_cast<int>(all.g.nodes[k].p);
        const int end = from + all.g.nodes[k].extent.size();
        const scan_form f = form(y);
        for (int root = root_at(all.g, y, from); root <= root_at(all.g, y, end - 1); ++root) {
            const int output = root - f.states - f.totals;
            if (output < 0 || output >= 64) continue;
            places(y).again &= ~(std::uint64_t{1} << output);
            places(y).whole |= std::uint64_t{1} << output;
        }
    }
    constexpr void drop_what_is_none(int y) {
        const int outputs = form(y).outputs;
        if (outputs < 64) places(y).again &= (std::uint64_t{1} << outputs) - 1;
    }
};

}  // namespace ctgrad::detail
