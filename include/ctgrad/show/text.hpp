/// Expressions as text: `text(e)`, usable in constant expressions and at run time.
#pragma once

#include <ctgrad/show/written.hpp>

namespace ctgrad {

namespace detail {

/// The plain notation.
struct plain_notation {
    template <class Text> static constexpr void write(graph& g, int root, Text& out) {
        part_names named;
        if (name_shared(g, root, named))
            for (int i = 0; i < root; ++i) {
                if (named.number[i] == 0) continue;
                out << "let " << named.letter[i] << named.number[i] << " = ";
                printer<Text>{g, out, largest_counted, &named}.write(i, precedence::comparison,
                                                                     true);
                out << '\n';
            }
        printer<Text>{g, out, largest_counted, &named}.write(root, precedence::comparison, true);
    }
};

}  // namespace detail

/// The formula, with minimal brackets; it reads as C++ with this library. What a large expression
/// uses more than once is written once, as a line `let t1 = ...` in front.
template <expression E> constexpr core::text_view text(E) {
    return detail::written_by<detail::formula<detail::plain_notation, E::id>>;
}

}  // namespace ctgrad
