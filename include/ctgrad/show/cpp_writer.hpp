/// From a computation to a function in C++: its head, its statements, what it returns.
#pragma once

#include <ctgrad/show/cpp_functions.hpp>
#include <ctgrad/show/cpp_printer.hpp>

namespace ctgrad::detail {

/// Writes the function: a statement for each node that has a name or is given.
struct cpp_writer {
    using view = std::string_view;

    shown_graph& shown;
    graph& g;
    long_text& out;
    view function;
    code_names names;
    statements plan{};
    list<int> direct{};  ///< per node: 1 + the output that it is written to, or 0
    cpp_printer print;

    constexpr cpp_writer(shown_graph& s, long_text& text, view name)
        : shown(s),
          g(s.nodes),
          out(text),
          function(name),
          names(s, [name](view word) { return same_text(word, name) || is_cpp_word(word); }),
          print(s.nodes, text, plan, names) {
        plan.plan(shown, print);
        direct.resize(g.nodes.size, 0);
        for (int o = shown.outputs.size; o-- > 0;) direct[shown.outputs[o]] = o + 1;
    }

    constexpr void write() {
        head();
        functions();
        signature();
        for (int i = 0; i < g.nodes.size; ++i) {
            const record& r = g.nodes[i];
            const bool known = r.count == 0 && !plan.named[i];
            if (plan.named[i]) statement(i, -1);
            else if (direct[i] > 0 && !known && !print.view(i) && !returned(direct[i] - 1))
                statement(i, direct[i] - 1);
        }
        for (int o = 0; o < shown.outputs.size; ++o) {
            const int i = shown.outputs[o];
            const bool copied = plan.named[i] || g.nodes[i].count == 0 || print.view(i);
            if (copied && !returned(o)) entries(i, o, false);
        }
        if (shown.outputs.size > 0 && returned(0)) {
            out << view("    return ");
            print.write(shown.outputs[0]);
            out << view(";\n");
        }
        out << view("}\n");
    }

    /// Whether the output is what the function returns.
    constexpr bool returned(int o) const {
        return o == 0 && shown.value && g.extent(shown.outputs[0]).rank == 0;
    }

    // --- in front ---

    constexpr bool calls(view begin) const {
        for (int i = 0; i < g.nodes.size; ++i) {
            const notation* const row = plan.rows.data[i];
            if (row && row->cpp.starts_with(begin)) return true;
        }
        return false;
    }

