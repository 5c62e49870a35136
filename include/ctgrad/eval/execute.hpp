/// Running a program: straight-line code over a flat working memory.
#pragma once

#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/eval/arguments.hpp>
#include <ctgrad/eval/entries.hpp>
#include <ctgrad/eval/execute_numbers.hpp>
#include <ctgrad/eval/point_kernels.hpp>
#include <ctgrad/eval/side_by_side.hpp>
#include <ctgrad/eval/thread_memory.hpp>
#include <ctgrad/plan/program.hpp>

namespace ctgrad::detail {

/// The memory a program works on. Inputs and outputs are arrays of numbers, one per variable and
/// per output.
template <class T> struct memory {
    T* arena;
    const T* const* inputs;
    T* const* outputs;
};

template <class T> CTGRAD_INLINE constexpr const T* read(address a, const memory<T>& m) {
    return a.where == space::arena   ? m.arena + a.offset
           : a.where == space::input ? m.inputs[a.index] + a.offset
                                     : m.outputs[a.index] + a.offset;
}

template <class T> CTGRAD_INLINE constexpr T* written(address a, const memory<T>& m) {
    return a.where == space::arena ? m.arena + a.offset : m.outputs[a.index] + a.offset;
}

template <class Operation, step_form F, int... K, class T>
CTGRAD_INLINE constexpr void run_elementwise(const program_step& s, const memory<T>& m,
                                             std::integer_sequence<int, K...> operands) {
    [[maybe_unused]] const T constants[] = {
        T(s.operand[K].where == space::constant ? to_number<T>(s.number[K]) : T(0))..., T(0)};
    for_each_entry<Operation, F>(
        operands, written(s.target, m),
        (s.operand[K].where == space::constant ? constants + K : read(s.operand[K], m))...);
}

/// A structural step's operand is read from memory: a filled constant is written out first.
template <class Operation, step_form F, bool Many, class T>
CTGRAD_INLINE constexpr void run_structural(const program_step& s, const memory<T>& m) {
    constexpr layout L{F.y, F.a, F.b, F.p, F.q};
    // no more than one number where nothing is filled
    T filled_a[F.stride[0] ? 1 : F.a.size()], filled_b[F.stride[1] ? 1 : F.b.size()];
    const auto operand = [&](int k, T* filled, int size) -> const T* {
        if (s.operand[k].where != space::constant) return read(s.operand[k], m);
        for (int i = 0; i < size; ++i) filled[i] = to_number<T>(s.number[k]);
        return filled;
    };
    if constexpr (runs_by_kernel<Operation, T>(F.y, F.a, F.b))
        if (!std::is_constant_evaluated()) {
            T* const y = written(s.target, m);
            const T* const a = operand(0, filled_a, F.a.size());
            const T* const b = operand(1, filled_b, F.b.size());
            if constexpr (Many && L.y.size() + L.a.size() > most_entries_in_line)
                return call_kernel<Operation, L>(y, a, b);
            else return run_kernel<Operation, L>(y, a, b);
        }
    if constexpr (Operation::arity == 1)
        Operation::template evaluate<L>(written(s.target, m), operand(0, filled_a, F.a.size()));
    else
        Operation::template evaluate<L>(written(s.target, m), operand(0, filled_a, F.a.size()),
                                        operand(1, filled_b, F.b.size()));
}

template <class Operation, step_form F, bool Many, class T>
CTGRAD_INLINE constexpr void run_step(const program_step& s, const memory<T>& m) {
    if constexpr (Operation::kind == role::structural) run_structural<Operation, F, Many>(s, m);
    else run_elementwise<Operation, F>(s, m, std::make_integer_sequence<int, Operation::arity>{});
}

/// More steps are many.
inline constexpr int most_steps_in_line = 64;

/// Runs a step that is like step I of the program.
template <const auto& Program, int I, class T>
CTGRAD_INLINE constexpr void run_code(const program_step& s, const memory<T>& m) {
    run_step<operation_with<Program.steps[I].key>, form_of(Program.steps[I]),
             (Program.size > most_steps_in_line)>(s, m);
}

template <const auto& Program, class T, int... I>
CTGRAD_INLINE constexpr void run_steps(const memory<T>& m, std::integer_sequence<int, I...>) {
    constexpr const program_step* steps = Program.steps;
    constexpr const int* firsts = representatives<Program>.at;
    const int done[] = {(run_code<Program, firsts[I]>(steps[I], m), 0)..., 0};
    static_cast<void>(done);
}

template <const auto& Program, class T>
CTGRAD_INLINE constexpr void run_on_stack(const T* const* inputs, T* const* outputs) {
    T arena[Program.arena > 0 ? Program.arena : 1];  // every number is written before it is read
    run_steps<Program>(memory<T>{arena, inputs, outputs},
                       std::make_integer_sequence<int, Program.size>{});
}

/// Whose memory of a thread it is.
template <const auto& Program> struct program_memory;

/// For constant expressions. A function of its own, or its memory would be part of the frame of
/// what calls it.
template <const auto& Program, class T>
constexpr void run_large_on_stack(const T* const* inputs, T* const* outputs) {
    run_on_stack<Program>(inputs, outputs);
}

/// A program that needs more memory than a stack should give.
template <const auto& Program, class T>
constexpr void run_large(const T* const* inputs, T* const* outputs) {
    if (std::is_constant_evaluated()) return run_large_on_stack<Program>(inputs, outputs);
    T* const arena = memory_of_thread<program_memory<Program>, T, Program.arena>();
    run_steps<Program>(memory<T>{arena, inputs, outputs},
                       std::make_integer_sequence<int, Program.size>{});
}

/// Runs a program with loops: eval/run_loops.hpp.
template <class Pass, class T> constexpr void run_loops(const T* const* inputs, T* const* outputs);

/// Runs all steps of a program in working memory of its own. Element k of the inputs is where the
/// numbers of input k begin, and so for the outputs: arguments.hpp.
template <const auto& Program, class Inputs, class Outputs>
CTGRAD_INLINE constexpr void run(Inputs inputs, Outputs outputs) {
    using T = std::remove_cvref_t<decltype(*outputs[0])>;
    constexpr const auto& p = Program;
    if constexpr (runs_as_written<T>() && requires { p.as_written; })
        run<Program.as_written>(inputs, outputs);
    else if constexpr (requires { p.moves; }) {
        constexpr std::make_integer_sequence<int, p.loads> loads;
        constexpr std::make_integer_sequence<int, p.move_count - p.loads> constants;
        constexpr std::make_integer_sequence<int, p.size> steps;
        constexpr std::make_integer_sequence<int, p.store_count> stores;
        if constexpr (runs_side_by_side<T>() && p.gathered && p.size <= most_inlined)
            run_gathered_numbers<Program, T>(inputs, outputs, loads, constants, steps, stores);
        else if constexpr (runs_side_by_side<T>() && p.gathered)
            run_many_gathered_numbers<Program, T>(inputs, outputs, loads, constants, steps, stores);
        else if constexpr (p.size <= most_inlined)
            run_numbers<Program, T>(inputs, outputs, loads, constants, steps, stores);
        else {
            constexpr std::make_integer_sequence<int, (p.size - 1) / block_steps + 1> blocks;
            run_many_numbers<Program, T>(inputs, outputs, loads, constants, blocks, stores);
        }
    } else if constexpr (!std::is_pointer_v<Inputs> || !std::is_pointer_v<Outputs>) {
        const auto read = pointers_to<const T, p.input_count>(inputs);
        const auto written = pointers_to<T, p.output_count>(outputs);
        run<Program>(read.argument(), written.argument());
    } else if constexpr (requires { typename std::remove_cvref_t<decltype(p)>::looped; })
        run_loops<typename std::remove_cvref_t<decltype(p)>::looped>(inputs, outputs);
    else if constexpr (fits_stack<T, p.arena>) run_on_stack<Program>(inputs, outputs);
    else run_large<Program>(inputs, outputs);
}

}  // namespace ctgrad::detail

#include <ctgrad/eval/run_loops.hpp>
