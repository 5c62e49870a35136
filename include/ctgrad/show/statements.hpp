/// From a graph to statements: which nodes have a line of their own, and which stand inside others.
#pragma once

#include <ctgrad/show/names.hpp>
#include <ctgrad/show/notation_table.hpp>
#include <ctgrad/show/subject.hpp>

namespace ctgrad::detail {

/// Operations inside one statement at most.
inline constexpr int longest_statement = 10;

/// Whether a pattern names operand k more than once.
constexpr bool repeats(core::text_view pattern, int k) {
    const char wanted[] = {'{', static_cast<char>('0' + k), '}'};
    const core::text_view operand(wanted, 3);
    const std::size_t first = pattern.find(operand);
    return first != core::text_view::npos &&
           pattern.find(operand, first + 1) != core::text_view::npos;
}

/// How a node's operand may stand in its statement.
enum class place_of_operand : unsigned char {
    inside,  ///< as an expression
    read,    ///< a variable, a constant, something with a name, or a part of those
    whole    ///< a variable or something with a name
};

/// Names for nodes, so that each is computed once and no statement is long. A language says
///   bool needs_name(int i);                   // even where it is used once
///   bool view(int i);                         // read in place: a part, a transposed matrix
///   place_of_operand place(int i, int k);     // where operand k is no leaf
struct statements {
    list<int> uses;
    list<bool> named;
    list<int> number;                ///< of what has a name, from 1
    list<const notation_row*> rows;  ///< per node; looked up once, as that takes long

    /// Names have numbers behind `last`, which becomes the last one. What is `forced` has a name.
    template <class Language>
    constexpr void plan(const auto& shown, Language& language, int& last,
                        const list<bool>* forced = nullptr) {
        const auto& g = shown.nodes;
        const int count = g.nodes.size;
        uses.resize(count, 0);
        named.resize(count, false);
        for (int i = 0; i < count; ++i)
            rows.push(g.nodes[i].count == 0 && g.nodes[i].op->kind < role::sum
                          ? nullptr
                          : row_of(g.nodes[i].op));
        for (int i = 0; i < count; ++i)
            for (int k = 0; k < g.nodes[i].count; ++k) ++uses[g.operand(i, k)];
        list<int> given(count, 0);
        for (int o : shown.outputs) ++given[o];
        for (int i = 0; i < count; ++i) {
            const bool computed = g.nodes[i].count > 0 && !language.view(i);
            if (computed && (uses[i] > 1 || given[i] > 1 || (uses[i] > 0 && given[i] > 0) ||
                             language.needs_name(i) || (forced && forced->data[i])))
                named[i] = true;
            for (int k = 0; k < g.nodes[i].count; ++k) {
                const int o = g.operand(i, k);
                const place_of_operand place = language.place(i, k);
                const role::code kind = g.nodes[o].op->kind;
                if (kind == role::variable || place == place_of_operand::inside) continue;
                const bool leaf = g.nodes[o].count == 0 || language.view(o);
                if (place == place_of_operand::whole || !leaf) named[o] = true;
            }
        }
        shorten(g);
        number.resize(count, 0);
        for (int i = 0; i < count; ++i)
            if (named[i]) number[i] = ++last;
    }
    template <class Language> constexpr void plan(const auto& shown, Language& language) {
        int last = 0;
        plan(shown, language, last);
    }

private:
    constexpr void shorten(const auto& g) {
        list<int> weight(g.nodes.size, 1);
        for (int i = 0; i < g.nodes.size; ++i) {
            int heaviest;
            do {
                weight[i] = 1;
                heaviest = -1;
                for (int k = 0; k < g.nodes[i].count; ++k) {
                    const int o = g.operand(i, k);
                    if (named[o] || g.nodes[o].count == 0) continue;
                    weight[i] += weight[o];
                    if (heaviest < 0 || weight[o] > weight[heaviest]) heaviest = o;
                }
                if (weight[i] > longest_statement && heaviest >= 0) named[heaviest] = true;
            } while (weight[i] > longest_statement && heaviest >= 0);
        }
    }
};

using code_name = text_buffer<128>;

/// Names of inputs and outputs in a programming language: the user's, but for what is reserved
/// there or taken already, to which underscores are appended.
struct code_names {
    list<code_name> inputs;   ///< per node; of a variable, and of one in a loop if it is free
    list<code_name> outputs;  ///< per output
    list<int> order;          ///< the variables, by name
    char letter = 't';        ///< of temporary values

    template <class Reserved> constexpr code_names(const auto& shown, Reserved reserved) {
        const auto& g = shown.nodes;
        letter = free_letter(g, "tuspqrhmn");
        inputs.resize(g.nodes.size, {});
        for (int i = 0; i < g.nodes.size; ++i)
            if (g.nodes.data[i].op->kind == role::variable) variables.push(i);
        for (int i : variables)
            inputs[i] = chosen(g, g.nodes[i].name.data[0] == '_' ? "v" : "", i, reserved), sort(i);
        for (int o = 0; o < shown.outputs.size; ++o) {
            const int variable = o - shown.value;
            code_name name;
            if (variable < 0) name << "result";
            else name << "d_" << shown.variables[variable];
            if (variable >= 0 && shown.second.size > 0) name << '_' << shown.second[variable];
            while (taken(g, name.view(), -1)) name << '_';
            outputs.push(name);
        }
        for (int i = 0; i < g.nodes.size; ++i) {
            const core::text_view name = g.nodes[i].name;
            const bool bound = g.nodes[i].op == &descriptor<operations::step_variable>;
            if (bound && !name.empty() && name[0] != '_' && !is_temporary(name) &&
                !reserved(name) && !taken(g, name, -1))
                inputs[i] << name;
        }
    }

private:
    list<int> variables;

    constexpr bool is_temporary(core::text_view name) const {
        return name[0] == letter && is_whole(name.substr(1));
    }

    constexpr void sort(int i) {
        int at = order.size;
        order.push(i);
        for (; at > 0 && compare_text(inputs[i].view(), inputs[order[at - 1]].view()) < 0; --at)
            order[at] = order[at - 1];
        order[at] = i;
    }
    constexpr bool taken(const auto& g, core::text_view name, int by) const {
        for (int i : variables)
            if (i != by && (same_text(g.nodes[i].name, name) || same_text(inputs[i].view(), name)))
                return true;
        for (const code_name& other : outputs)
            if (same_text(other.view(), name)) return true;
        return false;
    }
    template <class Reserved>
    constexpr code_name chosen(const auto& g, core::text_view prefix, int i, Reserved reserved) {
        code_name name;
        name << prefix << core::text_view(g.nodes[i].name);
        while (reserved(name.view()) || earlier(name.view(), i) ||
               (!same_text(name.view(), g.nodes[i].name) && taken(g, name.view(), i)))
            name << '_';
        return name;
    }
    constexpr bool earlier(core::text_view name, int i) const {
        for (int k : variables)
            if (k < i && same_text(inputs[k].view(), name)) return true;
        return false;
    }
};

}  // namespace ctgrad::detail