    constexpr void head() {
        out << view(
            "#include <algorithm>\n#include <cmath>\n#include <utility>\n#include <vector>\n\n");
    }
    constexpr void functions() {
        const bool eliminates = calls("determinant(") || calls("inverse(") || calls("solve(");
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
                out << view("\n    ");
                for (std::size_t k = 0; k < function.size(); ++k) out << ' ';
            }
            if (!first) out << ' ';
            out << text.view();
            first = false;
        };
        for (int i : names.order)
            parameter(g.extent(i).rank > 0 ? "const double* " : "double ", names.inputs[i].view(),
                      g.extent(i));
        for (int o = 0; o < shown.outputs.size; ++o)
            if (!returned(o))
                parameter("double* ", names.outputs[o].view(), g.extent(shown.outputs[o]));
        out << view(") {\n");
    }

    // --- statements ---

    constexpr void target(int i, int output) {
        if (output >= 0) out << names.outputs[output].view();
        else print.name(i);
    }

    constexpr bool structural(int i) const {
        return g.nodes[i].op->kind == role::structural && !print.view(i);
    }

    constexpr void declare(int i) {
        const shape extent = g.extent(i);
        if (extent.size() <= 1000) {
            out << view("    double ");
            print.name(i);
            return void(out << '[' << extent.size() << view("];\n"));
        }
        out << view("    std::vector<double> ");
        print.name(i);
        out << view("_entries(") << extent.size() << view(");\n    double* const ");
        print.name(i);
        out << view(" = ");
        print.name(i);
        out << view("_entries.data();\n");
    }

    constexpr void statement(int i, int output) {
        const record& r = g.nodes[i];
        if (r.op == &descriptor<operations::sum_of_entries>) return reduction(i);
        const bool tensor = r.extent.rank > 0;
        if (tensor && output < 0) declare(i);
        if (!structural(i)) return entries(i, output, true);
        if (r.op == &descriptor<operations::matrix_product>) return matrix_product(i, output);
        if (r.op == &descriptor<operations::outer>) return outer(i, output);
        if (r.op == &descriptor<operations::stack> || r.op == &descriptor<operations::concat>)
            return joined(i, output);
        if (r.op == &descriptor<operations::place>) return placed(i, output);
        if (!tensor) begin_scalar(i, output);
        else out << view("    ");
        text_buffer<128> name;
        if (output >= 0) name << names.outputs[output].view();
        else name << names.letter << plan.number[i];
        print.target = name.view();
        print.fill_with_names(i);
        out << view(tensor ? "\n" : ";\n");
    }

    constexpr void begin_scalar(int i, int output) {
        out << view(output < 0 ? "    const double " : "    *");
        target(i, output);
        out << view(" = ");
    }

    /// A loop over all entries, or over none for a scalar; the node's own expression, or what it is
    /// called.
    constexpr void entries(int i, int output, bool definition) {
        const shape extent = g.extent(i);
        if (extent.rank == 0) begin_scalar(i, output);
        else {
            open_loops(extent);
            target(i, output);
            print.subscript(extent.columns * print.row + print.column);
            out << view(" = ");
        }
        print.write(i, precedence::comparison, definition);
        out << view(";\n");
        print.row = print.column = {};
    }

    constexpr void loop(char variable, int count, int depth) {
        for (int k = 0; k < depth; ++k) out << view("    ");
        out << view("for (int ") << variable << view(" = 0; ") << variable << view(" < ") << count
            << view("; ++") << variable << ')';
    }

    /// In the last line, a statement is to follow.
    constexpr void open_loops(shape extent, bool line = false) {
        loop('i', extent.rows, 1);
        print.row = loop_i;
        print.column = {};
        if (extent.rank == 2) {
            out << '\n';
            loop('j', extent.columns, 2);
            print.column = loop_j;
        }
        out << (line ? '\n' : ' ');
    }

    constexpr void reduction(int i) {
        const int u = g.operand(i, 0);
        out << view("    double ");
        print.name(i);
        out << view(" = 0.0;\n");
        open_loops(g.extent(u));
        print.name(i);
        out << view(" += ");
        print.write(u);
        out << view(";\n");
        print.row = print.column = {};
    }

    constexpr void at(int node, index_sum row, index_sum column, precedence level) {
        print.row = row;
        print.column = column;
        print.write(node, level);
    }

    constexpr void matrix_product(int i, int output) {
        const int a = g.operand(i, 0), b = g.operand(i, 1);
        const shape extent = g.extent(i);
        const bool matrix = extent.rank == 2;
        loop('i', extent.rows, 1);
        if (matrix) {
            out << '\n';
            loop('j', extent.columns, 2);
        }
        const view indent = matrix ? "            " : "        ";
        out << view(" {\n") << indent << view("double sum = 0.0;\n");
        loop('k', g.extent(a).columns, matrix ? 3 : 2);
        out << view(" sum += ");
        at(a, loop_i, loop_k, precedence::product);
        out << view(" * ");
        at(b, loop_k, matrix ? loop_j : index_sum{}, precedence::prefix);
        out << view(";\n") << indent;
        target(i, output);
        print.subscript(extent.columns * loop_i + (matrix ? loop_j : index_sum{}));
        out << view(" = sum;\n") << view(matrix ? "        }\n" : "    }\n");
        print.row = print.column = {};
    }

    constexpr void outer(int i, int output) {
        const shape extent = g.extent(i);
        open_loops(extent);
        target(i, output);
        print.subscript(extent.columns * loop_i + loop_j);
        out << view(" = ");
        at(g.operand(i, 0), loop_i, {}, precedence::product);
        out << view(" * ");
        at(g.operand(i, 1), loop_j, {}, precedence::prefix);
        out << view(";\n");
        print.row = print.column = {};
    }

    constexpr void placed(int i, int output) {
        loop('i', g.extent(i).size(), 1);
        out << ' ';
        target(i, output);
        out << view("[i] = 0.0;\n");
        joined(i, output, static_cast<int>(g.nodes[i].p));
    }

    /// The operands one after the other.
    constexpr void joined(int i, int output, int offset = 0) {
        for (int k = 0; k < g.nodes[i].count; ++k) {
            const int u = g.operand(i, k);
            const shape extent = g.extent(u);
            if (extent.rank == 0) out << view("    ");
            else open_loops(extent);
            target(i, output);
            print.subscript(index_sum{offset} + extent.columns * print.row + print.column);
            out << view(" = ");
            print.write(u);
            out << view(";\n");
            print.row = print.column = {};
            offset += extent.size();
        }
    }
};

}  // namespace ctgrad::detail
