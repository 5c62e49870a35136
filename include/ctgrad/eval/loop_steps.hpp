/// Running a loop by its batch program, step after step: for one sample, or for a tile of them.
#pragma once

#include <algorithm>

#include <ctgrad/eval/loop_memory.hpp>
#include <ctgrad/plan/loop_batch.hpp>

namespace ctgrad::detail {

template <class Loops, int Y, class T>
inline constexpr const auto& step_program =
    batch_program<loop_step_pass<Loops, Y>, kernel::lanes<T>>;

/// Sees to it that the segments of scans are there that loop Y reads in a step with this row.
template <class Pass, int Y, class T> void provide_segments(const loop_memory<T>& m, int row);

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
    template <int K> static constexpr int result =
        place_of_root(frozen<pass>, Loops::schedule, Y, K);
    static constexpr segment_places segments = Loops::schedule.segments[Y];
    /// Steps of a segment, where some results are there for one at a time.
    static constexpr int interval = segments.again != 0 ? form.interval : form.steps;

    /// Whether total K adds up over the samples, too.
    template <int K> static constexpr bool sums =
        loop_step_pass<Loops, Y>::sums_samples(K - form.states);

    const loop_memory<T>& m;
    const T* parameters[program.input_count + 1]{};
    const T* samples[program.input_count + 1]{};
    std::ptrdiff_t strides[program.input_count + 1]{};
    T* outputs[roots + 1]{};

    explicit loop_run(const loop_memory<T>& memory) : m(memory) {}

    /// All steps, or some as run_segment does (eval/run_segments.hpp).
    void run(int first = 0, int last = form.steps, bool once_more = false) {
        begin = first, end = last, again = once_more;
        run(std::make_integer_sequence<int, program.input_count>{},
            std::make_integer_sequence<int, roots>{});
        if constexpr (segments.again != 0)
            if (!again) *place(segments.present) = T(count_segments(form));
    }

    /// Numbers of rows that are spread, of a sample.
    static constexpr int spread_numbers() { return spread_before<program.input_count>(); }

private:
    int begin = 0, end = form.steps;
    bool again = false;

    template <int... I, int... K>
    void run(std::integer_sequence<int, I...>, std::integer_sequence<int, K...>) {
        (start_root<K>(), ...);
        (start_input<I>(), ...);
        batch_memory<T> step = m.of_program(parameters, samples, strides, outputs);
        step.total = m.count * form.steps;
        const bool defers = program.deferred > 0 && m.capacity == 1;
        if (defers) {
            (clear_sum<K>(), ...);
            step.first_sample = 1;
        }
        run_shared_steps<step_program<Loops, Y, T>>(step);
        for (int i = begin; i < end; ++i) {
            if constexpr (!Loops::tiled) provide_segments<pass, Y>(m, step_of_row(form, i));
            if constexpr (segments.again != 0)
                if (!again && i > 0 && i % interval == 0) (keep_state<K>(i), ...);
            if (defers) step.deferred = m.deferred + i % runs * program.deferred;
            else step.first_sample = i;  // totals start with the first step
            if constexpr (Loops::tiled) {
                (spread_row<I>(i), ...);
                if (m.capacity > 1) run_tile<step_program<Loops, Y, T>>(step);
                else run_sample<step_program<Loops, Y, T>>(step);
            } else run_sample<step_program<Loops, Y, T>>(step);
            (advance_input<I>(i + 1), ...);
            (advance_root<K>(i + 1), ...);
            if (defers && (i % runs == runs - 1 || i == end - 1)) add_outer(i % runs + 1);
        }
    }

    static constexpr int runs = deferred_runs(program.deferred);

    template <int K> void clear_sum() {
        if constexpr (K >= form.states && !form.is_output(K))
            for (int i = 0; i < size<K>; ++i) outputs[K][i] = T(0);
    }
    /// Adds the outer products of the last steps.
    void add_outer(int count) const {
        [&]<int... S>(std::integer_sequence<int, S...>) {
            const auto add = [&]<int Step>(std::integral_constant<int, Step>) {
                if constexpr (program.steps[Step].deferred >= 0)
                    add_deferred<T>(program.steps[Step], m.deferred, program.deferred, count,
                                    outputs[program.steps[Step].output]);
            };
            (add(std::integral_constant<int, S>()), ...);
        }(std::make_integer_sequence<int, program.size>{});
    }

