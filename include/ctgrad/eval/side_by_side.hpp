/// Several calls of one function as lanes of a register: exp, sin, log and their like take about as
/// long for a register of numbers (kernel/elementary.hpp) as those of std for one or two.
#pragma once

#include <type_traits>
#include <utility>

#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/plan/call_groups.hpp>

namespace ctgrad::detail {

/// Whether calls of functions of T are computed side by side: not by registers of two numbers.
template <class T> constexpr bool runs_side_by_side() {
    if constexpr (kernel::packable<T>) return kernel::lanes<T> >= 4;
    else return false;
}

/// Whether calls of functions of T are computed one by one, in whatever order they stand. Numbers
/// of other libraries, and packs, which are such numbers, take the order of calls side by side.
template <class T> constexpr bool runs_as_written() {
    return std::is_arithmetic_v<T> && !runs_side_by_side<T>();
}

/// Lanes of the registers for so many calls. Up to one register of 64 bytes they take less time by
/// two of 32, beyond that more (measured for nine functions; six calls of softplus are worse).
template <class T> constexpr int lanes_for(int calls) {
    constexpr int lanes = kernel::lanes<T>;
    return kernel::register_bytes == 64 && calls <= lanes ? lanes / 2 : lanes;
}

/// Steps First, First + Lane ... of a program as lanes of one register. Lanes without a step are 0.
template <const auto& Program, int First, int Lanes, class T, std::size_t Size, int... Lane>
CTGRAD_INLINE void run_register(T (&arena)[Size], std::integer_sequence<int, Lane...>) {
    using Operation = operation_with<Program.steps[First].key>;
    using register_of_calls = kernel::wide<T, kernel::accurate, Lanes>;
    const typename register_of_calls::numbers u{arena[Program.steps[First + Lane].operand[0]]...};
    const auto y = Operation::value(register_of_calls(u)).value;
    ((arena[Program.steps[First + Lane].target] = y[Lane]), ...);
}

template <const auto& Program, int First, class T, std::size_t Size, int... K>
CTGRAD_INLINE constexpr void run_one_by_one(T (&arena)[Size], std::integer_sequence<int, K...>) {
    using Operation = operation_with<Program.steps[First].key>;
    ((arena[Program.steps[First + K].target] =
          Operation::value(arena[Program.steps[First + K].operand[0]])),
     ...);
}

/// Calls of one function that stand together: by registers, and what is too little for one, one by
/// one. So are all in constant expressions.
template <const auto& Program, int First, int Count, int Lanes, class T, std::size_t Size>
CTGRAD_INLINE constexpr void run_together(T (&arena)[Size]) {
    constexpr int count = Count < Lanes ? Count : Lanes;
    using calls = std::make_integer_sequence<int, count>;
    if constexpr (count < least_gathered(Program.steps[First].key))
        run_one_by_one<Program, First>(arena, calls());
    else if (std::is_constant_evaluated()) run_one_by_one<Program, First>(arena, calls());
    else run_register<Program, First, Lanes>(arena, calls());
    if constexpr (Count > count) run_together<Program, First + count, Count - count, Lanes>(arena);
}

}  // namespace ctgrad::detail
