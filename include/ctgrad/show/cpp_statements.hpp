/// Statements in C++: those of a function, or of a step of a loop in it.
#pragma once

#include <ctgrad/show/cpp_printer.hpp>

namespace ctgrad::detail {

/// Where a value goes.
struct cpp_target {
    code_name name{};
    code_name offset{};    ///< where it begins in an array; empty: where that begins
    bool pointer = false;  ///< a scalar is written through it
    bool adds = false;
};

/// Writes a statement for a node, by its kind.
template <class Text> struct cpp_statements {
    using view = core::text_view;

    graph& g;
    Text& out;
    const int depth;  ///< of indentation
    statements plan{};
    list<code_name> inputs{};  ///< per node, of a variable
    list<cpp_target> targets{};
    text_buffer<64> indent{};
    cpp_printer<Text> print;

    constexpr cpp_statements(graph& nodes, Text& text, char letter, int indentation)
        : g(nodes), out(text), depth(indentation), print(nodes, text, plan, inputs, letter) {
        for (int k = 0; k < depth; ++k) indent << "    ";
        print.indent = indent.view();
    }

    constexpr bool structural(int i) const {
        return g.nodes[i].op->kind == role::structural && !print.view(i);
    }

    constexpr void begin(int deeper = 0) {
        out << indent.view();
        for (int k = 0; k < deeper; ++k) out << "    ";
    }

    /// An entry of where a value goes, or all of a scalar.
    constexpr void target(int i, int output, bool tensor = false, index_sum at = {}) {
        if (output < 0) {
            print.name(i);
            if (tensor) print.subscript(at);
            return;
        }
        const cpp_target& to = targets[output];
        if (to.pointer && !tensor) out << '*';
        out << to.name.view();
        if (to.offset.size == 0) {
            if (tensor) print.subscript(at);
            return;
        }
        out << '[' << to.offset.view();
        if (tensor) {
            out << " + ";
            write_index(out, at);
        }
        out << ']';
    }
    constexpr view assignment(int output) const {
        return output >= 0 && targets[output].adds ? " += " : " = ";
    }

    /// An array; `zeros` says what it holds.
    constexpr void declare(view name, int size, bool zeros = false) {
        begin();
        if (size <= 1000) {
            out << "double " << name << '[' << size << view(zeros ? "] = {};\n" : "];\n");
            return;
        }
        out << "std::vector<double> " << name << "_entries(" << size << ");\n";
        begin();
        out << "double* const " << name << " = " << name << "_entries.data();\n";
    }
    constexpr code_name name_of(int i) const {
        code_name name;
        if (g.nodes[i].op->kind == role::variable) name << inputs[i].view();
        else name << print.letter << plan.number[i];
        return name;
    }

    constexpr void statement(int i, int output) {
        const record& r = g.nodes[i];
        if (r.op == &descriptor<operations::sum_of_entries>) return reduction(i);
        const bool tensor = r.extent.rank > 0;
        const code_name name = output >= 0 ? targets[output].name : name_of(i);
        if (tensor && output < 0) declare(name.view(), r.extent.size());
        if (!structural(i)) return entries(i, output, true);
        if (r.op == &descriptor<operations::matrix_product>) return matrix_product(i, output);
        if (r.op == &descriptor<operations::outer>) return outer(i, output);
        if (r.op == &descriptor<operations::stack> || r.op == &descriptor<operations::concat>)
            return joined(i, output);
        if (r.op == &descriptor<operations::place>) return placed(i, output);
        if (!tensor) begin_scalar(i, output);
        else begin();
        print.target = name.view();
        print.fill_with_names(i);
        out << view(tensor ? "\n" : ";\n");
    }

    /// Whether a value can go where a statement adds, or into a part of an array.
    constexpr bool fits(int i, bool adds) const {
        const operation* const op = g.nodes[i].op;
        return !structural(i) || op == &descriptor<operations::matrix_product> ||
               op == &descriptor<operations::outer> ||
               (!adds &&
                (op == &descriptor<operations::stack> || op == &descriptor<operations::concat> ||
                 op == &descriptor<operations::place>));
    }

    constexpr void begin_scalar(int i, int output) {
        begin();
        if (output < 0) out << "const double ";
        target(i, output);
        out << assignment(output);
    }

    /// A loop over all entries, or over none for a scalar; the node's own expression, or what it is
    /// called.
    constexpr void entries(int i, int output, bool definition) {
        const shape extent = g.extent(i);
        if (extent.rank == 0) begin_scalar(i, output);
        else {
            open_loops(extent);
            target(i, output, true, extent.columns * print.row + print.column);
            out << assignment(output);
        }
        print.write(i, precedence::comparison, definition);
        out << ";\n";
        print.row = print.column = {};
    }

    constexpr void loop(char variable, int count, int deeper) {
        begin(deeper);
        out << "for (int " << variable << " = 0; " << variable << " < " << count << "; ++"
            << variable << ')';
    }

    /// A statement is to follow.
    constexpr void open_loops(shape extent) {
        loop('i', extent.rows, 0);
        print.row = loop_i;
        print.column = {};
        if (extent.rank == 2) {
            out << '\n';
            loop('j', extent.columns, 1);
            print.column = loop_j;
        }
        out << ' ';
    }

    constexpr void reduction(int i) {
        const int u = g.operand(i, 0);
        begin();
        out << "double ";
        print.name(i);
        out << " = 0.0;\n";
        open_loops(g.extent(u));
        print.name(i);
        out << " += ";
        print.write(u);
        out << ";\n";
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
        loop('i', extent.rows, 0);
        if (matrix) {
            out << '\n';
            loop('j', extent.columns, 1);
        }
        out << " {\n";
        begin(1 + matrix);
        out << "double sum = 0.0;\n";
        loop('k', g.extent(a).columns, 1 + matrix);
        out << " sum += ";
        at(a, loop_i, loop_k, precedence::product);
        out << " * ";
        at(b, loop_k, matrix ? loop_j : index_sum{}, precedence::prefix);
        out << ";\n";
        begin(1 + matrix);
        target(i, output, true, extent.columns * loop_i + (matrix ? loop_j : index_sum{}));
        out << assignment(output) << "sum;\n";
        begin(matrix);
        out << "}\n";
        print.row = print.column = {};
    }

    constexpr void outer(int i, int output) {
        const shape extent = g.extent(i);
        open_loops(extent);
        target(i, output, true, extent.columns * loop_i + loop_j);
        out << assignment(output);
        at(g.operand(i, 0), loop_i, {}, precedence::product);
        out << " * ";
        at(g.operand(i, 1), loop_j, {}, precedence::prefix);
        out << ";\n";
        print.row = print.column = {};
    }

    constexpr void placed(int i, int output) {
        loop('i', g.extent(i).size(), 0);
        out << ' ';
        target(i, output, true, loop_i);
        out << " = 0.0;\n";
        joined(i, output, static_cast<int>(g.nodes[i].p));
    }

    /// The operands one after the other.
    constexpr void joined(int i, int output, int offset = 0) {
        for (int k = 0; k < g.nodes[i].count; ++k) {
            const int u = g.operand(i, k);
            const shape extent = g.extent(u);
            if (extent.rank == 0) begin();
            else open_loops(extent);
            target(i, output, true, index_sum{offset} + extent.columns * print.row + print.column);
            out << " = ";
            print.write(u);
            out << ";\n";
            print.row = print.column = {};
            offset += extent.size();
        }
    }
};

}  // namespace ctgrad::detail
