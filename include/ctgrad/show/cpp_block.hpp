/// A block of a program in C++, with the loops in it: a function's, or a step of a loop.
#pragma once

#include <ctgrad/show/code_block.hpp>
#include <ctgrad/show/cpp_statements.hpp>

namespace ctgrad::detail {

/// Writes the statements of a block, in the order of its nodes, and loops where they run.
template <class Text> struct cpp_block : cpp_statements<Text> {
    using view = core::text_view;
    using base = cpp_statements<Text>;
    using base::begin, base::declare, base::depth, base::entries, base::fits;
    using base::g, base::inputs, base::loop, base::name_of, base::open_loops;
    using base::out, base::plan, base::print, base::statement, base::target;
    using base::targets;

    const code_block<>& block;
    known_names& known;
    list<int> direct{};  ///< per node: 1 + the output that it is written to, or 0

    constexpr cpp_block(const code_block<>& b, known_names& names, Text& text, char letter,
                        int indentation)
        : base(b.shown.nodes, text, letter, indentation), block(b), known(names) {
        known.name_variables(block, inputs);
    }

    constexpr void plan_statements(const list<bool>* forced = nullptr) {
        plan.plan(block.shown, print, known.last, forced);
        direct.resize(g.nodes.size, 0);
        for (int o = block.shown.outputs.size; o-- > 0;) direct[block.shown.outputs[o]] = o + 1;
        for (int i = 0; i < g.nodes.size; ++i)
            if (plan.named[i] && block.node[i] >= 0)
                known.add(block.node[i], -1, name_of(i).view());
    }

    /// All statements but those for outputs that are written at the end. `last(o)` says which.
    template <class Last> constexpr void write(Last last) {
        for (int i = 0; i < g.nodes.size; ++i) {
            const record& r = g.nodes[i];
            if (r.op == &descriptor<operations::scan>) run_loop(i);
            const bool leaf = r.count == 0 && !plan.named[i];
            if (plan.named[i]) statement(i, -1);
            else if (direct[i] > 0 && !leaf && !print.view(i) && !last(direct[i] - 1))
                statement(i, direct[i] - 1);
        }
        for (int o = 0; o < block.shown.outputs.size; ++o) {
            const int i = block.shown.outputs[o];
            const bool copied = plan.named[i] || g.nodes[i].count == 0 || print.view(i);
            if (copied && !last(o)) entries(i, o, false);
        }
    }

private:
    // --- loops ---

    constexpr void run_loop(int i) {
        const written_loop<> written(block, i);
        const auto& marks = written.marks;
        const auto& all = marks.all;
        const scan_form& f = marks.form;
        const int scan = written.scan;
        const list<int>& states = written.states;
        list<cpp_target> to;
        const code_name step = known_names::numbered("step", known.steps);
        for (int n = 0; n < written.roots.size; ++n) {
            const int k = written.roots[n], size = all.extent(written.outputs[n]).size();
            cpp_target result = begin_result(i, k, f, n);
            if (f.is_output(k)) {
                if (size != 1) result.offset << size << " * ";
                result.offset << step.view();
            } else result.adds = k >= f.states;
            to.push(result);
        }
        const int known_behind = known.all.size;  // the results
        for (int k = 0; k < states.size; ++k) known.add(states[k], -1, to[k].name.view());
        begin();
        out << "for (int " << step.view() << " = ";
        if (f.backward) write_steps(scan, f, true);
        if (f.backward) out << "; " << step.view() << "-- > 0;) {\n";
        else {
            out << "0; " << step.view() << " < ";
            write_steps(scan, f, false);
            out << "; ++" << step.view() << ") {\n";
        }
        for (int k = 0, n = states.size; k < f.sequences; ++k)
            if (marks.uses_row(k)) begin_row(g.operand(i, n++), all.operand(scan, f.row(k)), step);
        shown_graph shown;
        code_block<> inner{marks, shown};
        inner.build(written.outputs);
        cpp_block step_block(inner, known, out, print.letter, depth + 1);
        for (const cpp_target& t : to) step_block.targets.push(t);
        step_block.write_step(states.size);
        begin();
        out << "}\n";
        known.all.size = known_behind;
    }

    /// How many steps it runs: a number, or a parameter of the function.
    constexpr void write_steps(int scan, const scan_form& f, bool whole) {
        if (!f.counted) return void(out << f.steps);
        const view name = known.find(block.marks.all.operand(scan, scan_form::count()), -1);
        out << view(whole ? "static_cast<int>(" : "") << name << view(whole ? ")" : "");
    }

    /// Declares what root k of a scan is gathered in.
    constexpr cpp_target begin_result(int i, int k, const scan_form& f, int state) {
        const graph& all = block.marks.all;
        const int scan = block.node[i];
        const shape one = all.extent(all.operand(scan, f.next(k)));
        const shape extent = f.is_output(k) ? sequence_extent(one, f.steps) : one;
        cpp_target result;
        result.name = known.add_result(all, scan, k, f);
        for (int n = 0; n < g.nodes.size; ++n)  // it is a variable behind the loop
            if (block.node[n] == scan && block.root[n] == k) inputs[n] = result.name;
        const bool total = k >= f.states && !f.is_output(k);
        // Steps that do not run leave zeros.
        const bool cleared = total || (f.counted && f.is_output(k));
        if (extent.rank > 0) declare(result.name.view(), extent.size(), cleared);
        if (extent.rank == 0 && total) {
            begin();
            out << "double " << result.name.view() << " = 0.0;\n";
        }
        if (k >= f.states) return result;
        assign_all("double ", result.name.view(), g.operand(i, state));
        return result;
    }

    /// `name = value`, entry by entry; a number is declared with it.
    constexpr void assign_all(view type, view name, int value) {
        const shape extent = g.extent(value);
        if (extent.rank == 0) {
            begin();
            out << type << name << " = ";
        } else {
            open_loops(extent);
            out << name;
            print.subscript(extent.columns * print.row + print.column);
            out << " = ";
        }
        print.write(value);
        out << ";\n";
        print.row = print.column = {};
    }

    constexpr void begin_row(int sequence, int row, const code_name& step) {
        const graph& all = block.marks.all;
        const shape extent = all.extent(row);
        const code_name name = known.name_of(row, "row", known.rows);
        known.add(row, -1, name.view());
        begin(1);
        out << view(extent.rank == 0 ? "const double " : "const double* const ") << name.view()
            << " = ";
        int from = 0;
        if (g.nodes[sequence].op == &descriptor<operations::slice> && !plan.named[sequence]) {
            from = static_cast<int>(g.nodes[sequence].p);
            sequence = g.operand(sequence, 0);
        }
        print.name(sequence);
        out << view(extent.rank == 0 ? "[" : " + ");
        if (extent.size() != 1) out << extent.size() << " * ";
        out << step.view();
        if (from > 0) out << " + " << from;
        out << view(extent.rank == 0 ? "];\n" : ";\n");
    }

    /// A step: its states come first among the outputs, and are written at the end.
    constexpr void write_step(int states) {
        const list<int>& roots = block.shown.outputs;
        list<bool> forced(g.nodes.size, false);
        for (int o = 0; o < roots.size; ++o) {
            const bool alone = states == 1 && g.extent(roots[o]).rank == 0;
            if (o < states ? !alone : !fits(roots[o], targets[o].adds)) forced[roots[o]] = true;
        }
        plan_statements(&forced);
        write([states](int o) { return o < states; });
        list<code_name> copies(states, {});
        for (int o = 0; o < states; ++o)
            if (reads_state(roots[o], states) && !keeps_state(o)) copies[o] = copy_of(roots[o]);
        for (int o = 0; o < states; ++o)
            if (copies[o].size > 0) copy_back(o, copies[o].view());
            else if (!keeps_state(o)) entries(roots[o], o, false);
    }
    constexpr bool is_state(int i, int o) const {
        return g.nodes[i].op->kind == role::variable &&
               same_text(inputs[i].view(), targets[o].name.view());
    }
    constexpr bool keeps_state(int o) const { return is_state(block.shown.outputs[o], o); }
    /// Whether it is a state as it was before the step, or a part of one.
    constexpr bool reads_state(int i, int states) const {
        while (!plan.named[i] && print.view(i)) i = g.operand(i, 0);
        for (int o = 0; o < states; ++o)
            if (is_state(i, o)) return true;
        return false;
    }
    constexpr code_name copy_of(int i) {
        const code_name name = known_names::numbered("next", known.copies);
        if (g.extent(i).rank > 0) declare(name.view(), g.extent(i).size());
        assign_all("const double ", name.view(), i);
        return name;
    }
    constexpr void copy_back(int o, view name) {
        const bool tensor = g.extent(block.shown.outputs[o]).rank > 0;
        if (tensor) loop('i', g.extent(block.shown.outputs[o]).size(), 0);
        else begin();
        if (tensor) out << ' ';
        target(-1, o, tensor, loop_i);
        out << " = " << name << view(tensor ? "[i];\n" : ";\n");
    }
};

}  // namespace ctgrad::detail
