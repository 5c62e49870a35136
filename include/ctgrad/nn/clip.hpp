/// Gradients of bounded size, against steps that are too long.
#pragma once

#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/core/refusal.hpp>
#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::nn {

/// The Euclidean norm of all numbers as one vector, summed in double.
template <class T, class... Variables> double global_norm(const parameters<T, Variables...>& p) {
    double total = 0;
    for (const T number : p.all())
        total += static_cast<double>(number) * static_cast<double>(number);
    return math::standard::sqrt(total);
}

/// Limits every entry to [-limit, limit]. NaN stays. Error (std::invalid_argument): a limit that is
/// not positive.
template <class T, class... Variables>
void clip_by_value(parameters<T, Variables...>& gradient, double limit) {
    if (!(limit > 0)) core::throw_invalid_argument({"clip_by_value: the limit must be positive"});
    const T high = static_cast<T>(limit);
    for (T& number : gradient.all())
        number = number > high ? high : number < -high ? -high : number;
}

/// Scales the whole gradient by limit / (norm + 1e-6) if that is below 1 (Pascanu, Mikolov and
/// Bengio, 2013, as PyTorch has it), and returns the norm it had. A norm that is NaN or infinite
/// makes every entry NaN or 0, as in PyTorch: look at the returned norm. Error
/// (std::invalid_argument): a limit that is not positive.
template <class T, class... Variables>
double clip_by_norm(parameters<T, Variables...>& gradient, double limit) {
    if (!(limit > 0)) core::throw_invalid_argument({"clip_by_norm: the limit must be positive"});
    const double norm = global_norm(gradient);
    const double factor = limit / (norm + 1e-6);
    if (!(factor >= 1))
        for (T& number : gradient.all()) number *= static_cast<T>(factor);
    return norm;
}

}  // namespace ctgrad::nn
