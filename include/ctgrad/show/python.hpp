/// Computations as Python with NumPy: `python(e)`, `python<"name">(value_and_gradient(f, x, y))`.
#pragma once

#include <ctgrad/show/code_block.hpp>
#include <ctgrad/show/python_printer.hpp>

namespace ctgrad {

namespace detail {

/// Writes a block, the function's or a step of a loop, with the loops in it.
template <class Text> struct python_block {
    using view = core::text_view;

    const code_block<>& block;
    graph& g;
    known_names& known;
    Text& out;
    const int depth;
    statements plan{};
    list<code_name> inputs{};
    python_printer<Text> print;

    constexpr python_block(const code_block<>& b, known_names& names, Text& text, char letter,
                           int indentation)
        : block(b),
          g(b.shown.nodes),
          known(names),
          out(text),
          depth(indentation),
          print(g, text, plan, inputs, letter) {
        known.name_variables(block, inputs);
        plan.plan(block.shown, print, known.last);
        for (int i = 0; i < g.nodes.size; ++i) {
            if (!plan.named[i] || block.node[i] < 0) continue;
            code_name name;
            name << letter << plan.number[i];
            known.add(block.node[i], -1, name.view());
        }
    }

    constexpr void begin(int deeper = 0) {
        for (int k = 0; k < depth + deeper; ++k) out << "    ";
    }
    constexpr void write() {
        for (int i = 0; i < g.nodes.size; ++i) {
            if (g.nodes[i].op == &descriptor<operations::scan>) run_loop(i);
            if (!plan.named[i]) continue;
            begin();
            print.name(i);
            out << " = ";
            print.write(i, precedence::comparison, true);
            out << '\n';
        }
    }

private:
    /// What is gathered in a loop begins as a floating-point number.
    constexpr void write_float(int i) {
        print.write(i);
        const record& r = g.nodes[i];
        if (r.op->kind == role::constant && r.extent.rank == 0 && r.q == 1 && !plan.named[i])
            out << ".0";
    }

    constexpr void run_loop(int i) {
        const written_loop<> written(block, i);
        const auto& marks = written.marks;
        const auto& all = marks.all;
        const scan_form& f = marks.form;
        const int scan = written.scan;
        const list<int>& states = written.states;
        list<code_name> results;
        const code_name step = known_names::numbered("step", known.steps);
        for (int k : written.roots) results.push(begin_result(i, k, f, results.size));
        list<code_name> rows;
        for (int k = 0, n = states.size; k < f.sequences; ++k)
            if (marks.uses_row(k))
                rows.push(begin_rows(g.operand(i, n++), all.extent(all.operand(scan, f.row(k))),
                                     f.steps));
        const int known_behind = known.all.size;  // the results
        begin();
        out << "for " << step.view() << view(f.backward ? " in reversed(range(" : " in range(");
        if (f.counted)
            out << "int(" << known.find(all.operand(scan, scan_form::count()), -1) << ')';
        else out << f.steps;
        out << view(f.backward ? ")):\n" : "):\n");
        for (int k = 0; k < states.size; ++k) known.add(states[k], -1, results[k].view());
        for (int k = 0, n = 0; k < f.sequences; ++k)
            if (marks.uses_row(k)) write_row(rows[n++], all.operand(scan, f.row(k)), step);
        shown_graph shown;
        code_block<> inner{marks, shown};
        inner.build(written.outputs);
        python_block step_block(inner, known, out, print.letter, depth + 1);
        step_block.write();
        step_block.write_results(results, written);
        known.all.size = known_behind;
        for (int n = 0; n < results.size; ++n) {
            if (!f.is_output(written.roots[n])) continue;
            const code_name& name = results[n];
            const bool matrices = all.extent(written.outputs[n]).rank == 2;
            begin();
            out << name.view() << view(matrices ? " = np.vstack(" : " = np.stack(") << name.view()
                << view(f.backward ? "[::-1]" : "");
            if (f.counted) {  // zeros for steps that do not run
                out << " + [np.zeros_like(" << name.view() << "[0])] * (" << f.steps << " - len("
                    << name.view() << "))";
            }
            out << ")\n";
        }
    }

    constexpr code_name begin_result(int i, int k, const scan_form& f, int state) {
        const graph& all = block.marks.all;
        const int scan = block.node[i];
        const code_name name = known.add_result(all, scan, k, f);
        for (int n = 0; n < g.nodes.size; ++n)  // it is a variable behind the loop
            if (block.node[n] == scan && block.root[n] == k) inputs[n] = name;
        begin();
        out << name.view() << " = ";
        if (k < f.states) write_float(g.operand(i, state));
        else if (f.is_output(k)) out << "[]";
        else if (const shape extent = all.extent(all.operand(scan, f.next(k))); extent.rank == 0)
            out << "0.0";
        else {
            out << "np.zeros((";
            print.extents(extent);
            out << view(extent.rank == 1 ? ",))" : "))");
        }
        out << '\n';
        return name;
    }

    /// A sequence of which [step] is a row, made where it is of another shape.
    constexpr code_name begin_rows(int sequence, const shape& row, int steps) {
        code_name name;
        if (g.nodes[sequence].op->kind == role::variable) name << inputs[sequence].view();
        else name << print.letter << plan.number[sequence];
        if (row.rank < 2 && g.extent(sequence) == sequence_extent(row, steps)) return name;
        const code_name rows = known_names::numbered("rows", known.sequences);
        begin();
        out << rows.view() << " = np.reshape(" << name.view() << ", (" << steps;
        if (row.rank > 0) out << ", ";
        if (row.rank > 0) print.extents(row);
        out << view(row.rank > 0 ? "))\n" : ",))\n");
        return rows;
    }
    constexpr void write_row(const code_name& rows, int row, const code_name& step) {
        const code_name name = known.name_of(row, "row", known.rows);
        known.add(row, -1, name.view());
        begin(1);
        out << name.view() << " = " << rows.view() << '[' << step.view() << "]\n";
    }

    /// What a step adds, gathers and carries on; the states all at once.
    constexpr void write_results(const list<code_name>& names, const written_loop<>& loop) {
        const list<int>& roots = block.shown.outputs;
        const int states = loop.states.size;
        for (int o = states; o < names.size; ++o) {
            const bool output = loop.marks.form.is_output(loop.roots[o]);
            begin();
            out << names[o].view();
            if (output) out << ".append(";
            else out << " = " << names[o].view() << " + ";
            if (output) write_float(roots[o]);
            else print.write(roots[o], precedence::product);
            out << view(output ? ")\n" : "\n");
        }
        for (int o = 0; o < states; ++o) {
            if (o == 0) begin();
            out << names[o].view() << view(o + 1 < states ? ", " : " = ");
        }
        for (int o = 0; o < states; ++o) {
            write_float(roots[o]);
            out << view(o + 1 < states ? ", " : "\n");
        }
    }
};

template <core::label Name> struct python_program {
    using view = core::text_view;

    template <class Text> static constexpr void write(const shown_graph& all, Text& out) {
        joined_graph joined;
        const shown_graph& shown = joined.of(all);
        const graph& g = shown.nodes;
        const code_names names(shown, [loops = joined.loops](view word) {
            return same_text(word, Name.view()) || is_one_of(word, python_words) ||
                   (loops && is_loop_word(word));
        });
        block_marks<> marks{g, joined.open, -1};
        marks.mark_function(shown.outputs);
        head(g, out);
        out << "\n\ndef " << Name.view() << '(';
        known_names known{names};
        for (int i : names.order) {
            if (!marks.computed[i]) continue;
            if (known.all.size > 0) out << ", ";
            known.add(i, -1, names.inputs[i].view());
            out << names.inputs[i].view();
        }
        out << "):\n";
        shown_graph nodes;
        code_block<> function{marks, nodes};
        function.build(shown.outputs);
        python_block<Text> block(function, known, out, names.letter, 1);
        block.write();
        out << "    return ";
        const int derivatives = shown.outputs.size - shown.value;
        const bool both = shown.value && derivatives > 0;
        for (int o = 0; o < shown.outputs.size; ++o) {
            if (o > 0) out << ", ";
            if (o == static_cast<int>(shown.value) && (both || derivatives > 1)) out << '(';
            block.print.write(nodes.outputs[o]);
        }
        if (both && derivatives == 1) out << ',';
        if (both || derivatives > 1) out << ')';
        out << '\n';
    }

    template <class Text> static constexpr void head(const graph& g, Text& out) {
        bool special = false;
        for (const record& r : g.nodes) {
            const notation_row* const row = r.count > 0 ? row_of(r.op) : nullptr;
            special = special || (row && view(row->python).starts_with("special."));
        }
        out << "import numpy as np  # or: import jax.numpy as np\n";
        if (special) out << "from scipy import special  # or: from jax.scipy import special\n";
    }
};

}  // namespace detail

/// A Python function of this name that computes the same with NumPy, in calls that JAX has as well
/// (special functions come from SciPy). Its parameters are the variables that it needs, in the
/// order of their names: numbers and arrays of floating-point numbers. It returns the value, a
/// derivative, a tuple of derivatives, or the value and a tuple. Each shared node is computed once.
/// A scan is a `for` loop, as in cpp(x), that assigns no entries, which JAX cannot; jax.jit writes
/// it out. What `define_function` made is called by its name: the user has it in Python, too.
template <core::label Name = "f", computation X> constexpr core::text_view python(X) {
    return detail::written_by<detail::program_text<detail::python_program<Name>, X>>;
}

}  // namespace ctgrad
