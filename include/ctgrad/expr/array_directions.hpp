/// Directions and Jacobians where the variables are an array: `jvp(f, x, t)`, `vjp(f, x, c)`,
/// `jacobian(f, x)`, `hessian_vector_product(f, x, t)` of `x = scalars<"x", 10>`.
#pragma once

#include <ctgrad/expr/directional.hpp>
#include <ctgrad/expr/hessian.hpp>
#include <ctgrad/expr/variable_array.hpp>

namespace ctgrad {

/// One expression for each variable of an array: `result[2_c]`. With bindings all are computed by
/// one program: an array of numbers or tensors, which can be bound to the array again.
template <class Pass, identity F, array_of_variables Array> struct expression_array {
    static constexpr int size() { return Array::size(); }

    template <class I> constexpr auto operator[](I index) const {
        using variable_at = decltype(Array{}[index]);  // refuses what is no index
        return at<variable_at>(std::make_integer_sequence<int, Array::size()>{});
    }
    template <class... Bindings>
    CTGRAD_INLINE constexpr auto operator()(const Bindings&... bindings) const {
        return evaluate(*this, bindings...);
    }

private:
    template <class Variable, int... I>
    static constexpr auto at(std::integer_sequence<int, I...>) {
        constexpr int position = (0 + ... + (Array::template at<I>().id == Variable::id ? I : 0));
        return detail::output_expression<Pass, position>();
    }
};

namespace detail {

template <identity... Ids> struct identities {};

template <class Array, int... I>
constexpr auto identities_in(std::integer_sequence<int, I...>) {
    return identities<decltype(Array::template at<I>())::id...>{};
}
template <class Array> using identities_of =
    decltype(identities_in<Array>(std::make_integer_sequence<int, Array::size()>{}));

template <identity... Ids>
constexpr void load_all(graph& g, list<int>& nodes, identities<Ids...>) {
    for (const int node : {load(g, entry_of<Ids>)...}) nodes.push(node);
}

template <identity F, class X, class Tangents> struct array_jvp_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> roots, x, tangents;
        roots.push(load(g, entry_of<F>));
        load_all(g, x, X{});
        load_all(g, tangents, Tangents{});
        push_forward(g, roots, x, tangents, outputs);
    }
};

template <identity F, class X, identity Cotangent> struct array_vjp_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> x;
        const int root = load(g, entry_of<F>);
        load_all(g, x, X{});
        reverse(g, root, load(g, entry_of<Cotangent>), x, outputs);
    }
};

template <identity F, class X, class Tangents> struct array_hessian_vector_product_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> x, tangents, gradient;
        const int f = load(g, entry_of<F>);
        load_all(g, x, X{});
        load_all(g, tangents, Tangents{});
        reverse(g, f, make_constant(g, 1), x, gradient);
        push_forward(g, gradient, x, tangents, outputs);
    }
};

/// The columns of all variables, one after the other.
template <identity F, class X> struct array_jacobian_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> x, entries;
        const int f = load(g, entry_of<F>);
        load_all(g, x, X{});
        const int rows = g.extent(f).size(), width = g.extent(x[0]).size();
        const int columns = x.size * width;
        entries.resize(rows * columns, -1);
        if (rows <= columns) by_rows(g, f, x, entries);
        else by_columns(g, f, x, entries);
        const shape extent =
            g.extent(f).rank == 0 ? vector_shape(columns) : matrix_shape(rows, columns);
        outputs.push(operations::stack::make(g, entries, extent).index);
    }

    static constexpr void by_rows(graph& g, int f, const list<int>& x, list<int>& entries) {
        list<int> row;
        for (int i = 0, next = 0; i < g.extent(f).size(); ++i) {
            reverse(g, entry_node(g, f, i), make_constant(g, 1), x, row);
            for (int part : row)
                for (int e = 0; e < g.extent(x[0]).size(); ++e)
                    entries[next++] = entry_node(g, part, e);
        }
    }

    static constexpr void by_columns(graph& g, int f, const list<int>& x, list<int>& entries) {
        const shape extent = g.extent(x[0]);
        const int columns = x.size * extent.size();
        for (int j = 0; j < columns; ++j) {
            const node one{&g, make_constant(g, 1)};
            const int unit = extent.rank == 0
                                 ? one.index
                                 : operations::place::make(one, extent, j % extent.size()).index;
            const int column = push_forward(g, f, x[j / extent.size()], unit);
            for (int i = 0; i < g.extent(f).size(); ++i)
                entries[i * columns + j] = entry_node(g, column, i);
        }
    }
};

