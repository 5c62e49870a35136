/// Running a loop, step after step, or a segment of its steps. A scan with checkpoints keeps the
/// state of some steps only; for loops that read what it had in the others, it runs again, segment
/// by segment, by the same code in the same order: so all results are the same, bit for bit.
#pragma once

#include <ctgrad/eval/run_loops.hpp>

namespace ctgrad::detail {

template <class Pass, int Y> inline constexpr scan_form loop_form =
    scan_form::of(frozen<Pass>.nodes[Y]);
/// Steps of a segment.
template <class Pass, int Y> inline constexpr int segment_steps =
    loop_form<Pass, Y>.interval > 0 ? loop_form<Pass, Y>.interval : loop_form<Pass, Y>.steps;
template <class Pass, int Y>
inline constexpr bool in_segments = loops<Pass>.segments[Y].again != 0;

/// The number by which lanes count, which all of them share.
template <class T> constexpr const T& one_lane(const T& number) { return number; }
template <class T, class A> T one_lane(const kernel::wide<T, A>& number) { return number.value[0]; }

/// How many steps a loop runs.
template <class Pass, int Y, class T> constexpr int steps_of_loop(const memory<T>& m) {
    constexpr scan_form f = loop_form<Pass, Y>;
    if constexpr (!f.counted) return f.steps;
    else return whole_steps(one_lane(*read(loop_addresses_of<Pass, Y>.count, m)), f.steps);
}

/// Sees to it that a segment of scan Source is there that has the row.
template <class Pass, int Source, class T> constexpr void provide(const memory<T>& m, int row);

template <class Pass, int Y, class T, int... Source>
constexpr void provide_all([[maybe_unused]] const memory<T>& m, [[maybe_unused]] int row,
                           std::integer_sequence<int, Source...>) {
    const int done[] = {(provide<Pass, Source>(m, row), 0)..., 0};
    static_cast<void>(done);
}

/// Where the numbers lie that a body reads in a step: of the state that is carried into step
/// `begin`, where it was kept.
template <class Pass, int Y, class T>
constexpr const T* input_of_step(const memory<T>& m, const body_input& in, int step, int begin,
                                 int steps) {
    constexpr const auto& at = loop_addresses_of<Pass, Y>;
    constexpr scan_form f = loop_form<Pass, Y>;
    if (in.state < 0) {
        if (in.row == 0) return read(in.at, m);
        int row = step_of_row(f, step, steps);
        if (in.rows.scan >= 0) row = in.rows.place(row, steps);
        return read(in.at, m) + std::ptrdiff_t{row} * in.row;
    }
    const body_output& o = at.outputs[in.state];
    if (step == 0) return read(at.initial[in.state], m);
    if (step > begin) return m.arena + o.scratch + (step & 1) * o.size;
    return m.arena + o.kept + step / segment_steps<Pass, Y> * o.size;
}

/// Runs steps of a loop that has so many, from `begin`, which is the first one or one whose state
/// was kept, to `end`; where they run again, the sums are there already.
template <class Pass, int Y, class T>
constexpr void run_segment(const memory<T>& m, int begin, int end, int steps, bool again) {
    if constexpr (runs_by_steps<Pass, Y, T>())
        if (!std::is_constant_evaluated())
            return run_loop_by_steps<Pass, Y>(m, {begin, end, steps, again}, [&m, steps](int step) {
                provide_all<Pass, Y>(m, step_of_row(loop_form<Pass, Y>, step, steps),
                                     sources_of<Pass, Y>());
            });
    constexpr const auto& at = loop_addresses_of<Pass, Y>;
    constexpr const auto& body = program<body_pass<Pass, Y>>;
    constexpr scan_form f = loop_form<Pass, Y>;
    const T* in[body.input_count + 1]{};
    T* out[f.roots() + 1]{};
    for (int step = begin; step < end; ++step) {
        const int row = step_of_row(f, step, steps);
        provide_all<Pass, Y>(m, row, sources_of<Pass, Y>());
        for (int i = 0; i < body.input_count; ++i)
            in[i] = input_of_step<Pass, Y>(m, at.inputs[i], step, begin, steps);
        if constexpr (in_segments<Pass, Y>)
            if (!again && step > 0 && step % f.interval == 0)
                for (int k = 0; k < f.states; ++k) {
                    const body_output& o = at.outputs[k];
                    for (int i = 0; i < o.size; ++i)
                        m.arena[o.kept + step / f.interval * o.size + i] =
                            m.arena[o.scratch + (step & 1) * o.size + i];
                }
        const bool sums = step > 0 && !again;
        for (int k = 0; k < f.roots(); ++k) {
            const body_output& o = at.outputs[k];
            T* const result = m.arena + o.result;
            if (k < f.states)
                out[k] = step == steps - 1 ? result : m.arena + o.scratch + (~step & 1) * o.size;
            else if (f.is_output(k))
                out[k] =
                    result + std::ptrdiff_t{o.again ? step % segment_steps<Pass, Y> : row} * o.size;
            else out[k] = step == 0 && !again ? result : m.arena + o.scratch;
        }
        run<body>(in, out);
        for (int k = f.states; k < f.states + f.totals && sums; ++k) {
            const body_output& o = at.outputs[k];
            for (int i = 0; i < o.size; ++i)
                m.arena[o.result + i] = m.arena[o.result + i] + m.arena[o.scratch + i];
        }
    }
}

template <class Pass, int Source, class T> constexpr void provide(const memory<T>& m, int row) {
    constexpr scan_form f = loop_form<Pass, Source>;
    const int steps = steps_of_loop<Pass, Source>(m);
    const int segment = step_of_row(f, row, steps) / f.interval;
    T& present = m.arena[loops<Pass>.segments[Source].present];
    if (present == T(segment + 1)) return;
    const int begin = segment * f.interval, end = begin + f.interval;
    run_segment<Pass, Source>(m, begin, end < steps ? end : steps, steps, true);
    present = T(segment + 1);
}

/// Puts zeros behind the rows of so many steps, where they are read.
template <class Pass, int Y, class T> constexpr void clear_rows(const memory<T>& m, int steps) {
    constexpr const auto& at = loop_addresses_of<Pass, Y>;
    constexpr scan_form f = loop_form<Pass, Y>;
    for (int k = f.states + f.totals; k < f.roots(); ++k) {
        if (!loops<Pass>.segments[Y].is_whole(f, k)) continue;
        const body_output& o = at.outputs[k];
        for (int i = steps * o.size; i < f.steps * o.size; ++i) m.arena[o.result + i] = T(0);
    }
}

// No value moves but as the body writes it: states go to and fro between two places, from the
// initial ones to the results.
template <class Pass, int Y, class T> constexpr void run_loop(const memory<T>& m) {
    constexpr scan_form f = loop_form<Pass, Y>;
    const int steps = steps_of_loop<Pass, Y>(m);
    run_segment<Pass, Y>(m, 0, steps, steps, false);
    if constexpr (f.counted) clear_rows<Pass, Y>(m, steps);
    if constexpr (in_segments<Pass, Y>)
        m.arena[loops<Pass>.segments[Y].present] = T(count_segments(f, steps));
}

}  // namespace ctgrad::detail
