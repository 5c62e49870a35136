/// Derivatives and gradients of expressions, as expressions.
#pragma once

#include <initializer_list>
#include <tuple>
#include <utility>

#include <ctgrad/calculus/forward.hpp>
#include <ctgrad/expr/build.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

namespace detail {

/// The pass: value of a scalar expression (if Value) and its derivatives by all the variables. The
/// notes of its stages: the root, the next node of the sweep, the variables, the adjoints.
template <bool Value, identity F, identity... Variables> struct gradient_pass {
    static constexpr int count = static_cast<int>(sizeof...(Variables));
    static constexpr int size = entry_of<F>.content.size;

    static constexpr int expected_nodes = count + expected_of_tree(size, 4);  // measured: 2 to 4

    /// clang takes a million steps at once, and a node takes about 650.
    static constexpr int nodes_per_stage = 500;
    static constexpr bool in_stages = size > 2 * nodes_per_stage;

    static constexpr void start(graph& g, list<int>& notes) {
        const int root = load(g, entry_of<F>);
        notes.push(root);
        notes.push(root);
        for (const int x : {load(g, entry_of<Variables>)..., -1})
            if (x >= 0) notes.push(x);
        notes.resize(2 + count + root, -1);
        notes.push(make_constant(g, 1));
    }

    static constexpr bool advance(graph& g, list<int>& notes) {
        reverse_sweep sweep;
        resume(g, notes, sweep);
        sweep.run(g, nodes_per_stage);
        notes[1] = sweep.next;
        for (int i = 0; i <= notes[0]; ++i) notes.data[2 + count + i] = sweep.adjoint.data[i];
        return sweep.next < 0;
    }

    static constexpr void finish(graph& g, const list<int>& notes, list<int>& outputs) {
        reverse_sweep sweep;
        resume(g, notes, sweep);
        if (Value) outputs.push(notes[0]);
        for (int k = 0; k < count; ++k) outputs.push(sweep.result(g, notes[2 + k]));
    }

    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> notes;
        start(g, notes);
        while (!advance(g, notes)) {}
        finish(g, notes, outputs);
    }

private:
    static constexpr void resume(const graph& g, const list<int>& notes, reverse_sweep& sweep) {
        const int root = notes[0];
        list<int> targets;
        for (int k = 0; k < count; ++k) targets.push(notes[2 + k]);
        sweep.start(g, root, notes[2 + count + root], targets);
        sweep.next = notes[1];
        for (int i = 0; i < root; ++i) sweep.adjoint.data[i] = notes.data[2 + count + i];
    }
};

/// The pass: derivative of an expression of any shape by one scalar variable.
template <identity F, identity X> struct derivative_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int root = load(g, entry_of<F>), x = load(g, entry_of<X>);
        outputs.push(push_forward(g, root, x, make_constant(g, 1)));
    }
};

template <operand F, operand X> constexpr auto not_a_variable() {
    sentence out;
    out << "diff(" << text_of<id_of<F>>().view() << ", " << text_of<id_of<X>>().view()
        << "): an expression is differentiated by a variable, and " << text_of<id_of<X>>().view()
        << (length_expression<decltype(as_expression(X{}))> ? " is a number of steps" : " is none");
    return out;
}

template <operand F, operand X> constexpr auto not_a_scalar() {
    sentence out;
    out << "diff(" << text_of<id_of<F>>().view() << ", " << text_of<id_of<X>>().view()
        << "): what is differentiated by a " << extent_of<X> << " must be scalar, not "
        << extent_of<F> << "; write jacobian";
    return out;
}

template <core::label Function, operand F> constexpr auto not_a_scalar_loss() {
    sentence out;
    out << Function.view() << "(" << text_of<id_of<F>>().view()
        << ", ...): a function with a gradient must be scalar, not " << extent_of<F>;
    return out;
}

template <operand F, operand X> constexpr auto differentiate() {
    if constexpr (!variable<decltype(as_expression(X{}))>)
        return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<F>.rank == 0)
        return output_expression<gradient_pass<false, id_of<F>, id_of<X>>, 0>();
    else if constexpr (extent_of<X>.rank == 0)
        return output_expression<derivative_pass<id_of<F>, id_of<X>>, 0>();
    else return refuse<&not_a_scalar<F, X>, F>();
}

template <class F, class X, class... More> constexpr auto differentiate_in_turn() {
    if constexpr (sizeof...(More) == 0) return differentiate<F, X>();
    else return differentiate_in_turn<decltype(differentiate<F, X>()), More...>();
}

template <int Count> struct positions {
    int at[Count]{};
};

/// Variables in the order of their names, equal ones as they stand.
template <class... Variables> constexpr auto by_name() {
    constexpr int count = static_cast<int>(sizeof...(Variables));
    const std::string_view names[] = {entry_of<Variables::id>.content.name...};
    positions<count> result;
    for (int i = 0; i < count; ++i) {
        int k = i;
        for (; k > 0 && names[i] < names[result.at[k - 1]]; --k) result.at[k] = result.at[k - 1];
        result.at[k] = i;
    }
    return result;
}

template <class F, class... Variables, std::size_t... I>
constexpr auto differentiate_by_name(std::index_sequence<I...>) {
    constexpr auto order = by_name<Variables...>();
    return differentiate_in_turn<F, std::tuple_element_t<static_cast<std::size_t>(order.at[I]),
                                                         std::tuple<Variables...>>...>();
}

}  // namespace detail

/// The derivative of f by x: of a scalar by a variable of any shape (the result has that shape), or
/// of any shape by a scalar variable (the result has the shape of f). `diff(f, x, y)` repeats, in
/// the order of the variables' names: partial derivatives in any order are the same type.
template <operand F, operand X> constexpr auto diff(F, X) { return detail::differentiate<F, X>(); }
template <operand F, operand X, operand Y, operand... More> constexpr auto diff(F, X, Y, More...) {
    if constexpr (all({variable<X>, variable<Y>, variable<More>...}))
        return detail::differentiate_by_name<F, X, Y, More...>(
            std::make_index_sequence<2 + sizeof...(More)>{});
    else return detail::differentiate_in_turn<F, X, Y, More...>();
}

}  // namespace ctgrad
