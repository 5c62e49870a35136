/// The cost of expressions and gradients, as constants.
#pragma once

#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/plan/cost.hpp>

namespace ctgrad {

/// Counted operations of one evaluation: `static_assert(cost(f).operations == 5)`.
template <expression E> constexpr cost_estimate cost(E) {
    return program_cost<detail::value_pass<E::id>>;
}

/// Of a gradient, computed for all its variables together.
template <expression F, class... Variables>
constexpr cost_estimate cost(gradient_expressions<F, Variables...>) {
    return program_cost<detail::gradient_pass<false, F::id, Variables::id...>>;
}

/// Of a value and its gradient, computed together.
template <expression F, class... Variables>
constexpr cost_estimate cost(value_and_gradient_expressions<F, Variables...>) {
    return program_cost<detail::gradient_pass<true, F::id, Variables::id...>>;
}

}  // namespace ctgrad
