/// What the notations share: texts of any length as constants, names for what is used repeatedly.
#pragma once

#include <ctgrad/core/text.hpp>
#include <ctgrad/expr/expression.hpp>

namespace ctgrad::detail {

/// A growing text. What writes to it is a template (its `Text`), and so are classes on graphs that
/// only texts need (their `Graph`): a program compiles what it calls, and no more.
struct long_text : text_writer<long_text> {
    list<char> characters;
    constexpr void append(char c) { characters.push(c); }
    constexpr void append(const char* text, int count) {
        if (characters.size + count > characters.capacity)
            characters.reserve(2 * (characters.size + count));
        char* const end = characters.data + characters.size;
        for (int i = 0; i < count; ++i) end[i] = text[i];
        characters.size += count;
    }
    constexpr int size() const { return characters.size; }
    constexpr core::text_view view() const {
        return {characters.data, static_cast<std::size_t>(characters.size)};
    }
};

/// A text in room for more characters than it mostly takes.
template <int Room> struct roomy_text {
    int size = 0;  ///< characters it takes; more than there is room for: none were kept
    char characters[Room]{};
};

template <class Text, int Room> constexpr auto write_roomy() {
    long_text out;
    Text::write(out);
    roomy_text<Room> result;
    result.size = out.size();
    if (result.size <= Room)
        for (int i = 0; i < result.size; ++i) result.characters[i] = out.characters.data[i];
    return result;
}

template <class Text, int Room> inline constexpr auto roomy = write_roomy<Text, Room>();

template <class Text, int Room = 2000> constexpr auto shrunk_text() {
    constexpr const auto& made = roomy<Text, Room>;
    if constexpr (made.size > Room) return shrunk_text<Text, made.size>();
    else
        return core::label<made.size + 1>(
            core::text_view(made.characters, static_cast<std::size_t>(made.size)));
}

template <class Text> inline constexpr auto text_constant = shrunk_text<Text>();

/// What a struct with `static constexpr void write(long_text&)` writes, as a constant.
template <class Text>
inline constexpr core::text_view written_by = text_constant<Text>.view();

/// The text of an expression in a notation, a struct with
/// `static constexpr void write(graph&, int root, long_text&)`.
template <class Notation, identity Id> struct formula {
    static constexpr void write(long_text& out) {
        graph g;
        const int root = load(g, entry_of<Id>);
        Notation::write(g, root, out);
    }
};

/// The name of a variable is a letter and a number.
constexpr bool is_numbered(core::text_view name, char letter) {
    if (name.size() < 2 || name[0] != letter) return false;
    for (char c : name.substr(1))
        if (c < '0' || c > '9') return false;
    return true;
}

/// A letter for names of parts: none of the graph's variables is called t1, or else u1, and so on.
constexpr char free_letter(const graph& g, core::text_view wanted = "tuspqrhkmn") {
    for (char letter : wanted) {
        bool taken = false;
        for (int i = 0; i < g.nodes.size && !taken; ++i)
            taken = g.nodes[i].op->kind == role::variable && is_numbered(g.nodes[i].name, letter);
        if (!taken) return letter;
    }
    return '_';
}

/// Up to this many nodes a formula is written in one line, however much it repeats.
inline constexpr int one_line = 60;

/// Names what a large formula uses more than once and is worth it, and what is nested too deep for
/// one line. False: there are no names.
constexpr bool name_shared(const graph& g, int root, part_names& named) {
    named.letter.resize(g.nodes.size, free_letter(g));
    named.number.resize(g.nodes.size, 0);
    if (g.nodes[root].size <= one_line) return false;
    list<int> uses(g.nodes.size, 0), depth(g.nodes.size, 0);
    for (int i = 0; i < g.nodes.size; ++i)
        for (int k = 0; k < g.nodes[i].count; ++k) ++uses[g.operand(i, k)];
    int count = 0;
    for (int i = 0; i < root; ++i) {
        const record& r = g.nodes[i];
        for (int k = 0; k < r.count; ++k) {
            const int operand = g.operand(i, k);
            const bool inside = g.nodes[operand].op == r.op && r.op->kind == role::sum;
            const int deeper = depth[operand] + (inside ? 0 : 1);
            if (depth[i] < deeper) depth[i] = deeper;
        }
        if ((uses[i] > 1 && r.count > 0 && r.size > 2) || depth[i] > one_line)
            named.number[i] = ++count, depth[i] = 0;
    }
    return count > 0;
}

}  // namespace ctgrad::detail
