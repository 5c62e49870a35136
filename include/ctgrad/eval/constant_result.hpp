/// A constant expression whose result is not finite does not compile, and the message names it.
#pragma once

#include <limits>
#include <type_traits>

#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/expr/expression.hpp>
#include <ctgrad/plan/program.hpp>

namespace ctgrad::detail {

/// Not constexpr: compilers name it, with the formula, as what a constant expression cannot call.
template <class Expression> void has_no_finite_result() {}

template <class T> constexpr bool all_finite(const T* numbers, int count) {
    using limits = std::numeric_limits<T>;
    for (int i = 0; i < count; ++i)
        if (!(numbers[i] >= limits::lowest() && numbers[i] <= limits::max())) return false;
    return true;
}

/// For constant evaluation of a program: logarithms of negative numbers, poles, overflow. At run
/// time they give NaN or infinity, and so they do here where a bound number is not finite already.
template <const auto& Program, identity F, math::native T>
constexpr void check_constant_result(const T* const* inputs, const T* const* outputs) {
    for (int i = 0; i < Program.input_count; ++i)
        if (!all_finite(inputs[i], Program.inputs[i].extent.size())) return;
    bool finite = true;
    for (int i = 0; i < Program.output_count; ++i)
        finite = finite && all_finite(outputs[i], Program.outputs[i].size());
    if (!finite) has_no_finite_result<expression_of<F>>();
}

}  // namespace ctgrad::detail
