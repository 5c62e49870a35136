/// Jacobians and Hessians.
#pragma once

#include <ctgrad/expr/diff.hpp>

namespace ctgrad {

namespace detail {

/// The Jacobian of node f by node x, row by row: row i is the gradient of entry i.
constexpr int jacobian_node(graph& g, int f, int x) {
    const shape rows = g.extent(f), columns = g.extent(x);
    if (columns.rank == 0) return push_forward(g, f, x, make_constant(g, 1));
    list<int> target, row, entries;
    target.push(x);
    for (int i = 0; i < rows.size(); ++i) {
        const int entry = operations::slice::make(node{&g, f}, i, scalar_shape).index;
        reverse(g, entry, make_constant(g, 1), target, row);
        for (int j = 0; j < columns.size(); ++j)
            entries.push(operations::slice::make(node{&g, row[0]}, j, scalar_shape).index);
    }
    const shape extent = rows.rank == 0 ? columns : matrix_shape(rows.size(), columns.size());
    return operations::stack::make(g, entries, extent).index;
}

template <identity F, identity X> struct jacobian_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int f = load(g, entry_of<F>), x = load(g, entry_of<X>);
        outputs.push(jacobian_node(g, f, x));
    }
};

/// All blocks of the Hessian, row by row. The block (y, x) is the transpose of (x, y).
template <identity F, identity... X> struct hessian_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int f = load(g, entry_of<F>);
        list<int> targets, gradient;
        (targets.push(load(g, entry_of<X>)), ...);
        reverse(g, f, make_constant(g, 1), targets, gradient);
        for (int i = 0; i < targets.size; ++i)
            for (int j = 0; j < targets.size; ++j)
                outputs.push(jacobian_node(g, gradient[i], targets[j]));
    }
};

template <operand F, operand X> constexpr auto matrix_in_jacobian() {
    sentence out;
    out << "jacobian(" << text_of<id_of<F>>().view() << ", " << text_of<id_of<X>>().view()
        << "): both must be scalars or vectors, not " << extent_of<F> << " and " << extent_of<X>;
    return out;
}

}  // namespace detail

/// The matrix of all d f_i / d x_j, for a scalar or vector f and a scalar or vector variable x.
template <operand F, operand X> constexpr auto jacobian(F, X) {
    using namespace detail;
    if constexpr (!variable<X>) return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<F>.rank > 1 || extent_of<X>.rank > 1)
        return refuse<&matrix_in_jacobian<F, X>, F>();
    else return output_expression<jacobian_pass<id_of<F>, id_of<X>>, 0>();
}

/// The second derivatives of a scalar by several variables: `H[x][y]` is an expression (a matrix
/// for two vectors, rows for x).
template <expression F, variable... Variables> struct hessian_expressions {
    using pass = detail::hessian_pass<F::id, Variables::id...>;

    template <variable X> struct row {
        template <variable Y> constexpr auto operator[](Y) const {
            constexpr int n = sizeof...(Variables);
            return detail::output_expression<pass, n * index<X>() + index<Y>()>();
        }
    };
    template <variable X> constexpr auto operator[](X) const { return row<X>{}; }

    template <variable X> static constexpr int index() {
        int i = 0;
        static_cast<void>(((Variables::id == X::id || (++i, false)) || ...));
        static_assert(((Variables::id == X::id) || ...), "H[x][y]: x and y were given to hessian");
        return i;
    }
};

/// All second derivatives of a scalar f by these variables. By one variable alone: an expression.
template <operand F, operand X, operand... More> constexpr auto hessian(F, X, More...) {
    using namespace detail;
    if constexpr (!variable<X> || !(variable<More> && ...))
        return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<F>.rank != 0) return refuse<&not_a_scalar_loss<"hessian", F>, F>();
    else if constexpr (sizeof...(More) == 0)
        return output_expression<hessian_pass<id_of<F>, X::id>, 0>();
    else return hessian_expressions<decltype(as_expression(F{})), X, More...>{};
}

}  // namespace ctgrad
