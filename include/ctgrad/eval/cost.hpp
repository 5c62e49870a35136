/// The cost of expressions, gradients and Hessians, as constants.
#pragma once

#include <ctgrad/eval/expression_array.hpp>
#include <ctgrad/eval/hessian.hpp>
#include <ctgrad/plan/cost.hpp>

namespace ctgrad {

/// Of one evaluation: `static_assert(cost(f).operations == 5)`. Bytes are those of numbers of type
/// double, or of another one: `cost<float>(f).arena_bytes`.
template <class Number = double, expression E> constexpr cost_estimate cost(E) {
    return program_cost<detail::value_pass<E::id>, Number>;
}

/// Of a gradient, computed for all its variables together.
template <class Number = double, expression F, class... Variables>
constexpr cost_estimate cost(gradient_expressions<F, Variables...>) {
    return program_cost<detail::gradient_pass<false, F::id, Variables::id...>, Number>;
}

/// Of a value and its gradient, computed together.
template <class Number = double, expression F, class... Variables>
constexpr cost_estimate cost(value_and_gradient_expressions<F, Variables...>) {
    return program_cost<detail::gradient_pass<true, F::id, Variables::id...>, Number>;
}

/// Of the expressions that belong to an array of variables, computed together.
template <class Number = double, class Pass, identity F, class Array>
constexpr cost_estimate cost(expression_array<Pass, F, Array>) {
    return program_cost<Pass, Number>;
}

/// Of a Hessian by several variables: of the entries that are stored (hessian_values::size).
template <class Number = double, expression F, variable... Variables>
constexpr cost_estimate cost(hessian_expressions<F, Variables...>) {
    using namespace detail;
    return program_cost<nonzero_pass<upper_triangle_pass<F::id, Variables::id...>>, Number>;
}

}  // namespace ctgrad
