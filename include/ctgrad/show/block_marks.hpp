/// What blocks of a program with loops compute and read: the function, and a step of each loop.
#pragma once

#include <ctgrad/show/subject.hpp>

namespace ctgrad::detail {

/// What a block of a program computes and reads: the function, or a step of a loop.
template <class Graph = graph> struct block_marks {
    const Graph& all;
    const list<identity>& open;  ///< the levels that a node depends on
    const int loop;              ///< the scan of which it is a step; -1: the function
    const scan_form form = loop < 0 ? scan_form{} : scan_form::of(all.nodes.data[loop]);
    const identity inside = loop < 0 ? 0 : level_bit(form.level + 1) - 1;
    const int count = loop < 0 ? all.nodes.size : loop;
    list<bool> computed = list<bool>(count, false);
    list<bool> outside = list<bool>(count, false);  ///< read, but not computed here
    list<bool> bound = list<bool>(count, false);    ///< a state or a row
    list<bool> used = list<bool>(count, false);     ///< and read
    list<int> first = list<int>(count, -1);         ///< of a scan: its results in `wanted`
    list<bool> wanted{};                            ///< whether a result of a scan is read
    list<bool> roots{};                             ///< of the loop, whether a root is computed

    constexpr bool is_scan(int i) const {
        return all.nodes.data[i].op == &descriptor<operations::scan>;
    }
    constexpr bool is_outside(int i) const { return loop >= 0 && (open[i] & inside) == 0; }
    constexpr bool wants(int scan, int root) const {
        return first[scan] >= 0 && wanted[first[scan] + root];
    }

    constexpr void mark_function(const list<int>& outputs) {
        for (int o : outputs) read(o);
        sweep();
    }
    /// Marks what the wanted results take; a state that they do not read is not there.
    constexpr void mark_step(const block_marks& around) {
        for (int k = 0; k < form.bound(); ++k) bound[all.operand(loop, form.state(k))] = true;
        for (int k = 0; k < form.roots(); ++k) roots.push(around.wants(loop, k));
        for (bool more = true; more;) {
            for (int k = 0; k < form.roots(); ++k)
                if (roots[k]) read(all.operand(loop, form.next(k)));
            sweep();
            more = false;
            for (int k = 0; k < form.states; ++k)
                if (!roots[k] && used[all.operand(loop, form.state(k))]) roots[k] = more = true;
        }
    }
    constexpr bool uses_row(int k) const { return used[all.operand(loop, form.row(k))]; }

    /// Results of a scan from an entry on.
    constexpr void want(int scan, int from, int size) {
        list<int> offsets;
        const scan_form f = scan_form::of(all.nodes.data[scan]);
        scan_offsets(all, scan, f, offsets);
        if (first[scan] < 0) {
            first[scan] = wanted.size;
            wanted.resize(wanted.size + f.roots(), false);
        }
        for (int k = 0; k < f.roots(); ++k)
            if (from < offsets[k + 1] && offsets[k] < from + size) wanted[first[scan] + k] = true;
        (is_outside(scan) ? outside : computed)[scan] = true;
    }

private:
    /// Parts and transposed matrices are read where they lie, and a constant is written.
    constexpr bool in_place(int i) const {
        const record& r = all.nodes.data[i];
        return r.op == &descriptor<operations::slice> ||
               r.op == &descriptor<operations::transpose> ||
               (r.count == 0 && r.op->kind != role::variable &&
                r.op != &descriptor<operations::step_variable>);
    }
    constexpr void read(int i) {
        if (bound[i]) used[i] = true;
        else if (is_scan(i)) want(i, 0, all.extent(i).size());
        else if (is_outside(i) && !in_place(i)) outside[i] = true;
        else computed[i] = true;
    }
    constexpr void sweep() {
        for (int i = count; i-- > 0;) {
            if (!computed[i]) continue;
            const record& r = all.nodes.data[i];
            const int o = r.count > 0 ? all.operand(i, 0) : -1;
            if (is_scan(i)) read_for(i);
            else if (r.op == &descriptor<operations::slice> && is_scan(o) && !bound[o])
                want(o, static_cast<int>(r.p), r.extent.size());
            else
                for (int k = 0; k < r.count; ++k) read(all.operand(i, k));
        }
    }
    constexpr void read_for(int scan) {
        block_marks step{all, open, scan};
        step.mark_step(*this);
        for (int k = 0; k < step.form.states; ++k)
            if (step.roots[k]) read(all.operand(scan, step.form.initial(k)));
        for (int k = 0; k < step.form.sequences; ++k)
            if (step.uses_row(k)) read(all.operand(scan, step.form.sequence(k)));
        for (int i = 0; i < scan; ++i) {
            if (!step.outside[i]) continue;
            if (!is_scan(i)) read(i);
            for (int k = 0; is_scan(i) && k < scan_form::of(all.nodes.data[i]).roots(); ++k)
                if (step.wants(i, k)) want_result(i, k);
        }
    }
    constexpr void want_result(int scan, int root) {
        list<int> offsets;
        scan_offsets(all, scan, scan_form::of(all.nodes.data[scan]), offsets);
        want(scan, offsets[root], offsets[root + 1] - offsets[root]);
    }
};

}  // namespace ctgrad::detail
