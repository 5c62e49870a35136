/// Second derivatives: Hessians, and their products with a direction.
#pragma once

#include <ctgrad/expr/jacobian.hpp>

namespace ctgrad {

namespace detail {

/// Where entry (i, j) of a symmetric matrix stands among the rows of its upper triangle.
constexpr int place_in_triangle(int i, int j, int extent) {
    if (i > j) return place_in_triangle(j, i, extent);
    return i * extent - i * (i - 1) / 2 + j - i;
}

/// The second derivatives of node f by all entries of the variables, in the order of these, as the
/// rows of the upper triangle: by symmetry that is all of them.
struct upper_triangle {
    list<int> gradient;  ///< per variable
    list<int> offset;    ///< per variable: its first row
    list<int> entries;   ///< nodes; an entry that is 0 everywhere is the constant 0
    int extent = 0;      ///< rows

    constexpr upper_triangle(graph& g, int f, const list<int>& variables) {
        list<int> row;
        reverse(g, f, make_constant(g, 1), variables, gradient);
        for (int x : variables) offset.push(extent), extent += g.extent(x).size();
        for (int v = 0; v < variables.size; ++v) {
            list<int> rest;
            for (int w = v; w < variables.size; ++w) rest.push(variables.data[w]);
            const int size = g.extent(variables.data[v]).size();
            for (int i = 0; i < size; ++i) {
                reverse(g, entry_node(g, gradient[v], i), make_constant(g, 1), rest, row);
                for (int w = 0; w < rest.size; ++w)
                    for (int j = w == 0 ? i : 0; j < g.extent(rest[w]).size(); ++j)
                        entries.push(entry_node(g, row[w], j));
            }
        }
    }

    constexpr int at(int i, int j) const { return entries.data[place_in_triangle(i, j, extent)]; }
};

/// All blocks of the Hessian, row by row.
template <identity F, identity... X> struct hessian_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> x, gradient;
        const int f = load(g, entry_of<F>);
        (x.push(load(g, entry_of<X>)), ...);
        reverse(g, f, make_constant(g, 1), x, gradient);
        bool all = true;
        for (int v = 0; v < x.size; ++v)
            for (int w = 0; w < x.size; ++w) {
                outputs.push(matrix_jacobian(g, x[w]).of(gradient[v]));
                all = all && outputs[outputs.size - 1] >= 0;
            }
        if (all) return;
        const upper_triangle h(g, f, x);
        for (int v = 0; v < x.size; ++v)
            for (int w = 0; w < x.size; ++w)
                if (int& block = outputs[v * x.size + w]; block < 0) block = stacked(g, h, x, v, w);
    }

    static constexpr int stacked(graph& g, const upper_triangle& h, const list<int>& x, int v,
                                 int w) {
        const shape rows = g.extent(x[v]), columns = g.extent(x[w]);
        list<int> block;
        for (int i = 0; i < rows.size(); ++i)
            for (int j = 0; j < columns.size(); ++j)
                block.push(h.at(h.offset[v] + i, h.offset[w] + j));
        const shape extent = block_shape(rows, columns);
        return extent.rank == 0 ? block[0] : operations::stack::make(g, block, extent).index;
    }
};

/// The upper triangle alone, entry by entry.
template <identity F, identity... X> struct upper_triangle_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> x;
        const int f = load(g, entry_of<F>);
        (x.push(load(g, entry_of<X>)), ...);
        const upper_triangle h(g, f, x);
        for (int entry : h.entries) outputs.push(entry);
    }
};

/// Directions: variables and how they move, one after the other.
template <identity F, identity... XAndTangent> struct hessian_vector_product_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> x, tangents, gradient;
        const int f = load(g, entry_of<F>);
        int k = 0;
        ((k++ % 2 == 0 ? x : tangents).push(load(g, entry_of<XAndTangent>)), ...);
        reverse(g, f, make_constant(g, 1), x, gradient);
        push_forward(g, gradient, x, tangents, outputs);
    }
};

template <operand F, operand X, operand Tangent> constexpr auto direction_of_other_shape() {
    sentence out;
    out << "hessian_vector_product(" << text_of<id_of<F>>().view() << ", "
        << text_of<id_of<X>>().view() << ", direction): the direction must be a "
        << extent_of<X> << ", not " << extent_of<Tangent>;
    return out;
}

}  // namespace detail

/// H t: how the gradient of a scalar f by x changes when x moves along t, an expression of the
/// shape of x; the shape of x. No Hessian is formed: a sweep forward over the backward one.
template <operand F, operand X, operand Tangent>
constexpr auto hessian_vector_product(F, X, Tangent) {
    using namespace detail;
    if constexpr (!variable<X>) return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<F>.rank != 0)
        return refuse<&not_a_scalar_loss<"hessian_vector_product", F>, F>();
    else if constexpr (extent_of<Tangent> != extent_of<X>)
        return refuse<&direction_of_other_shape<F, X, Tangent>, F>();
    else
        return output_expression<hessian_vector_product_pass<id_of<F>, id_of<X>, id_of<Tangent>>,
                                 0>();
}

}  // namespace ctgrad
