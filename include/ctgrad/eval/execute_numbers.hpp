/// Running a program on numbers (plan/number_program.hpp): moves into an array, steps within it,
/// moves out of it.
#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/eval/side_by_side.hpp>
#include <ctgrad/eval/step_form.hpp>
#include <ctgrad/plan/program.hpp>

namespace ctgrad::detail {

// Arrays of a program are named as constants of a function: `Program.steps` at thousands of places
// took clang a tenth of its time.

/// Runs steps of a program on numbers, which are given by their places: clang takes long for
/// thousands of pointers into one array before it inlines what they are passed to.
template <const auto& Program, class T> struct on_numbers {
    /// A step like step I.
    template <int I> CTGRAD_INLINE static constexpr void run(T* arena, int y, int a, int b, int c) {
        constexpr const auto& s = Program.steps[I];
        using Operation = operation_with<s.key>;
        if constexpr (s.count == 0) arena[y] = entry_value<Operation, s.p, s.q, T>();
        else if constexpr (s.count == 1) arena[y] = entry_value<Operation, s.p, s.q, T>(arena[a]);
        else if constexpr (s.count == 2)
            arena[y] = entry_value<Operation, s.p, s.q, T>(arena[a], arena[b]);
        else arena[y] = entry_value<Operation, s.p, s.q, T>(arena[a], arena[b], arena[c]);
    }
};

/// How many steps of a program stand in a block, and the numbers of those of one.
inline constexpr int block_steps = 8;
template <const auto& Program, int Block>
using steps_of_block = std::make_integer_sequence<
    int, (Block + 1) * block_steps <= Program.size ? block_steps : Program.size % block_steps>;

/// A block of a large program: were each of its steps numbered where it is run as a whole, the name
/// of what runs it would be as long as the program.
template <const auto& Program, int Block, class T, int... Next>
CTGRAD_INLINE constexpr void run_block(T* arena, std::integer_sequence<int, Next...>) {
    constexpr int first = Block * block_steps;
    constexpr const int* firsts = representatives<Program>.at + first;
    constexpr const number_step* steps = Program.steps + first;
    const int done[] = {(on_numbers<Program, T>::template run<firsts[Next]>(
                             arena, steps[Next].target, steps[Next].operand[0],
                             steps[Next].operand[1], steps[Next].operand[2]),
                         0)...};
    static_cast<void>(done);
}

/// After an output that ends a group of 32 bytes. g++ brings more of them together in one register
/// of 64 bytes, lane by lane, with all that leads to them: a third of the time of a Jacobian.
template <class T> CTGRAD_INLINE constexpr void end_of_group([[maybe_unused]] int output) {
#if defined(__AVX512F__) && !defined(__clang__)
    if constexpr (kernel::packable<T>)
        if (static_cast<std::size_t>(output + 1) * sizeof(T) % 32 == 0 &&
            !std::is_constant_evaluated())
            asm volatile("" : : : "memory");
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
    using code = on_numbers<Program, T>;
    [[maybe_unused]] constexpr const int* firsts = representatives<Program>.at;
    [[maybe_unused]] constexpr const number_step* steps = Program.steps;
    [[maybe_unused]] constexpr const number_move* moves = Program.moves;
    [[maybe_unused]] constexpr const number_move* constants = Program.moves + Program.loads;
    [[maybe_unused]] constexpr const number_move* stores = Program.stores;
    const int done[] = {
        (arena[moves[Load].place] = inputs[moves[Load].outside.index][moves[Load].outside.offset],
         0)...,
        (arena[constants[Constant].place] = to_number<T>(constants[Constant].number()), 0)...,
        (code::template run<firsts[I]>(arena, steps[I].target, steps[I].operand[0],
                                       steps[I].operand[1], steps[I].operand[2]),
         0)...,
        (outputs[stores[Output].outside.index][stores[Output].outside.offset] =
             arena[stores[Output].place],
         end_of_group<T>(Output), 0)...,
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
    } else if constexpr (Form < Program.size)
        on_numbers<Program, T>::template run<Form>(arena, y, a, b, c);
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
    constexpr const int* forms = gathered_form<Program>.at;
    [[maybe_unused]] constexpr const number_step* steps = Program.steps;
    [[maybe_unused]] constexpr const number_move* moves = Program.moves;
    [[maybe_unused]] constexpr const number_move* constants = Program.moves + Program.loads;
    [[maybe_unused]] constexpr const number_move* stores = Program.stores;
    const int done[] = {
        (arena[moves[Load].place] = inputs[moves[Load].outside.index][moves[Load].outside.offset],
         0)...,
        (arena[constants[Constant].place] = to_number<T>(constants[Constant].number()), 0)...,
        (run_gathered<Program, forms[I]>(arena, steps[I].target, steps[I].operand[0],
                                         steps[I].operand[1], steps[I].operand[2]),
         0)...,
        (outputs[stores[Output].outside.index][stores[Output].outside.offset] =
             arena[stores[Output].place],
         end_of_group<T>(Output), 0)...,
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

/// A larger one, in blocks: inlined, it would be optimised again in every function around it, and
/// the attribute cannot depend on the size. Were it to call the one above, g++'s code for it would
/// take up to a fifth longer.
template <const auto& Program, class T, class Inputs, class Outputs, int... Load, int... Constant,
          int... Block, int... Output>
constexpr void run_many_numbers([[maybe_unused]] Inputs inputs, [[maybe_unused]] Outputs outputs,
                                std::integer_sequence<int, Load...>,
                                std::integer_sequence<int, Constant...>,
                                std::integer_sequence<int, Block...>,
                                std::integer_sequence<int, Output...>) {
    [[maybe_unused]] T arena[Program.arena > 0 ? Program.arena : 1];
    [[maybe_unused]] constexpr const number_move* moves = Program.moves;
    [[maybe_unused]] constexpr const number_move* constants = Program.moves + Program.loads;
    [[maybe_unused]] constexpr const number_move* stores = Program.stores;
    const int done[] = {
        (arena[moves[Load].place] = inputs[moves[Load].outside.index][moves[Load].outside.offset],
         0)...,
        (arena[constants[Constant].place] = to_number<T>(constants[Constant].number()), 0)...,
        (run_block<Program, Block>(arena, steps_of_block<Program, Block>{}), 0)...,
        (outputs[stores[Output].outside.index][stores[Output].outside.offset] =
             arena[stores[Output].place],
         end_of_group<T>(Output), 0)...,
        0};
    static_cast<void>(done);
}

}  // namespace ctgrad::detail