    T* place(int offset) const { return m.arena + std::ptrdiff_t{offset} * m.capacity; }

    /// States go to and fro between two places.
    template <int K> static constexpr int scratch_of() {
        int scratch = Loops::schedule.scratch[Y];
        for (int k = 0; k < K; ++k)
            scratch += 2 * frozen<pass>.nodes[frozen<pass>.operand(Y, form.next(k))].extent.size();
        return scratch;
    }
    template <int K> T* state_place(int step) const {
        constexpr int scratch = scratch_of<K>();
        return place(scratch + (step & 1) * size<K>);
    }
    /// Where the state is kept that a segment begins with.
    template <int K> T* kept_place(int step) const {
        constexpr int kept = place_of_kept(frozen<pass>, Loops::schedule, Y, K);
        return place(kept + step / interval * size<K>);
    }
    template <int K> void keep_state(int step) const {
        if constexpr (K < form.states)
            std::copy_n(state_place<K>(step), size<K> * m.capacity, kept_place<K>(step));
    }
    /// Where root K goes in a step, counted in the order in which they run.
    template <int K> T* target(int step) const {
        if constexpr (K < form.states)
            return step == form.steps - 1 ? place(result<K>) : state_place<K>(step + 1);
        else if constexpr (form.is_output(K))
            return place(result<K> +
                         (segments.is_again(form, K) ? step % interval : step_of_row(form, step)) *
                             size<K>);
        else if (again) return place(segments.totals + result<K> - result<form.states>);
        else if constexpr (sums<K>) return m.shared + result<K>;
        else return place(result<K>);
    }

    template <int K> void start_root() {
        outputs[K] = target<K>(begin);
        if constexpr (K >= form.states && !form.is_output(K))
            if (!sums<K> || again)
                for (int i = 0; i < size<K> * m.capacity; ++i) outputs[K][i] = T(0);
    }
    template <int K> void advance_root(int step) {
        if constexpr (K < form.states || form.is_output(K))
            if (step < end) outputs[K] = target<K>(step);
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

    template <int I> void start_input() {
        constexpr step_input in = input<I>;
        if constexpr (in.state >= 0) {
            if (begin > 0) return samples[I] = kept_place<in.state>(begin), void();
            constexpr int initial = frozen<pass>.operand(Y, form.initial(in.state));
            samples[I] = known<initial>(0);
            if constexpr (has_rows<initial> || spreads<initial>)
                if (m.capacity > 1)
                    samples[I] = spread<initial>(0, size<in.state>, state_place<in.state>(0));
        } else if constexpr (in.total >= 0) samples[I] = outputs[form.states + in.total];
        else {
            samples[I] = known<in.node>(in.row > 0 ? entry_of_step<I>(begin) : 0);
            parameters[I] = samples[I];
            strides[I] = stride<in.node>();
        }
    }
    /// Of rows: the first number of the one that a step reads.
    template <int I> static constexpr int entry_of_step(int step) {
        constexpr step_input in = input<I>;
        constexpr int source = source_of_rows(frozen<pass>, Loops::schedule, in.node);
        int row = step_of_row(form, step);
        if constexpr (source >= 0) {
            constexpr scan_form made = scan_form::of(frozen<pass>.nodes[source]);
            row = step_of_row(made, row) % made.interval;
        }
        return row * in.row;
    }
    template <int I> void advance_input(int step) {
        constexpr step_input in = input<I>;
        if constexpr (in.state >= 0) samples[I] = outputs[in.state];
        else if constexpr (in.row > 0 && !Loops::tiled) {
            if (step < end) samples[I] = known<in.node>(entry_of_step<I>(step));
        } else if constexpr (in.row > 0) {
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
                const int entry = (form.backward ? form.steps - 1 - step : step) * in.row;
                samples[I] = known<in.node>(entry);
                if (m.capacity > 1)
                    samples[I] = spread<in.node>(
                        entry, in.row, m.spread + std::ptrdiff_t{spread_before<I>()} * m.capacity);
            }
    }

    /// A value of all samples as it lies in a tile: from rows, or the same for all.
    template <int Node> const T* spread(int entry, int entries, T* to) const {
        const T* const from = known<Node>(entry);
        for (int i = 0; i < entries; ++i)
            for (int k = 0; k < m.capacity; ++k)
                to[i * m.capacity + k] = from[(k < m.count ? k : m.count - 1) * stride<Node>() + i];
        return to;
    }
};

}  // namespace ctgrad::detail
