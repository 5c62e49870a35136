/// Running a program with loops: its stages, and between them every loop, step after step.
#pragma once

#include <ctgrad/eval/execute.hpp>
#include <ctgrad/eval/loop_steps.hpp>
#include <ctgrad/plan/loop_passes.hpp>

namespace ctgrad::detail {

/// An input of a loop's body: a captured value, a part of the state or a row of a sequence.
struct body_input {
    address at{};    ///< captured, or the first row of a sequence
    int state = -1;  ///< its number
    int row = 0;     ///< numbers from one row to the next
    row_source rows{};
};

/// A result of a loop's body.
struct body_output {
    int size = 0;
    int result = 0;      ///< where in the loop's value it goes
    int scratch = 0;     ///< of states: two places, of totals: one
    int kept = 0;        ///< of states: where those are that segments begin with
    bool again = false;  ///< of outputs: a segment is there, not all steps
};

/// What one loop reads and writes, apart from numbers.
template <int Inputs, int Roots> struct loop_addresses {
    body_input inputs[Inputs + 1]{};
    address initial[Roots + 1]{};
    body_output outputs[Roots + 1]{};
    address count{};  ///< of the number of steps, where a call says it
};

template <class Pass, int Y> constexpr auto addresses_of_loop() {
    constexpr const auto& g = frozen<Pass>;
    constexpr const auto& s = loops<Pass>;
    constexpr const auto& body = program<body_pass<Pass, Y>>;
    constexpr scan_form f = scan_form::of(g.nodes[Y]);
    loop_addresses<body.input_count, f.roots()> result;
    for (int i = 0; i < body.input_count; ++i) {
        body_input& input = result.inputs[i];
        for (int k = 0; k < f.states; ++k)
            if (g.operand_id(Y, f.state(k)) == body.inputs[i].id) input.state = k;
        for (int k = 0; k < f.sequences; ++k)
            if (g.operand_id(Y, f.row(k)) == body.inputs[i].id)
                input = {s.at[g.operand(Y, f.sequence(k))], -1, body.inputs[i].extent.size(),
                         find_row_source(g, s, Y, g.operand(Y, f.sequence(k)))};
        for (int k = 0; k < g.count && input.state < 0 && input.row == 0; ++k)
            if (g.nodes[k].id == body.inputs[i].id) input.at = s.at[k];
    }
    for (int k = 0; k < f.states; ++k) result.initial[k] = s.at[g.operand(Y, f.initial(k))];
    if (f.counted) result.count = s.at[g.operand(Y, scan_form::count())];
    int scratch = s.scratch[Y];
    for (int k = 0; k < f.roots(); ++k) {
        const int size = body.outputs[k].size();
        result.outputs[k] = {size, place_of_root(g, s, Y, k), scratch, 0,
                             s.segments[Y].is_again(f, k)};
        if (k < f.states) result.outputs[k].kept = place_of_kept(g, s, Y, k);
        scratch += k < f.states ? 2 * size : size;
    }
    return result;
}

template <class Pass, int Y>
inline constexpr auto loop_addresses_of = addresses_of_loop<Pass, Y>();

/// Runs the loop that is node Y (eval/run_segments.hpp).
template <class Pass, int Y, class T> constexpr void run_loop(const memory<T>& m);

/// Whether a loop of a program for one sample runs as a batch program: one in numbers that fill
/// registers, without loops inside.
template <class Pass, int Y, class T> constexpr bool runs_by_steps() {
    if constexpr (!runs_side_by_side<T>()) return false;
    else return !has_loops(frozen<body_pass<Pass, Y>>);
}

/// What the steps of a loop work in.
template <class Pass, int Y, class T> struct loop_scratch {
    static constexpr step_room room = [] {
        step_room all;
        all.include(loop_run<single_loops<Pass>, Y, T>::program);
        return all;
    }();
    alignas(64) T tile[room.tile];
    alignas(64) T values[room.shared];
    alignas(64) T numbers[room.scratch];
    alignas(64) T ahead[room.ahead];
    alignas(64) T kept[room.kept];
    kernel::lane<T> scratch[room.scratch];
};

template <class Pass, int Y, class T, class Before>
void run_loop_in(loop_scratch<Pass, Y, T>& work, const memory<T>& m, const step_range& range,
                 Before before) {
    const loop_memory<T> all{
        m.arena,      m.arena,      m.inputs,   nullptr,   m.outputs, work.tile, work.values,
        work.numbers, work.scratch, work.ahead, work.kept, nullptr,   1,         1};
    loop_run<single_loops<Pass>, Y, T>(all).run_steps(range, before);
}

/// Runs steps of the loop in this way: of loop_run::run_steps.
template <class Pass, int Y, class T, class Before>
void run_loop_by_steps(const memory<T>& m, const step_range& range, Before before) {
    using scratch = loop_scratch<Pass, Y, T>;
    if constexpr (!fits_stack<scratch, 1>)
        run_loop_in(*memory_of_thread<scratch, scratch, 1>(), m, range, before);
    else {
        scratch work;  // every number is written before it is read
        run_loop_in(work, m, range, before);
    }
}

/// Where the inputs and outputs of a stage lie.
template <int Inputs, int Outputs> struct stage_addresses {
    address inputs[Inputs + 1]{};
    address outputs[Outputs + 1]{};
};

template <class Pass, int Stage> constexpr auto addresses_of_stage() {
    constexpr const auto& g = frozen<Pass>;
    constexpr const auto& code = program<stage_pass<Pass, Stage>>;
    stage_addresses<code.input_count, code.output_count> result;
    for (int i = 0; i < code.input_count; ++i)
        for (int k = 0; k < g.count; ++k)
            if (g.nodes[k].id == code.inputs[i].id) result.inputs[i] = loops<Pass>.at[k];
    list<stage_output> made;
    stage_outputs<Pass>(Stage, made);
    for (int o = 0; o < made.size; ++o) result.outputs[o] = made.data[o].to;
    return result;
}

template <class Pass, int Stage>
inline constexpr auto stage_addresses_of = addresses_of_stage<Pass, Stage>();

/// The loops that run before the code of a stage; behind them: how many there are.
template <class Pass> constexpr auto find_loops(int stage) {
    step_list<frozen<Pass>.count> result;
    int& count = result.at[frozen<Pass>.count];
    for (int i = 0; i < loops<Pass>.loop_count; ++i)
        if (loops<Pass>.stage[loops<Pass>.loop[i]] == stage)
            result.at[count++] = loops<Pass>.loop[i];
    return result;
}
template <class Pass, int Stage> inline constexpr auto loops_of_stage = find_loops<Pass>(Stage);

template <class Pass, int Stage, class T, int... I>
constexpr void run_stage_of_loops(const memory<T>& m, std::integer_sequence<int, I...>) {
    const int done[] = {(run_loop<Pass, loops_of_stage<Pass, Stage>.at[I]>(m), 0)..., 0};
    static_cast<void>(done);
    constexpr const auto& code = program<stage_pass<Pass, Stage>>;
    if constexpr (code.output_count > 0) {
        constexpr const auto& at = stage_addresses_of<Pass, Stage>;
        const T* in[code.input_count + 1]{};
        T* out[code.output_count + 1]{};
        for (int i = 0; i < code.input_count; ++i) in[i] = read(at.inputs[i], m);
        for (int o = 0; o < code.output_count; ++o) out[o] = written(at.outputs[o], m);
        run<code>(in, out);
    }
}

template <class Pass, class T, int... Stage>
constexpr void run_stages(const memory<T>& m, std::integer_sequence<int, Stage...>) {
    constexpr int last = frozen<Pass>.count;
    const int done[] = {
        (run_stage_of_loops<Pass, Stage>(
             m, std::make_integer_sequence<int, loops_of_stage<Pass, Stage>.at[last]>{}),
         0)...,
        0};
    static_cast<void>(done);
}

template <class Pass, class T>
constexpr void run_loops_in(T* arena, const T* const* inputs, T* const* outputs) {
    run_stages<Pass>(memory<T>{arena, inputs, outputs},
                     std::make_integer_sequence<int, loops<Pass>.stages>{});
}

template <class Pass, class T>
constexpr void run_loops_on_stack(const T* const* inputs, T* const* outputs) {
    T arena[loops<Pass>.arena > 0 ? loops<Pass>.arena : 1];
    run_loops_in<Pass>(arena, inputs, outputs);
}

template <class Pass, class T> constexpr void run_loops(const T* const* inputs, T* const* outputs) {
    constexpr int numbers = loops<Pass>.arena;
    if constexpr (!fits_stack<T, numbers>)
        if (!std::is_constant_evaluated())
            return run_loops_in<Pass>(memory_of_thread<Pass, T, numbers>(), inputs, outputs);
    run_loops_on_stack<Pass>(inputs, outputs);
}

}  // namespace ctgrad::detail

#include <ctgrad/eval/run_segments.hpp>
