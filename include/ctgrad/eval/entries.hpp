/// Elementwise steps of programs for one point: all entries of a value, a register of them at a
/// time. Compilers leave that out where they cannot tell the result from an operand, and for
/// whatever sets errno; what follows by registers would then wait for numbers stored one by one.
#pragma once

#include <utility>

#include <ctgrad/eval/side_by_side.hpp>
#include <ctgrad/eval/step_form.hpp>

namespace ctgrad::detail {

/// Whether it has no form for registers.
template <class Operation> constexpr bool runs_by_number() {
    if constexpr (requires { Operation::by_number; }) return Operation::by_number;
    else return false;
}

/// From how many entries on registers are worth it: a whole one, or as few as side by side.
template <class Operation, class T> constexpr int least_entries() {
    constexpr int lanes = kernel::lanes<T>, least = least_gathered(descriptor<Operation>.key);
    return least > 0 && least < lanes ? least : lanes;
}

/// One register of an operand, of which Count entries are wanted, or the number that stands for
/// every entry.
template <int Stride, int Count, class T>
CTGRAD_INLINE kernel::lane<T> load_entries(const T* from, int entry) {
    if constexpr (Stride == 0) return kernel::lane<T>(*from);
    else return kernel::load_lane_first<Count>(from + entry);
}

/// Whole registers, and what they leave over in one that is not full, its other entries zeros.
template <class Operation, step_form F, int... K, class T, class... Operands>
void run_registers(std::integer_sequence<int, K...>, T* y, const Operands*... u) {
    using lane = kernel::lane<T>;
    constexpr int lanes = kernel::lanes<T>, size = F.y.size(), rest = size % lanes;
    for (int i = 0; i < size - rest; i += lanes)
        kernel::store_lane<T>(y + i, entry_value<Operation, F.p, F.q, lane>(
                                         load_entries<F.stride[K], lanes>(u, i)...));
    if constexpr (rest > 0)
        kernel::store_lane_first<rest, T>(y + (size - rest),
                                          entry_value<Operation, F.p, F.q, lane>(
                                              load_entries<F.stride[K], rest>(u, size - rest)...));
}

template <class Operation, step_form F, int... K, class T, class... Operands>
constexpr void for_each_entry(std::integer_sequence<int, K...> operands, T* y,
                              const Operands*... u) {
    if constexpr (runs_side_by_side<T>() && sizeof...(K) > 0 && !runs_by_number<Operation>())
        if constexpr (F.y.size() >= least_entries<Operation, T>())
            if (!std::is_constant_evaluated())
                return run_registers<Operation, F>(operands, y, u...);
    for (int i = 0; i < F.y.size(); ++i)
        y[i] = entry_value<Operation, F.p, F.q, T>(u[F.stride[K] * i]...);
}

}  // namespace ctgrad::detail
