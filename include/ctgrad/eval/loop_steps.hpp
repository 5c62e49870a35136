/// Running a loop by its batch program, step after step: for one sample, or for a tile of them.
#pragma once

#include <ctgrad/eval/loop_memory.hpp>
#include <ctgrad/plan/loop_batch.hpp>

namespace ctgrad::detail {

template <class Loops, int Y, class T>
inline constexpr const auto& step_program =
    batch_program<loop_step_pass<Loops, Y>, kernel::lanes<T>>;

/// One loop at work. Only the places that a step reads or writes change from step to step.
template <class Loops, int Y, class T> struct loop_run {
    using pass = typename Loops::pass;
    static constexpr const auto& program = step_program<Loops, Y, T>;
    static constexpr scan_form form = scan_form::of(frozen<pass>.nodes[Y]);
    static constexpr int roots = form.roots();
    template <int I> static constexpr step_input input =
        find_step_input<pass, Y>(program.inputs[I].id);
    template <int K> static constexpr int size =
        frozen<pass>.nodes[frozen<pass>.operand(Y, form.next(K))].extent.size();
    static constexpr const segment_places& segments = Loops::schedule.segments[Y];
    template <int K> static constexpr int result =
        place_of_root(frozen<pass>, Loops::schedule, Y, K);

    /// Whether total K adds up over the samples, too.
    template <int K> static constexpr bool sums =
        loop_step_pass<Loops, Y>::sums_samples(K - form.states);

    const loop_memory<T>& m;
    int counted_steps = form.steps;
    const T* parameters[program.input_count + 1]{};
    const T* samples[program.input_count + 1]{};
    std::ptrdiff_t strides[program.input_count + 1]{};
    T* outputs[roots + 1]{};

    explicit loop_run(const loop_memory<T>& memory) : m(memory) {}

    /// Runs it for a tile: as many steps as the longest sample has.
    void run() {
        int steps = form.steps;
        if constexpr (form.counted) {
            steps = 1;
            for (int k = 0; k < m.count; ++k) {
                const int one = whole_steps(length(k), form.steps);
                steps = one > steps ? one : steps;
            }
            clear_rows(steps, std::make_integer_sequence<int, roots>{});
        }
        run_steps({0, steps, steps, false}, [](int) {});
    }

    /// Runs some steps of the loop, and calls `before` with each.
    template <class Before> void run_steps(const step_range& range, Before before) {
        counted_steps = range.steps;
        run(std::make_integer_sequence<int, program.input_count>{},
            std::make_integer_sequence<int, roots>{}, range.begin, range.end, range.again, before);
    }

    /// Numbers of rows that are spread, of a sample.
    static constexpr int spread_numbers() { return spread_before<program.input_count>(); }

private:
    /// A constant, where no call says it.
    int steps() const {
        if constexpr (form.counted) return counted_steps;
        else return form.steps;
    }
    int row_of(int step) const { return step_of_row(form, step, steps()); }

    // --- samples of different lengths ---

    const T& length(int sample) const {
        constexpr int node = frozen<pass>.operand(Y, scan_form::count());
        return known<node>(0)[sample * stride<node>()];
    }
    T* who_runs() const { return place(scratch_of<form.states + form.totals>()); }
    void find_who_runs(int step) const {
        const T row = T(row_of(step));
        for (int k = 0; k < m.capacity; ++k)
            who_runs()[k] = T(row < length(k < m.count ? k : m.count - 1) ? 1 : 0);
    }
    template <int... K> void clear_rows(int steps, std::integer_sequence<int, K...>) const {
        const auto clear = [&]<int Root>(std::integral_constant<int, Root>) {
            if constexpr (segments.is_whole(form, Root)) {
                T* const rows = place(result<Root> + steps * size<Root>);
                const std::ptrdiff_t count = std::ptrdiff_t{form.steps - steps} * size<Root>;
                for (std::ptrdiff_t i = 0; i < count * m.capacity; ++i) rows[i] = T(0);
            }
        };
        (clear(std::integral_constant<int, K>()), ...);
    }

    template <int... I, int... K, class Before>
    void run(std::integer_sequence<int, I...>, std::integer_sequence<int, K...>, int begin, int end,
             bool again, Before before) {
        (start_root<K>(begin, again), ...);
        (start_input<I>(begin), ...);
        const row_strides<program.input_count, roots> rows{
            {(source<I>.turned ? -input<I>.row : input<I>.row)...}, {target_stride<K>()...}};
        batch_memory<T> step = m.of_program(parameters, samples, strides, outputs);
        step.total = m.count * steps();
        constexpr int most_waiting = joint_runs(program.joint.kept);
        const bool joint = m.capacity == 1, waits = program.joint.sums && joint;
        if (waits && !again) (clear_sum<K>(), ...);
        run_shared_steps<step_program<Loops, Y, T>>(step);
        for (int i = begin, made = begin, waiting = 0; i < end; ++i) {
            before(i);
            if (!again) (keep_state<K>(i), ...);
            (find_row<I>(i), ...);
            step.first_sample = again ? 0 : waits ? 1 : i;  // totals start with the first step
            if constexpr (program.joint.behind) step.kept = m.kept + waiting * program.joint.kept;
            if constexpr (Loops::tiled) {
                if constexpr (form.counted) find_who_runs(i);
                (spread_row<I>(i), ...);
            }
            if constexpr (program.joint.ahead > 0) {
                step.ahead = i < made ? step.ahead + program.joint.ahead : m.ahead;
                if (joint && i == made) {
                    int count = end - i;
                    for (const int most : {joint_runs(program.joint.ahead),
                                           source<I>.count_from(row_of(i), steps())...})
                        count = most < count ? most : count;
                    multiply_ahead<step_program<Loops, Y, T>>(step, rows, count, m.ahead);
                    made += count;
                }
            }
            if constexpr (Loops::tiled) {
                if (joint) run_sample<step_program<Loops, Y, T>>(step);
                else run_tile<step_program<Loops, Y, T>>(step);
            } else run_sample<step_program<Loops, Y, T>>(step);
            if constexpr (program.joint.behind)
                if (joint && (++waiting == most_waiting || ends_segment(i, end))) {
                    multiply_kept<step_program<Loops, Y, T>>(step, rows, waiting, m.kept, again);
                    waiting = 0;
                }
            (advance_input<I>(), ...);
            (advance_root<K>(i + 1), ...);
        }
    }

    /// Whether rows of the step behind this one lie elsewhere, or it is the last one.
    static constexpr bool ends_segment(int step, int end) {
        if constexpr (segments.again == 0) return step == end - 1;
        else return step == end - 1 || (step + 1) % form.interval == 0;
    }

    template <int K> void clear_sum() {
        if constexpr (K >= form.states && !form.is_output(K))
            for (int i = 0; i < size<K>; ++i) outputs[K][i] = T(0);
    }
    T* place(int offset) const { return m.arena + std::ptrdiff_t{offset} * m.capacity; }

    /// States go to and fro between two places, unless they are rows of an output; behind them is
    /// room for totals that are not wanted.
    template <int K> static consteval int scratch_of() {
        int scratch = Loops::schedule.scratch[Y];
        for (int k = 0; k < K; ++k)
            scratch += (k < form.states ? 2 : 1) *
                       frozen<pass>.nodes[frozen<pass>.operand(Y, form.next(k))].extent.size();
        return scratch;
    }
    template <int K> static constexpr int rows_of_state =
        loop_step_pass<Loops, Y>::rows_of_state(K);
    template <int K> T* state_place(int step) const {
        constexpr int scratch = scratch_of<K>(), rows = rows_of_state<K>;
        if constexpr (rows >= 0) return target<rows>(step);
        else return place(scratch + (step & 1) * size<K>);
    }
    /// What is carried into a segment.
    template <int K> T* kept_state(int step) const {
        constexpr int kept = place_of_kept(frozen<pass>, Loops::schedule, Y, K);
        return place(kept + step / form.interval * size<K>);
    }
    template <int K> void keep_state(int step) const {
        if constexpr (segments.again != 0 && K < form.states)
            if (step > 0 && step % form.interval == 0) {
                const T* const from = state_place<K>(step);
                T* const to = kept_state<K>(step);
                for (int i = 0; i < size<K>; ++i) to[i] = from[i];
            }
    }
    /// Where root K goes in a step, counted in the order in which they run.
    template <int K> T* target(int step) const {
        if constexpr (K < form.states)
            return step == steps() - 1 ? place(result<K>) : state_place<K>(step + 1);
        else if constexpr (segments.is_again(form, K))
            return place(result<K> + step % form.interval * size<K>);
        else if constexpr (form.is_output(K)) return place(result<K> + row_of(step) * size<K>);
        else if constexpr (sums<K>) return m.shared + result<K>;
        else return place(result<K>);
    }

    template <int K> static constexpr std::ptrdiff_t target_stride() {
        return form.backward && !segments.is_again(form, K) ? -size<K> : size<K>;
    }

    template <int K> void start_root(int begin, bool again) {
        outputs[K] = target<K>(begin);
        if constexpr (K >= form.states && !form.is_output(K)) {
            if (again) outputs[K] = place(scratch_of<K>());
            if constexpr (!sums<K>)
                for (int i = 0; i < size<K> * m.capacity; ++i) outputs[K][i] = T(0);
        }
    }
    template <int K> void advance_root(int step) {
        if constexpr (K < form.states || form.is_output(K))
            if (step < steps()) outputs[K] = target<K>(step);
    }

    template <int Node> static constexpr address address_of = Loops::schedule.at[Node];
    template <int Node> static constexpr bool has_rows =
        Loops::tiled && Loops::varies(Node) && address_of<Node>.where == space::input;
    /// Of what is the same for all samples where a step reads one value of each.
    template <int Node> static constexpr bool spreads = Loops::tiled && !Loops::varies(Node);

    /// Where a node that is known outside lies, from an entry on.
    template <int Node> const T* known(int entry) const {
        constexpr address at = address_of<Node>;
        if constexpr (at.where == space::input) return m.inputs[at.index] + at.offset + entry;
        else if constexpr (at.where == space::output)
            return m.results[at.index] + at.offset + entry;
        else if constexpr (spreads<Node>) return m.shared + at.offset + entry;
        else return place(at.offset + entry);
    }
    template <int Node> std::ptrdiff_t stride() const {
        if constexpr (has_rows<Node>) return m.strides[address_of<Node>.index];
        else return 0;
    }

    template <int I> void start_input(int begin) {
        constexpr step_input in = input<I>;
        if constexpr (in.state >= 0) {
            if constexpr (segments.again != 0)
                if (begin > 0) {
                    samples[I] = kept_state<in.state>(begin);
                    return;
                }
            constexpr int initial = frozen<pass>.operand(Y, form.initial(in.state));
            samples[I] = start_state<in.state, initial>();
        } else if constexpr (in.total >= 0) samples[I] = outputs[form.states + in.total];
        else if constexpr (in.runs) samples[I] = who_runs();
        else {
            samples[I] = known<in.node>(source<I>.scan < 0 ? row_of(begin) * in.row : 0);
            parameters[I] = samples[I];
            strides[I] = stride<in.node>();
        }
    }
    /// What the first step begins with, where the step finds it.
    template <int K, int Initial> const T* start_state() const {
        const T* const from = known<Initial>(0);
        if constexpr (has_rows<Initial> || spreads<Initial>)
            if (m.capacity > 1)
                return m.spread_out(from, stride<Initial>(), size<K>, state_place<K>(0));
        if constexpr (rows_of_state<K> < 0) return from;
        T* const to = state_place<K>(0);
        for (int i = 0; i < size<K> * m.capacity; ++i) to[i] = from[i];
        return to;
    }
    /// How the rows of input I are found.
    template <int I> static constexpr row_source source =
        find_row_source(frozen<pass>, Loops::schedule, Y, input<I>.row > 0 ? input<I>.node : -1);
    template <int I> void find_row(int step) {
        constexpr step_input in = input<I>;
        if constexpr (source<I>.scan >= 0)
            samples[I] = known<in.node>(source<I>.place(row_of(step), steps()) * in.row);
    }
    template <int I> void advance_input() {
        constexpr step_input in = input<I>;
        if constexpr (in.state >= 0) samples[I] = outputs[in.state];
        else if constexpr (in.row > 0) {
            const std::ptrdiff_t row = has_rows<in.node> ? in.row : in.row * m.capacity;
            if constexpr (!spreads<in.node>) samples[I] += form.backward ? -row : row;
        }
    }

    /// Numbers of spread rows in front of input I.
    template <int I> static constexpr int spread_before() {
        if constexpr (I == 0) return 0;
        else {
            constexpr step_input in = input<I - 1>;
            if constexpr (in.row == 0) return spread_before<I - 1>();
            else return spread_before<I - 1>() + (spreads<in.node> ? in.row : 0);
        }
    }
    template <int I> void spread_row(int step) {
        constexpr step_input in = input<I>;
        if constexpr (in.row > 0)
            if constexpr (spreads<in.node>) {
                samples[I] = known<in.node>(row_of(step) * in.row);
                if (m.capacity > 1)
                    samples[I] =
                        m.spread_out(samples[I], stride<in.node>(), in.row,
                                     m.spread + std::ptrdiff_t{spread_before<I>()} * m.capacity);
            }
    }
};

}  // namespace ctgrad::detail
