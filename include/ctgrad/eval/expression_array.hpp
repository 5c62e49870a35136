/// Numbers of the expressions that belong to an array of variables, computed by one program.
#pragma once

#include <ctgrad/core/array.hpp>
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/array_directions.hpp>

namespace ctgrad {

namespace detail {

template <class T, class Array> struct values_of_array : gradient_of_array<T, Array> {
    CTGRAD_INLINE friend constexpr auto outputs_of(values_of_array& values) {
        pointers<T, Array::size()> result{};
        for (std::size_t i = 0; i < values.size(); ++i) result.at[i] = numbers(values[i]);
        return result;
    }
};

}  // namespace detail

/// What `vjp(f, x, c)(x = values)` computes: entry i belongs to `x[i]`.
template <class Pass, identity F, array_of_variables Array, class... Bindings>
CTGRAD_INLINE constexpr auto evaluate(expression_array<Pass, F, Array>,
                                      const Bindings&... bindings) {
    using T = detail::number_of_call_t<Bindings...>;
    using result = detail::values_of_array<T, Array>;
    const detail::gradient_of_array<T, Array> numbers =
        detail::call<program<Pass>, F, T, result>(bindings...);
    return numbers;
}

}  // namespace ctgrad
