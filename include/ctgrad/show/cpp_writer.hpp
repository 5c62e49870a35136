/// From a computation to a function in C++: its head, its statements, what it returns.
#pragma once

#include <ctgrad/show/cpp_block.hpp>
#include <ctgrad/show/cpp_functions.hpp>

namespace ctgrad::detail {

/// Writes the function: a statement for each node that has a name or is given, and its loops.
template <class Text> struct cpp_writer {
    using view = core::text_view;

    joined_graph joined{};
    const shown_graph& shown;
    const graph& g;
    Text& out;
    view function;
    code_names names;
    block_marks<> marks{g, joined.open, -1};

    constexpr cpp_writer(const shown_graph& s, Text& text, view name)
        : shown(joined.of(s)),
          g(shown.nodes),
          out(text),
          function(name),
          names(shown, [name, loops = joined.loops](view word) {
              return same_text(word, name) || is_cpp_word(word) || (loops && is_loop_word(word));
          }) {
        marks.mark_function(shown.outputs);
    }

    constexpr void write() {
        head();
        functions();
        signature();
        known_names known{names};
        for (int i : names.order) known.add(i, -1, names.inputs[i].view());
        shown_graph nodes;
        code_block<> all{marks, nodes};
        all.build(shown.outputs);
        cpp_block<Text> block(all, known, out, names.letter, 1);
        for (const code_name& name : names.outputs) block.targets.push({name, {}, true});
        block.plan_statements();
        block.write([this](int o) { return returned(o); });
        if (shown.outputs.size > 0 && returned(0)) {
            out << "    return ";
            block.print.write(nodes.outputs[0]);
            out << ";\n";
        }
        out << "}\n";
    }

    /// Whether the output is what the function returns.
    constexpr bool returned(int o) const {
        return o == 0 && shown.value && g.extent(shown.outputs[0]).rank == 0;
    }

    // --- in front ---

    constexpr bool calls(view begin) const {
        for (const record& r : g.nodes) {
            if (r.count == 0) continue;
            const notation_row* const row = row_of(r.op);
            if (row && view(row->cpp).starts_with(begin)) return true;
        }
        return false;
    }

    constexpr void head() {
        out << view(
            "#include <algorithm>\n#include <cmath>\n#include <utility>\n#include <vector>\n\n");
    }
    constexpr void functions() {
        bool eliminates = false;
        for (const cpp_function& f : cpp_functions)
            if (f.eliminates && calls(f.call)) eliminates = true;
        for (const cpp_function& f : cpp_functions)
            if (f.call == "eliminate(" ? eliminates : calls(f.call)) out << f.text << '\n';
    }

    constexpr void signature() {
        const bool returns = shown.outputs.size > 0 && returned(0);
        int line = out.size();  // where it begins
        out << view(returns ? "double " : "void ") << function << '(';
        bool first = true;
        const auto parameter = [&](view type, view name, const shape& extent) {
            text_buffer<200> text;
            text << type << name;
            if (extent.rank == 1) text << " /* " << extent.rows << " */";
            if (extent.rank == 2) text << " /* " << extent.rows << " x " << extent.columns << " */";
            if (!first) out << ',';
            if (!first && out.size() - line + text.size > 96) {
                line = out.size() + 1;
                out << "\n    ";
                for (std::size_t k = 0; k < function.size(); ++k) out << ' ';
            }
            if (!first) out << ' ';
            out << text.view();
            first = false;
        };
        for (int i : names.order)
            if (marks.computed[i])
                parameter(g.extent(i).rank > 0 ? "const double* " : "double ",
                          names.inputs[i].view(), g.extent(i));
        for (int o = 0; o < shown.outputs.size; ++o)
            if (!returned(o))
                parameter("double* ", names.outputs[o].view(), g.extent(shown.outputs[o]));
        out << ") {\n";
    }
};

}  // namespace ctgrad::detail