template <core::label Function, operand F, class X> constexpr auto direction_of_no_array() {
    sentence out;
    out << Function.view() << "(" << text_of<id_of<F>>().view() << ", " << X::name().view()
        << ", direction): the direction must be an array of " << X::size() << ", each a "
        << X::extent();
    return out;
}

template <operand F, class X> constexpr auto matrix_in_array_jacobian() {
    sentence out;
    out << "jacobian(" << text_of<id_of<F>>().view() << ", " << X::name().view()
        << "): both must be of scalars or vectors, not " << extent_of<F> << " and " << X::extent();
    return out;
}

/// Whether the directions of a call are an array like that of the variables.
template <core::label Function, operand F, class X, class Tangent>
constexpr bool is_direction_of() {
    if constexpr (array_of_variables<Tangent>)
        if constexpr (Tangent::size() == X::size() && Tangent::extent() == X::extent()) return true;
    return false;
}

}  // namespace detail

/// How f changes when all variables of an array move, each along its own of the array `tangents`:
/// the shape of f, by one sweep.
template <operand F, array_of_variables X, class Tangents>
constexpr auto jvp(F f, X, Tangents) {
    using namespace detail;
    if constexpr (!is_direction_of<"jvp", F, X, Tangents>()) {
        fail_with<&direction_of_no_array<"jvp", F, X>>();
        return as_expression(f);
    } else
        return output_expression<
            array_jvp_pass<id_of<F>, identities_of<X>, identities_of<Tangents>>, 0>();
}

/// The gradients by all variables of an array of dot(c, f) for a fixed c of the shape of f, by one
/// sweep: `vjp(f, x, c)[2_c]` is the one by `x[2_c]`.
template <operand F, array_of_variables X, operand Cotangent>
constexpr auto vjp(F f, X, Cotangent) {
    using namespace detail;
    if constexpr (extent_of<Cotangent> != extent_of<F>)
        return refuse<&direction_mismatch<"vjp", F, decltype(X::template at<0>()), Cotangent, F>,
                      F>();
    else {
        static_cast<void>(f);
        using pass = array_vjp_pass<id_of<F>, identities_of<X>, id_of<Cotangent>>;
        return expression_array<pass, id_of<F>, X>{};
    }
}

/// H t for an array of variables that move along an array of directions: `result[2_c]` tells how
/// the derivative of the scalar f by `x[2_c]` changes. No Hessian is formed.
template <operand F, array_of_variables X, class Tangents>
constexpr auto hessian_vector_product(F f, X, Tangents) {
    using namespace detail;
    if constexpr (extent_of<F>.rank != 0)
        return refuse<&not_a_scalar_loss<"hessian_vector_product", F>, F>();
    else if constexpr (!is_direction_of<"hessian_vector_product", F, X, Tangents>()) {
        fail_with<&direction_of_no_array<"hessian_vector_product", F, X>>();
        return as_expression(f);
    } else {
        using pass =
            array_hessian_vector_product_pass<id_of<F>, identities_of<X>, identities_of<Tangents>>;
        return expression_array<pass, id_of<F>, X>{};
    }
}

/// The matrix of all derivatives of a scalar or vector f by an array of scalars or vectors: the
/// columns of x[0_c], then those of x[1_c] and so on. Of a scalar f, a vector.
template <operand F, array_of_variables X> constexpr auto jacobian(F f, X) {
    using namespace detail;
    if constexpr (extent_of<F>.rank > 1 || X::extent().rank > 1) {
        fail_with<&matrix_in_array_jacobian<F, X>>();
        return as_expression(f);
    } else return output_expression<array_jacobian_pass<id_of<F>, identities_of<X>>, 0>();
}

}  // namespace ctgrad
