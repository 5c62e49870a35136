/// Derivatives and gradients of expressions, as expressions.
#pragma once

#include <initializer_list>

#include <ctgrad/calculus/reverse.hpp>
#include <ctgrad/expr/build.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

namespace detail {

/// The pass: value of a scalar expression (if Value) and its derivatives by all the variables.
template <bool Value, identity F, identity... Variables> struct gradient_pass {
    /// Measured: two to four for each node of the value. A tree that is larger shares most of them.
    static constexpr int expected_nodes = [] {
        const int size = entry_of<F>.content.size;
        return static_cast<int>(sizeof...(Variables)) + (size < 4000 ? 4 * size + 32 : 1024);
    }();
    static constexpr void run(graph& g, list<int>& outputs) {
        const int root = load(g, entry_of<F>);
        list<int> targets, adjoints;
        for (const int x : {load(g, entry_of<Variables>)..., -1})
            if (x >= 0) targets.push(x);
        reverse(g, root, make_constant(g, 1), targets, adjoints);
        if (Value) outputs.push(root);
        for (int a : adjoints) outputs.push(a);
    }
};

/// With w standing for the cotangent of f, its pull-back to x is linear in w; pulling the tangent
/// back through that pushes it forward through f. No Jacobian is formed.
constexpr int push_forward(graph& g, int root, int x, int tangent) {
    list<int> variable, cotangent, adjoints, tangents;
    variable.push(x);
    cotangent.push(
        leaf(g, descriptor<operations::variable>, g.extent(root), "cotangent of the root"));
    reverse(g, root, cotangent[0], variable, adjoints);
    reverse(g, adjoints[0], tangent, cotangent, tangents);
    return tangents[0];
}

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
        << " is none";
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

}  // namespace detail

/// The derivative of f by x: of a scalar by a variable of any shape (the result has that shape), or
/// of any shape by a scalar variable (the result has the shape of f). `diff(f, x, y)` repeats.
template <operand F, operand X> constexpr auto diff(F, X) { return detail::differentiate<F, X>(); }
template <operand F, operand X, operand... More> constexpr auto diff(F f, X x, More... more) {
    return diff(diff(f, x), more...);
}

}  // namespace ctgrad
