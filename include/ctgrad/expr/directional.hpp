/// Derivatives along a direction: Jacobian times vector, vector times Jacobian.
#pragma once

#include <ctgrad/expr/diff.hpp>

namespace ctgrad {

namespace detail {

template <identity F, identity X, identity Tangent> struct jvp_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int root = load(g, entry_of<F>), x = load(g, entry_of<X>);
        const int tangent = load(g, entry_of<Tangent>);
        outputs.push(push_forward(g, root, x, tangent));
    }
};

template <identity F, identity X, identity Cotangent> struct vjp_pass {
    static constexpr void run(graph& g, list<int>& outputs) {
        const int root = load(g, entry_of<F>);
        list<int> targets, adjoints;
        targets.push(load(g, entry_of<X>));
        reverse(g, root, load(g, entry_of<Cotangent>), targets, adjoints);
        outputs.push(adjoints[0]);
    }
};

template <core::label Function, operand F, operand X, operand Direction, operand Like>
constexpr auto direction_mismatch() {
    sentence out;
    out << Function.view() << "(" << text_of<id_of<F>>().view() << ", "
        << text_of<id_of<X>>().view() << ", direction): the direction must be a "
        << extent_of<Like> << ", not " << extent_of<Direction>;
    return out;
}

}  // namespace detail

/// J t: how f changes when x moves along t (an expression of the shape of x). The shape of f.
template <operand F, operand X, operand Tangent> constexpr auto jvp(F, X, Tangent) {
    using namespace detail;
    if constexpr (!variable<X>) return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<Tangent> != extent_of<X>)
        return refuse<&direction_mismatch<"jvp", F, X, Tangent, X>, F>();
    else return output_expression<jvp_pass<id_of<F>, id_of<X>, id_of<Tangent>>, 0>();
}

/// J^T c: the gradient by x of dot(c, f) for a fixed c of the shape of f. The shape of x.
template <operand F, operand X, operand Cotangent> constexpr auto vjp(F, X, Cotangent) {
    using namespace detail;
    if constexpr (!variable<X>) return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<Cotangent> != extent_of<F>)
        return refuse<&direction_mismatch<"vjp", F, X, Cotangent, F>, F>();
    else return output_expression<vjp_pass<id_of<F>, id_of<X>, id_of<Cotangent>>, 0>();
}

}  // namespace ctgrad
