/// Expressions as text: `text(e)`, usable in constant expressions and at run time.
#pragma once

#include <ctgrad/expr/expression.hpp>

namespace ctgrad {

namespace detail {

/// A growing text.
struct long_text {
    list<char> characters;
    constexpr void append(char c) { characters.push(c); }
    constexpr int size() const { return characters.size; }
};

/// Nodes that a large result shares: used more than once and worth a name.
constexpr void name_shared(const graph& g, int root, list<int>& named) {
    list<int> uses(g.nodes.size, 0);
    for (int i = 0; i < g.nodes.size; ++i)
        for (int k = 0; k < g.nodes[i].count; ++k) ++uses[g.operand(i, k)];
    named.resize(g.nodes.size, 0);
    int count = 0;
    for (int i = 0; i < root; ++i)
        if (uses[i] > 1 && g.nodes[i].count > 0 && g.nodes[i].size > 2) named[i] = ++count;
}

/// The plain notation. Up to this many nodes a formula is written in one line, however much it
/// repeats.
struct plain_notation {
    static constexpr int one_line = 60;

    static constexpr void write(graph& g, int root, long_text& out) {
        if (g.nodes[root].size <= one_line)
            return printer<long_text>{g, out}.write(root, precedence::comparison);
        list<int> named;
        name_shared(g, root, named);
        printer<long_text> p{g, out, huge, &named};
        for (int i = 0; i < root; ++i) {
            if (named[i] == 0) continue;
            out << "let t" << named[i] << " = ";
            p.write(i, precedence::comparison, true);
            out << '\n';
        }
        p.write(root, precedence::comparison, true);
    }
};

template <class Notation, identity Id> constexpr void write_in(long_text& out) {
    graph g;
    const int root = load(g, entry_of<Id>);
    Notation::write(g, root, out);
}

template <class Notation, identity Id> constexpr int written_size() {
    long_text out;
    write_in<Notation, Id>(out);
    return out.size();
}

template <class Notation, identity Id> constexpr auto write_label() {
    long_text out;
    write_in<Notation, Id>(out);
    constexpr auto size = static_cast<std::size_t>(written_size<Notation, Id>());
    return core::label<size + 1>(std::string_view(out.characters.data, size));
}

/// The text of an expression in a notation.
template <class Notation, identity Id>
inline constexpr auto text_in = write_label<Notation, Id>();

}  // namespace detail

/// The formula, with minimal brackets; it reads as C++ with this library. What a large expression
/// uses more than once is written once, as a line `let t1 = ...` in front.
template <expression E> constexpr std::string_view text(E) {
    return detail::text_in<detail::plain_notation, E::id>.view();
}

}  // namespace ctgrad
