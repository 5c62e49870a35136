/// Jacobians.
#pragma once

#include <ctgrad/calculus/jacobian_rows.hpp>
#include <ctgrad/calculus/matrix_jacobian.hpp>
#include <ctgrad/expr/diff.hpp>

namespace ctgrad {

namespace detail {

/// Of the derivatives of something of one shape by something of another; by a scalar, its own.
constexpr shape block_shape(const shape& rows, const shape& columns) {
    if (rows.rank == 0) return columns;
    return columns.rank == 0 ? rows : matrix_shape(rows.size(), columns.size());
}

/// Column by column: column j is how f changes when entry j of x does.
constexpr void jacobian_by_columns(graph& g, int f, int x, list<int>& entries) {
    const int rows = g.extent(f).size(), columns = g.extent(x).size();
    entries.resize(rows * columns, -1);
    for (int j = 0; j < columns; ++j) {
        const node one{&g, make_constant(g, 1)};
        const int unit = operations::place::make(one, g.extent(x), j).index;
        const int column = push_forward(g, f, x, unit);
        for (int i = 0; i < rows; ++i) entries.data[i * columns + j] = entry_node(g, column, i);
    }
}

/// The Jacobian of node f by node x: in matrices, or entry by entry from as many sweeps as it has
/// rows, or columns where these are fewer. An entry that is 0 for every x is the constant 0.
constexpr int jacobian_node(graph& g, int f, int x) {
    const shape rows = g.extent(f), columns = g.extent(x);
    if (columns.rank == 0) return push_forward(g, f, x, make_constant(g, 1));
    if (const int whole = matrix_jacobian(g, x).of(f); whole >= 0) return whole;
    list<int> entries;
    if (rows.size() <= columns.size()) jacobian_by_rows(g, f, x, entries);
    else jacobian_by_columns(g, f, x, entries);
    return operations::stack::make(g, entries, block_shape(rows, columns)).index;
}

template <identity F, identity X> struct jacobian_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int f = load(g, entry_of<F>), x = load(g, entry_of<X>);
        outputs.push(jacobian_node(g, f, x));
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

}  // namespace ctgrad
