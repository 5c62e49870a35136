/// What is done to the instructions of a batch before they are planned, and what a batch pass can
/// ask for, beside what batch_nodes (plan/batch.hpp) tells.
#pragma once

#include <ctgrad/plan/batch.hpp>

namespace ctgrad::detail {

/// Whether an input of a batch pass lies outside as values lie in a tile: where the pass has
/// `static constexpr bool bound(identity variable)`.
template <class Batch> constexpr bool is_bound(identity variable) {
    if constexpr (requires { Batch::bound(variable); }) return Batch::bound(variable);
    else return false;
}

/// Whether a program runs so often with the same shared values that it pays to prepare them: where
/// the pass says so by `static constexpr bool repeated`.
template <class Batch> constexpr bool is_repeated() {
    if constexpr (requires { Batch::repeated; }) return Batch::repeated;
    else return false;
}

/// Whether an input of such a program is a row that is there before its run, unlike a state of the
/// run before: where the pass has `static constexpr bool row(identity variable)`.
template <class Batch> constexpr bool is_row(identity variable) {
    if constexpr (requires { Batch::row(variable); }) return Batch::row(variable);
    else return false;
}

/// Has every kept part made in its place: by its value, 1 + the output. A value that would be
/// written by whole registers, for which places outside have no room, is copied; so is what is kept
/// twice, or made elsewhere.
constexpr void keep_parts(auto& planner) {
    lowered& p = planner.p;
    list<int>& kept = planner.kept;
    kept.resize(p.values.size, 0);
    for (contribution& c : planner.parts) {
        if (!c.kept) continue;
        const value_slot v = p.values.data[c.a];
        const int size = v.extent.size();
        const bool made = v.base < 0 && v.at.where == space::none && !planner.is_input(c.a) &&
                          (size == 1 || size % planner.lanes == 0) && kept.data[c.a] == 0;
        if (!made) {
            p.values.push(new_value(v.extent));
            kept.push(0);
            p.code.push(make_instruction(descriptor<operations::copy>, p.values.size - 1, v.extent,
                                         c.a, v.extent));
            c.a = p.values.size - 1;
        }
        kept.data[c.a] = 1 + c.output;
    }
}

/// Writes a sum of placed parts that lie side by side, as the adjoints of all gates of a cell do,
/// part by part, in place of zeros around each and their sum.
struct joined_places {
    lowered& p;
    list<int> uses = list<int>(p.values.size, 0);
    list<int> maker = list<int>(p.values.size, -1);

    constexpr void run(const list<contribution>& parts) {
        bool any = false;
        for (int c = 0; c < p.code.size; ++c) {
            const instruction& code = p.code.data[c];
            any = any || code.op == &descriptor<operations::place>;
            maker.data[code.target] = maker.data[code.target] == -1 ? c : -2;
            for (int k = 0; k < code.count; ++k) ++uses.data[root_of(p, code.operand[k])];
        }
        if (!any) return;
        for (const contribution& c : parts) {
            ++uses.data[root_of(p, c.a)];
            if (c.b >= 0) ++uses.data[root_of(p, c.b)];
        }
        for (int c = p.code.size; c-- > 0;)
            if (p.code.data[c].op == &descriptor<operations::sum>) join(c);
        int kept = 0;
        for (int c = 0; c < p.code.size; ++c)
            if (p.code.data[c].op) p.code.data[kept++] = p.code.data[c];
        p.code.size = kept;
    }

private:
    constexpr void join(int root) {
        const int target = p.code.data[root].target, size = p.code.data[root].extent.size();
        list<int> places, sums;
        sums.push(root);
        list<bool> covered(size, false);
        int numbers = 0;
        for (int i = 0; i < sums.size; ++i)
            for (int k = 0; k < 2; ++k) {
                const int operand = p.code.data[sums.data[i]].operand[k];
                const int made = maker.data[operand];
                if (made < 0 || uses.data[operand] != 1) return;
                const instruction& code = p.code.data[made];
                if (code.extent.size() != size) return;
                if (code.op == &descriptor<operations::sum>) {
                    sums.push(made);
                    continue;
                }
                if (code.op != &descriptor<operations::place>) return;
                for (int n = 0; n < code.operand_extent[0].size(); ++n, ++numbers) {
                    bool& there = covered.data[static_cast<int>(code.p) + n];
                    if (there) return;
                    there = true;
                }
                places.push(made);
            }
        if (numbers != size) return;
        for (int c : sums) p.code.data[c].op = nullptr;
        for (int c : places) {
            instruction& code = p.code.data[c];
            code.op = &descriptor<operations::copy>;
            code.target = target;
            code.target_offset = static_cast<int>(code.p);
            code.extent = code.operand_extent[0];
            code.p = 0;
        }
    }
};

/// Products with one vector are faster by columns, whose sums need no shuffles: matrices are
/// transposed once, in front.
constexpr void transpose_matrices(auto& planner) {
    lowered& p = planner.p;
    const int count = p.code.size;
    list<int> transposed(p.values.size, -1);
    for (int c = 0; c < count; ++c) {
        const shape extent = p.code.data[c].operand_extent[0];
        if (extent.columns == 1 || extent.rows == 1 || p.code.data[c].p != 0 ||
            !planner.is_product(p.code.data[c]))
            continue;
        int& other = transposed.data[p.code.data[c].operand[0]];
        if (other < 0) {
            other = p.values.size;
            const shape across = matrix_shape(extent.columns, extent.rows);
            p.values.push(new_value(across));
            p.code.push(make_instruction(descriptor<operations::transpose>, other, across,
                                         p.code.data[c].operand[0], extent));
            planner.add_value(false);
        }
        p.code.data[c].operand[0] = other;
        p.code.data[c].p = 1;
    }
}

/// Products that wait for no state of the run before come first, with what they need: machines look
/// ahead, and make them while that run ends.
template <class Batch> constexpr void begin_with_products(auto& planner) {
    lowered& p = planner.p;
    list<bool> waits(p.values.size, false), needed(p.values.size, false);
    for (int v = 0; v < p.values.size; ++v)
        if (planner.is_input(v))
            waits.data[v] = planner.varies.data[v] && !is_row<Batch>(planner.g.nodes[v].id);
    for (const instruction& code : p.code)
        for (int k = 0; k < code.count; ++k)
            if (waits.data[root_of(p, code.operand[k])]) waits.data[root_of(p, code.target)] = true;
    for (int c = p.code.size; c-- > 0;) {
        const instruction& code = p.code.data[c];
        const int target = root_of(p, code.target);
        if (waits.data[target] || (!needed.data[target] && !planner.is_product(code))) continue;
        needed.data[target] = true;
        for (int k = 0; k < code.count; ++k) needed.data[root_of(p, code.operand[k])] = true;
    }
    list<instruction> ordered;
    for (const bool first : {true, false})
        for (const instruction& code : p.code)
            if (first == needed.data[root_of(p, code.target)]) ordered.push(code);
    p.code.size = 0;
    for (const instruction& code : ordered) p.code.push(code);
}

/// What pays where a program runs again and again, one run reading the state of the one before.
template <class Batch> constexpr void prepare_repetition(auto& planner) {
    transpose_matrices(planner);
    begin_with_products<Batch>(planner);
}

}  // namespace ctgrad::detail
