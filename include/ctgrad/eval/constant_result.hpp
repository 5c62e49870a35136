/// A constant expression whose result is not finite does not compile, and the message names it.
#pragma once

#include <limits>

#include <ctgrad/core/math/evaluate.hpp>
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

/// What constant evaluation of a program asks for. Logarithms of negative numbers, poles, overflow
/// give NaN or infinity at run time, and here, too, where a bound number is not finite already.
template <class Inputs, class Outputs>
constexpr bool acceptable(const program_input* inputs, int input_count, const Inputs& bound,
                          const shape* outputs, int output_count, const Outputs& results) {
    for (int i = 0; i < input_count; ++i)
        if (!all_finite(bound[i], inputs[i].extent.size())) return true;
    for (int i = 0; i < output_count; ++i)
        if (!all_finite(results[i], outputs[i].size())) return false;
    return true;
}

}  // namespace ctgrad::detail
