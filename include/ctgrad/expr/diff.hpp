/// Derivatives and gradients of expressions, as expressions.
#pragma once

#include <utility>

#include <ctgrad/calculus/forward.hpp>
#include <ctgrad/calculus/own_derivative.hpp>
#include <ctgrad/expr/build.hpp>
#include <ctgrad/expr/origin.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

namespace detail {

/// What derivatives are made for. As expressions they are in canonical form; to be computed, the
/// adjoint of a vector has its factors from the start, as textbooks write it: pulled out in front,
/// they would multiply each gradient and each adjoint that is made of it.
enum class made_for : bool { types, numbers };

/// The pass: value of a scalar expression (if Value) and its derivatives by all the variables. The
/// notes of its stages: the root, the next node of the sweep, the variables, the adjoints.
template <made_for Use, bool Value, identity F, identity... Variables> struct reverse_pass {
    static constexpr int count = static_cast<int>(sizeof...(Variables));
    static constexpr int size = entry_of<F>.content.size;

    static constexpr int expected_nodes = count + expected_of_tree(size, 4);  // measured: 2 to 4

    /// clang takes a million steps at once, and a node takes about 650.
    static constexpr int nodes_per_stage = 500;
    static constexpr bool in_stages = size > 2 * nodes_per_stage;
    static constexpr int expected_room = (size < 4000 ? size : 4000) + 2 * count + 1024;

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
        copy_elements(notes.data + 2 + count, sweep.adjoint.data, notes[0] + 1);
        return sweep.next < 0;
    }

    static constexpr void finish(graph& g, const list<int>& notes, list<int>& outputs) {
        reverse_sweep sweep;
        resume(g, notes, sweep);
        if (Value) outputs.push(notes[0]);
        for (int k = 0; k < count; ++k) {
            const int own = own_derivative(g, notes[0], notes[2 + k]);
            outputs.push(own != 0 ? scaled(g, own, notes[0]) : sweep.result(g, notes[2 + k]));
        }
    }

    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> notes;
        start(g, notes);
        while (!advance(g, notes)) {}
        finish(g, notes, outputs);
    }

private:
    static constexpr void resume(graph& g, const list<int>& notes, reverse_sweep& sweep) {
        g.keeps_factors = Use == made_for::numbers;
        const int root = notes[0];
        list<int> targets;
        targets.append(notes.data + 2, count);
        sweep.next = notes[1];
        depends_on(g, targets, sweep.next + 1, sweep.active);
        sweep.adjoint.append(notes.data + 2 + count, root + 1);
    }
};

template <bool Value, identity F, identity... Variables>
using gradient_pass = reverse_pass<made_for::numbers, Value, F, Variables...>;
template <identity F, identity... Variables>
using partials_pass = reverse_pass<made_for::types, false, F, Variables...>;

/// The pass: derivative of an expression of any shape by one scalar variable.
template <identity F, identity X> struct derivative_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int root = load(g, entry_of<F>), x = load(g, entry_of<X>);
        const int own = own_derivative(g, root, x);
        outputs.push(own != 0 ? scaled(g, own, root)
                              : push_forward(g, root, x, make_constant(g, 1)));
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

/// The function and the variables of a pass that gives partial derivatives.
template <class Pass> struct partials_of_pass;
template <identity F, identity... X> struct partials_of_pass<partials_pass<F, X...>> {
    static constexpr identity function = F, variables[sizeof...(X)] = {X...};
};
template <identity F, identity X> struct partials_of_pass<derivative_pass<F, X>> {
    static constexpr identity function = F, variables[1] = {X};
};
template <class Pass> concept gives_partials = requires { partials_of_pass<Pass>::function; };

/// Output I as the pass makes it, remembered as the derivative that it is.
template <gives_partials Pass, int I> constexpr auto remembered_output() {
    using of = partials_of_pass<Pass>;
    constexpr auto result = registered_output<Pass, I>();
    static_assert(remember<result.id, of::function, of::variables[I]>(), "its origin is known");
    return result;
}

/// The derivative of F, as it stands, by X.
template <identity F, identity X> constexpr auto differentiate_once() {
    constexpr bool of_scalar = entry_of<F>.content.extent.rank == 0;
    if constexpr (of_scalar) return remembered_output<partials_pass<F, X>, 0>();
    else if constexpr (entry_of<X>.content.extent.rank == 0)
        return remembered_output<derivative_pass<F, X>, 0>();
    else return refuse<&not_a_scalar<expression_of<F>, expression_of<X>>, expression_of<F>>();
}

