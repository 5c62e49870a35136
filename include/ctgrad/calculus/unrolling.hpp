/// Loops written out: what every step of a scan computes, as nodes without a loop.
#pragma once

#include <ctgrad/calculus/replacing.hpp>

namespace ctgrad::detail {

/// Writes out the loops of an expression. What a step computes is copied from the nodes of the
/// scan's body, and a loop inside of it is written out right there: copies are not copied again,
/// since a sum that is put in order anew need not have the parts that another loop is bound to.
///
/// It can be interrupted: all it knows is in its notes. They are a stack of frames, one for the
/// expression and one for each scan of which a step is being written out, behind the place of the
/// last of them. In front of a frame stand the values of the scan's roots (of states and totals
/// those so far, of outputs those of all steps), which stay when it is gone. A frame is its header;
/// the nodes that a step computes; per node below the scan what stands for it, or -1; and where the
/// values of scans inside are that are done.
template <class Graph> struct unrolling {
    Graph& g;
    list<int>& notes;

    constexpr void start(int root) {
        list<identity> open;
        open_levels(g, root + 1, open);
        list<bool> needed(root + 1, false);
        needed.data[root] = true;
        for (int i = root; i >= 0; --i)
            for (int k = 0; needed.data[i] && k < g.nodes.data[i].count; ++k)
                needed.data[g.operand(i, k)] = true;
        list<int> body;
        for (int i = 0; i <= root; ++i)
            if (needed.data[i] && open.data[i] == 0) body.push(i);
        notes.push(0);
        push_frame(root + 1, 0, body);
    }

    /// Makes about so many nodes. True, once all is written out.
    constexpr bool advance(int work) {
        for (; work > 0; --work) {
            const int frame = top();
            if (position(frame) < body_size(frame)) {
                const int i = notes.data[frame + header + position(frame)];
                if (is_scan(i)) enter(i);
                else {
                    const int made = copied(frame, i);
                    standing_for(frame, i) = made;
                    ++position(frame);
                }
            } else if (parent(frame) == 0) return true;
            else finish_step();
        }
        return false;
    }

    /// The root, when all is written out; where it is a scan, number k of its results.
    constexpr int result() { return value(top(), size(top()) - 1); }
    constexpr int result(int k) {
        const int y = size(top()) - 1;
        const scan_form f = scan_form::of(g.nodes.data[y]);
        const int values = values_of(top(), y);
        if (!f.is_output(k)) return noted(values, f, k);
        const shape row = g.extent(g.operand(y, f.next(k)));
        return entries(joined_rows(values, f, k), 0, sequence_extent(row, f.steps));
    }

private:
    // --- frames ---

    static constexpr int header = 5;

    constexpr int& top() { return notes.data[0]; }
    /// So many nodes it knows: of a scan, those below.
    constexpr int size(int frame) const { return notes.data[frame]; }
    constexpr int parent(int frame) const { return notes.data[frame + 1]; }
    constexpr int body_size(int frame) const { return notes.data[frame + 2]; }
    constexpr int& position(int frame) { return notes.data[frame + 3]; }
    constexpr int& step(int frame) { return notes.data[frame + 4]; }
    constexpr int& standing_for(int frame, int i) {
        return notes.data[frame + header + body_size(frame) + i];
    }
    constexpr int& values_of(int frame, int y) {
        return notes.data[frame + header + body_size(frame) + size(frame) + y];
    }
    /// The value of a root, of an output that of a step.
    constexpr int& noted(int values, const scan_form& f, int k, int row = 0) {
        const int others = f.states + f.totals;
        return notes.data[values + (k < others ? k : others + (k - others) * f.steps + row)];
    }

    constexpr void push_frame(int nodes, int above, const list<int>& body) {
        top() = notes.size;
        for (int i : {nodes, above, body.size, 0, 0}) notes.push(i);
        for (int i : body) notes.push(i);
        notes.resize(notes.size + 2 * nodes, -1);
    }

    // --- a scan ---

    constexpr bool is_scan(int i) const {
        return g.nodes.data[i].op == &descriptor<operations::scan>;
    }

    constexpr void enter(int y) {
        const scan_form f = scan_form::of(g.nodes.data[y]);
        list<identity> open;
        open_levels(g, y, open);
        list<in_body::code> found;
        find_body(g, y, open, found);
        const identity inside = level_bit(f.level + 1) - 1;
        list<int> body, known(y, -1);
        for (int i = 0; i < y; ++i) {
            const bool own = (open.data[i] & inside) == level_bit(f.level);
            if (found.data[i] == in_body::computed && own) body.push(i);
            if (found.data[i] == in_body::captured) known.data[i] = value(top(), i);
        }
        const int values = notes.size, above = top();
        for (int k = 0; k < f.states; ++k) notes.push(value(above, g.operand(y, f.initial(k))));
        notes.resize(notes.size + f.totals + f.outputs * f.steps, -1);
        values_of(above, y) = values;
        push_frame(y, above, body);
        for (int i = 0; i < y; ++i) standing_for(top(), i) = known.data[i];
        begin_step();
    }

    constexpr int row_of(int frame, const scan_form& f) {
        return f.backward ? f.steps - 1 - step(frame) : step(frame);
    }

    constexpr void begin_step() {
        const int frame = top(), y = size(frame), above = parent(frame);
        const scan_form f = scan_form::of(g.nodes.data[y]);
        notes.size = frame + header + body_size(frame) + 2 * y;
        position(frame) = 0;
        for (int k = 0; k < f.states; ++k)
            standing_for(frame, g.operand(y, f.state(k))) = noted(values_of(above, y), f, k);
        for (int k = 0; k < f.sequences; ++k) {
            const int row = g.operand(y, f.row(k)), all = value(above, g.operand(y, f.sequence(k)));
            const shape extent = g.extent(row);
            const int given = entries(all, row_of(frame, f) * extent.size(), extent);
            standing_for(frame, row) = given;
        }
        for (int k = 0; k < body_size(frame); ++k)
            if (const int i = notes.data[frame + header + k]; is_scan(i))
                standing_for(frame, i) = values_of(frame, i) = -1;
    }

    constexpr void finish_step() {
        const int frame = top(), y = size(frame), above = parent(frame);
        const scan_form f = scan_form::of(g.nodes.data[y]);
        const int row = row_of(frame, f), values = values_of(above, y);
        for (int k = 0; k < f.roots(); ++k) {
            const int before = noted(values, f, k, row);
            int made = value(frame, g.operand(y, f.next(k)));
            const bool total = k >= f.states && !f.is_output(k);
            if (total && before >= 0) made = make_sum(g, before, made);
            if (f.counted && row > 0) made = if_it_runs(y, row, made, before);
            noted(values, f, k, row) = made;
        }
        if (++step(frame) < f.steps) return begin_step();
        notes.size = values + f.states + f.totals + f.outputs * f.steps;
        top() = above;
        ++position(above);
    }

    /// Where a call tells the number of steps, all are computed, and chosen or not.
    constexpr int if_it_runs(int y, int row, int made, int otherwise) {
        const node steps{&g, value(parent(top()), g.operand(y, scan_form::count()))};
        if (otherwise < 0) otherwise = make_constant(g, 0, g.extent(made));
        return apply<operations::select>(apply<operations::less>(steps.number(row), steps),
                                         node{&g, made}, node{&g, otherwise})
            .index;
    }

    // --- nodes ---

    constexpr int value(int frame, int i) {
        if (standing_for(frame, i) >= 0) return standing_for(frame, i);
        const int joined = joined_results(values_of(frame, i), scan_form::of(g.nodes.data[i]));
        return standing_for(frame, i) = joined;
    }

    constexpr int copied(int frame, int i) {
        const record r = g.nodes.data[i];
        if (r.op == &descriptor<operations::slice>)
            return part(frame, g.operand(i, 0), static_cast<int>(r.p), r.extent);
        return with_operands(g, i, [this, frame](int k) { return value(frame, k); });
    }

    /// Numbers of a node from one on; of what it is put together from, where that has them all.
    constexpr int entries(int of, int from, const shape& extent) {
        const term t = split_coefficient(g, of);
        if (t.rest >= 0 && g.extent(t.rest).rank == 0)
            return fit(g, scaled(g, t.coefficient, t.rest), extent);
        if (g.nodes.data[of].op == &descriptor<operations::concat>) {
            const int first = g.operand(of, 0), size = g.extent(first).size();
            if (from + extent.size() <= size) return entries(first, from, extent);
            if (from >= size) return entries(g.operand(of, 1), from - size, extent);
        }
        return operations::slice::make({&g, of}, from, extent).index;
    }

    /// A part of the value of a node; of a scan's results mostly of one.
    constexpr int part(int frame, int y, int from, const shape& extent) {
        if (values_of(frame, y) < 0) return entries(value(frame, y), from, extent);
        const scan_form f = scan_form::of(g.nodes.data[y]);
        list<int> offsets;
        scan_offsets(g, y, f, offsets);
        const int values = values_of(frame, y), last = from + extent.size() - 1;
        for (int k = 0; k < f.roots(); ++k) {
            const int first = offsets.data[k], one = g.extent(g.operand(y, f.next(k))).size();
            if (from < first || offsets.data[k + 1] <= last) continue;
            const int row = (from - first) / one;
            if (row == (last - first) / one)
                return entries(noted(values, f, k, row), from - first - row * one, extent);
            return entries(joined_rows(values, f, k), from - first, extent);
        }
        return entries(value(frame, y), from, extent);
    }

    // --- results together ---

    constexpr int as_vector(int i) {
        const shape extent = vector_shape(g.extent(i).size());
        if (g.extent(i).rank > 0) return entries(i, 0, extent);
        list<int> alone;
        alone.push(i);
        return raw(g, descriptor<operations::stack>, extent, alone);
    }
    /// One after the other: neighbours first, so that no entry is copied often.
    constexpr int joined(list<int>& parts) {
        for (int& i : parts) i = as_vector(i);
        while (parts.size > 1) {
            const int pairs = parts.size / 2, odd = parts.size % 2;
            for (int i = 0; i < pairs; ++i)
                parts.data[i] = apply<operations::concat>(node{&g, parts.data[2 * i]},
                                                          node{&g, parts.data[2 * i + 1]})
                                    .index;
            if (odd > 0) parts.data[pairs] = parts.data[parts.size - 1];
            parts.size = pairs + odd;
        }
        return parts[0];
    }
    constexpr int joined_rows(int values, const scan_form& f, int k) {
        list<int> parts;
        for (int row = 0; row < f.steps; ++row) parts.push(noted(values, f, k, row));
        if (g.extent(parts[0]).rank > 0) return joined(parts);
        return operations::stack::make(g, parts, vector_shape(f.steps)).index;
    }
    constexpr int joined_results(int values, const scan_form& f) {
        list<int> parts;
        for (int k = 0; k < f.roots(); ++k)
            parts.push(f.is_output(k) ? joined_rows(values, f, k) : noted(values, f, k));
        return joined(parts);
    }
};

/// How many nodes a graph has when its loops are written out, about: as many as before, and each
/// step of a loop for itself.
constexpr std::int64_t unrolled_size(const graph& g) {
    list<identity> open;
    open_levels(g, g.nodes.size, open);
    list<std::int64_t> weight(g.nodes.size, 1);
    std::int64_t sum = 0;
    for (int y = 0; y < g.nodes.size; ++y) {
        const record& r = g.nodes.data[y];
        if (r.op == &descriptor<operations::scan>) {
            const scan_form f = scan_form::of(r);
            const identity inside = level_bit(f.level + 1) - 1;
            list<in_body::code> body;
            find_body(g, y, open, body);
            std::int64_t& all = weight.data[y] = 1;
            for (int i = 0; i < y; ++i)
                if (body.data[i] == in_body::computed &&
                    (open.data[i] & inside) == level_bit(f.level))
                    all += f.steps * weight.data[i];
            if (all > largest_counted) all = largest_counted;
        }
        if (open.data[y] == 0) sum += weight.data[y];
    }
    return sum < largest_counted ? sum : largest_counted;
}

}  // namespace ctgrad::detail
