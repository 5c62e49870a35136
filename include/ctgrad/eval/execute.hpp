/// Running a program: straight-line code over a flat working memory.
#pragma once

#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/eval/arguments.hpp>
#include <ctgrad/eval/entries.hpp>
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
    const int done[] = {
        (run_code<Program, representatives<Program>.at[I]>(Program.steps[I], m), 0)..., 0};
    static_cast<void>(done);
}

/// Runs a step like step I of the program on numbers, which are given by their places: clang takes
/// long for thousands of pointers into one array before it inlines what they are passed to.
template <const auto& Program, int I, class T>
CTGRAD_INLINE constexpr void run_on_numbers(T* arena, int y, int a, int b, int c) {
    constexpr const auto& s = Program.steps[I];
    using Operation = operation_with<s.key>;
    if constexpr (s.count == 0) arena[y] = entry_value<Operation, s.p, s.q, T>();
    else if constexpr (s.count == 1) arena[y] = entry_value<Operation, s.p, s.q, T>(arena[a]);
    else if constexpr (s.count == 2)
        arena[y] = entry_value<Operation, s.p, s.q, T>(arena[a], arena[b]);
    else arena[y] = entry_value<Operation, s.p, s.q, T>(arena[a], arena[b], arena[c]);
}

/// After an output that ends a group of 32 bytes. g++ brings more of them together in one register
/// of 64 bytes, lane by lane, with all that leads to them: a third of the time of a Jacobian.
template <class T, int Output> CTGRAD_INLINE constexpr void end_of_group() {
#if defined(__AVX512F__) && !defined(__clang__)
    if constexpr (kernel::packable<T> && (Output + 1) * sizeof(T) % 32 == 0)
        if (!std::is_constant_evaluated()) asm volatile("" : : : "memory");
#endif
}

/// A program on numbers: moves into the arena, steps within it, moves out. One function, so that
/// every step is an assignment between array elements when it leaves the compiler's front end. What
/// `done` holds are constants: clang stores one by one what functions return.
template <const auto& Program, class T, class Inputs, class Outputs, int... Load, int... Constant,
          int... I, int... Output>
CTGRAD_INLINE constexpr void run_numbers([[maybe_unused]] Inputs inputs,
                                         [[maybe_unused]] Outputs outputs,
                                         std::integer_sequence<int, Load...>,
                                         std::integer_sequence<int, Constant...>,
                                         std::integer_sequence<int, I...>,
                                         std::integer_sequence<int, Output...>) {
    [[maybe_unused]] T arena[Program.arena > 0 ? Program.arena : 1];
    const int done[] = {
        (arena[Program.moves[Load].place] =
             inputs[Program.moves[Load].outside.index][Program.moves[Load].outside.offset],
         0)...,
        (arena[Program.moves[Program.loads + Constant].place] =
             to_number<T>(Program.moves[Program.loads + Constant].number()),
         0)...,
        (run_on_numbers<Program, representatives<Program>.at[I]>(
             arena, Program.steps[I].target, Program.steps[I].operand[0],
             Program.steps[I].operand[1], Program.steps[I].operand[2]),
         0)...,
        (outputs[Program.stores[Output].outside.index][Program.stores[Output].outside.offset] =
             arena[Program.stores[Output].place],
         end_of_group<T, Output>(), 0)...,
        0};
    static_cast<void>(done);
}

/// What runs for each step of a program with calls that stand together: the first step like it. For
/// the first one of a group, step I, that is -1 - I, and for its others, which run with it, Size.
template <class Program, int Size>
constexpr auto gathered_forms(const Program& program, const step_list<Size>& firsts) {
    step_list<Size> result;
    for (int i = 0; i < Size; ++i) {
        const int together = program.steps[i].together;
        result.at[i] = together > 1 ? -1 - i : together == 0 ? Size : firsts.at[i];
    }
    return result;
}
template <const auto& Program> inline constexpr auto gathered_form =
    gathered_forms(Program, representatives<Program>);