/// Of variables that are left, the one by which the derivative is smallest, and of equal ones the
/// first: x cancels in the derivative of sin(x y) / x by y, and not in that by x.
template <identity F, auto Left, int... I>
constexpr int smallest_of(std::integer_sequence<int, I...>) {
    if constexpr (all({Left.at[I] == Left.at[0]...})) return 0;
    else {
        const int sizes[] = {
            entry_of<decltype(differentiate_once<F, Left.at[I]>())::id>.content.size...};
        int result = 0;
        for (int i = 1; i < static_cast<int>(sizeof...(I)); ++i)
            if (sizes[i] < sizes[result]) result = i;
        return result;
    }
}

template <int Restarts = 4, identity F, identity... X>
constexpr auto differentiate_by_all(partials<F, X...>);

template <class Partials, auto Left, int... I>
constexpr auto with_all(std::integer_sequence<int, I...>) {
    return typename Partials::template by<Left.at[I]...>{};
}

/// F, which is Root differentiated, by all variables that are left. What is known to come from
/// another function goes on from there, as a call of diff does that is given it.
template <int Restarts, identity Root, identity F, auto Left>
constexpr auto differentiate_by_size() {
    constexpr std::make_integer_sequence<int, Left.count> all;
    constexpr int first = smallest_of<F, Left>(all);
    constexpr auto d = differentiate_once<F, Left.at[first]>();
    if constexpr (Left.count == 1) return d;
    else {
        constexpr auto rest = Left.template without<first>();
        using known = decltype(origin_of<d.id, Left.at[first]>());
        if constexpr (Restarts == 0 || known::count == 0 || known::function == Root)
            return differentiate_by_size<Restarts, Root, d.id, rest>();
        else
            return differentiate_by_all<Restarts - 1>(
                with_all<known, rest>(std::make_integer_sequence<int, rest.count>{}));
    }
}
template <int Restarts, identity F, identity... X>
constexpr auto differentiate_by_all(partials<F, X...>) {
    return differentiate_by_size<Restarts, F, F, order_of<partials<F, X...>>>();
}

/// A partial derivative as an expression: as the pass makes it, or where its function is itself a
/// derivative, from where that comes from.
template <gives_partials Pass, int I> constexpr auto output_expression() {
    constexpr identity f = partials_of_pass<Pass>::function;
    constexpr identity x = partials_of_pass<Pass>::variables[I];
    using known = decltype(origin_of<f, x>());
    if constexpr (known::count == 0) return remembered_output<Pass, I>();
    else return differentiate_by_all(typename known::template by<x>{});
}

template <operand F, operand X> constexpr auto differentiate() {
    if constexpr (!variable<decltype(as_expression(X{}))>)
        return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<F>.rank == 0)
        return output_expression<partials_pass<id_of<F>, id_of<X>>, 0>();
    else if constexpr (extent_of<X>.rank == 0)
        return output_expression<derivative_pass<id_of<F>, id_of<X>>, 0>();
    else return refuse<&not_a_scalar<F, X>, F>();
}

/// By one variable after the other, as written: one of them is none.
template <class F, class X, class... More> constexpr auto differentiate_as_written() {
    if constexpr (sizeof...(More) == 0) return differentiate<F, X>();
    else return differentiate_as_written<decltype(differentiate<F, X>()), More...>();
}

}  // namespace detail

/// The derivative of f by x: of a scalar by a variable of any shape (the result has that shape), or
/// of any shape by a scalar variable (the result has the shape of f). `diff(f, x, y)` repeats, each
/// time by the variable that leaves least: partial derivatives in any order are the same type, and
/// so are those of derivatives, `diff(diff(f, y), x)` (how: expr/origin.hpp).
template <operand F, operand X> constexpr auto diff(F, X) { return detail::differentiate<F, X>(); }
template <operand F, operand X, operand Y, operand... More> constexpr auto diff(F, X, Y, More...) {
    using namespace detail;
    if constexpr (detail::all({variable<X>, variable<Y>, variable<More>...}))
        return differentiate_by_all(
            typename decltype(origin_of<id_of<F>, X::id>())::template by<X::id, Y::id,
                                                                         More::id...>{});
    else return differentiate_as_written<F, X, Y, More...>();
}

}  // namespace ctgrad
