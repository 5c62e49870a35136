/// Elementwise steps of programs for one point: all entries of a value, a register of them at a
/// time. Compilers leave that out where they cannot tell the result from an operand, and for
/// whatever sets errno; what follows by registers would then wait for numbers stored one by one.
#pragma once

#include <utility>

#include <ctgrad/eval/side_by_side.hpp>
#include <ctgrad/eval/step_form.hpp>

namespace ctgrad::detail {

/// An instruction or two on registers.
template <class Operation, step_form F>
inline constexpr bool is_light_step =
    descriptor<Operation>.light || (Operation::kind == role::power && F.p == 2 && F.q == 1) ||
    std::is_same_v<Operation, operations::copy>;

/// From how many entries on registers are worth it: a whole one, or as few as side by side.
template <class Operation, class T> constexpr int least_entries() {
    constexpr int lanes = kernel::lanes<T>, least = least_gathered(descriptor<Operation>.key);
    return least > 0 && least < lanes ? least : lanes;
}

/// One register of an operand, of `count` entries where that is not all, or the number that stands
/// for every entry.
template <int Stride, class T>
CTGRAD_INLINE kernel::lane<T> load_entries(const T* from, int entry, int count) {
    if constexpr (Stride == 0) return kernel::lane<T>(*from);
    else
        return count == kernel::lanes<T> ? kernel::load_lane(from + entry)
                                         : kernel::load_lane_part(from + entry, count);
}

template <class Operation, step_form F, int... K, class T, class... Operands>
void run_registers(std::integer_sequence<int, K...>, T* y, const Operands*... u) {
    constexpr int lanes = kernel::lanes<T>, size = F.y.size(), rest = size % lanes;
    for (int i = 0; i < size - rest; i += lanes)
        kernel::store_lane<T>(y + i, entry_value<Operation, F.p, F.q, kernel::lane<T>>(
                                         load_entries<F.stride[K]>(u, i, lanes)...));
    if constexpr (rest > 0 && is_light_step<Operation, F>)
        for (int i = size - rest; i < size; ++i)
            y[i] = entry_value<Operation, F.p, F.q, T>(u[F.stride[K] * i]...);
    else if constexpr (rest > 0)
        kernel::store_lane_part<T>(y + (size - rest),
                                   entry_value<Operation, F.p, F.q, kernel::lane<T>>(
                                       load_entries<F.stride[K]>(u, size - rest, rest)...),
                                   rest);
}

template <class Operation, step_form F, int... K, class T, class... Operands>
constexpr void for_each_entry(std::integer_sequence<int, K...> operands, T* y,
                              const Operands*... u) {
    if constexpr (runs_side_by_side<T>() && sizeof...(K) > 0)
        if constexpr (F.y.size() >= least_entries<Operation, T>())
            if (!std::is_constant_evaluated())
                return run_registers<Operation, F>(operands, y, u...);
    for (int i = 0; i < F.y.size(); ++i)
        y[i] = entry_value<Operation, F.p, F.q, T>(u[F.stride[K] * i]...);
}

}  // namespace ctgrad::detail
