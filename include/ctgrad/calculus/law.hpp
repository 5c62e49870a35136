/// The laws that simplification applies: named equations, in tables (laws/).
#pragma once

#include <ctgrad/calculus/node.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

/// An equation between nodes, from left to right: its name, what it says, and the right side for
/// the operands of the operation on the left, or node{} where the left side does not fit. The right
/// side costs no more, and none of the laws leads back: whatever their order, they come to an end.
template <int Arity> struct law;

template <> struct law<1> {
    core::text_view name;
    core::text_view formula;
    node (*right_side)(node u);
};

template <> struct law<2> {
    core::text_view name;
    core::text_view formula;
    node (*right_side)(node a, node b);
};

/// The laws of one operation, in the order in which they are tried.
template <int Arity> struct law_table {
    const law<Arity>* first = nullptr;
    int size = 0;

    template <int Size>
    constexpr law_table(const law<Arity> (&laws)[Size]) : first(laws), size(Size) {}

    constexpr const law<Arity>* begin() const { return first; }
    constexpr const law<Arity>* end() const { return first + size; }

    /// What the first one makes that fits, noted in the graph; else node{}.
    template <class... Nodes> constexpr node simplified(node a, Nodes... others) const {
        for (int i = 0; i < size; ++i)
            if (const node simpler = first[i].right_side(a, others...); simpler.index >= 0) {
                a.owner->note(first[i].name, first[i].formula);
                return simpler;
            }
        return {};
    }
};

namespace operations {

/// Whether a node is of this operation.
template <class Operation> constexpr bool is(node u) {
    return u.content().op == &descriptor<Operation>;
}

}  // namespace operations

}  // namespace ctgrad