/// Runs a step of that form.
template <const auto& Program, int Form, class T, std::size_t Size>
CTGRAD_INLINE constexpr void run_gathered(T (&arena)[Size], int y, int a, int b, int c) {
    if constexpr (Form < 0) {
        constexpr int calls = Program.steps[-1 - Form].together;
        run_together<Program, -1 - Form, calls, lanes_for<T>(calls)>(arena);
    } else if constexpr (Form < Program.size) run_on_numbers<Program, Form>(arena, y, a, b, c);
}

/// run_numbers for such programs.
template <const auto& Program, class T, class Inputs, class Outputs, int... Load, int... Constant,
          int... I, int... Output>
CTGRAD_INLINE constexpr void run_gathered_numbers([[maybe_unused]] Inputs inputs,
                                                  [[maybe_unused]] Outputs outputs,
                                                  std::integer_sequence<int, Load...>,
                                                  std::integer_sequence<int, Constant...>,
                                                  std::integer_sequence<int, I...>,
                                                  std::integer_sequence<int, Output...>) {
    T arena[Program.arena];
    const int done[] = {
        (arena[Program.moves[Load].place] =
             inputs[Program.moves[Load].outside.index][Program.moves[Load].outside.offset],
         0)...,
        (arena[Program.moves[Program.loads + Constant].place] =
             to_number<T>(Program.moves[Program.loads + Constant].number()),
         0)...,
        (run_gathered<Program, gathered_form<Program>.at[I]>(
             arena, Program.steps[I].target, Program.steps[I].operand[0],
             Program.steps[I].operand[1], Program.steps[I].operand[2]),
         0)...,
        (outputs[Program.stores[Output].outside.index][Program.stores[Output].outside.offset] =
             arena[Program.stores[Output].place],
         end_of_group<T, Output>(), 0)...,
        0};
    static_cast<void>(done);
}

template <const auto& Program, class T, class Inputs, class Outputs, class... Lists>
constexpr void run_many_gathered_numbers(Inputs inputs, Outputs outputs, Lists... lists) {
    run_gathered_numbers<Program, T>(inputs, outputs, lists...);
}

/// Up to so many steps a program is part of what calls it: its inputs and outputs then need not be
/// in memory, which is a quarter of the time of a short one.
inline constexpr int most_inlined = 256;

/// A larger one, word for word the same: inlined, it would be optimised again in every function
/// around it, and the attribute cannot depend on the size.
template <const auto& Program, class T, class Inputs, class Outputs, int... Load, int... Constant,
          int... I, int... Output>
constexpr void run_many_numbers([[maybe_unused]] Inputs inputs, [[maybe_unused]] Outputs outputs,
                                std::integer_sequence<int, Load...>,
                                std::integer_sequence<int, Constant...>,
                                std::integer_sequence<int, I...>,
                                std::integer_sequence<int, Output...>) {
    [[maybe_unused]] T arena[Program.arena > 0 ? Program.arena : 1];
    const int done[] = {
        (arena[Program.moves[Load].place] =
             inputs[Program.moves[Load].outside.index][Program.moves[Load].outside.offset],
         0)...,
        (arena[Program.moves[Program.loads + Constant].place] =
             to_number<T>(Program.moves[Program.loads + Constant].number()),
         0)...,
        (run_on_numbers<Program, representatives<Program>.at[I]>(
             arena, Program.steps[I].target, Program.steps[I].operand[0],
             Program.steps[I].operand[1], Program.steps[I].operand[2]),
         0)...,
        (outputs[Program.stores[Output].outside.index][Program.stores[Output].outside.offset] =
             arena[Program.stores[Output].place],
         end_of_group<T, Output>(), 0)...,
        0};
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
        else run_many_numbers<Program, T>(inputs, outputs, loads, constants, steps, stores);
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
