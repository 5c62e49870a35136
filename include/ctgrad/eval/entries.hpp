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

/// One register of an operand, of `count` entries where that is not all, or the number that stands
/// for every entry.
template <int Stride, class T>
CTGRAD_INLINE kernel::lane<T> load_entries(const T* from, int entry, int count) {
    if constexpr (Stride == 0) return kernel::lane<T>(*from);
    else
        return count == kernel::lanes<T> ? kernel::load_lane(from + entry)
                                         : kernel::load_lane_part(from + entry, count);
}

/// What is left over by whole registers is the end of the last one that is full, computed before
/// the others, since the result may take the place of an operand: no number is made up for it.
template <class Operation, step_form F, int... K, class T, class... Operands>
void run_registers(std::integer_sequence<int, K...>, T* y, const Operands*... u) {
    using lane = kernel::lane<T>;
    constexpr int lanes = kernel::lanes<T>, size = F.y.size(), rest = size % lanes;
    const auto value = [&](int entry, int count) {
        return entry_value<Operation, F.p, F.q, lane>(
            load_entries<F.stride[K]>(u, entry, count)...);
    };
    if constexpr (size < lanes) kernel::store_lane_part<T>(y, value(0, size), size);
    else {
        [[maybe_unused]] lane last;
        if constexpr (rest > 0) last = value(size - lanes, lanes);
        for (int i = 0; i < size - rest; i += lanes) kernel::store_lane<T>(y + i, value(i, lanes));
        if constexpr (rest > 0) kernel::store_lane<T>(y + (size - lanes), last);
    }
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
