/// A batch of what has loops: all stages and loops for a tile of samples, then the next tile.
#pragma once

#include <ctgrad/core/nth.hpp>
#include <ctgrad/eval/batch_pass.hpp>
#include <ctgrad/eval/check_labels.hpp>
#include <ctgrad/eval/loop_steps.hpp>
#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::detail {

template <class Batch, int Stage, class T>
inline constexpr const auto& tiled_stage_program =
    batch_program<tiled_stage_pass<Batch, Stage>, kernel::lanes<T>>;

/// So many bytes a register of samples takes at most; longer sequences go one by one.
inline constexpr std::int64_t most_for_register = std::int64_t{256} << 20;

/// Whether all loops of a batch pass run for tiles of samples: none has a loop inside, or keeps few
/// states.
template <class Batch, class T> constexpr bool runs_by_tiles() {
    if constexpr (!runs_side_by_side<T>()) return false;
    else {
        constexpr const auto& g = frozen<batch_nodes<Batch>>;
        for (int i = 0; i < g.count; ++i)
            if ((g.nodes[i].op == &descriptor<operations::step_variable> && g.nodes[i].p > 0) ||
                tiled_loops<Batch>::schedule.segments[i].again != 0)
                return false;
        return bytes_of_samples<T>(tiled_loops<Batch>::schedule.arena, kernel::lanes<T>) <=
               most_for_register;
    }
}

/// The code of a stage at work.
template <class Batch, int Stage, class T> struct stage_run {
    using loops_type = tiled_loops<Batch>;
    using stage_pass_type = tiled_stage_pass<Batch, Stage>;
    static constexpr const auto& program = tiled_stage_program<Batch, Stage, T>;
    static constexpr int stored = stage_pass_type::count_stored();

    /// `outputs` are those of the batch; `first_sample` tells where their rows begin.
    template <int... I, int... K>
    static void run(const loop_memory<T>& m, int first_sample, std::integer_sequence<int, I...>,
                    std::integer_sequence<int, K...>) {
        const T* const inputs[] = {known<I>(m)..., nullptr};
        const std::ptrdiff_t strides[] = {stride<I>(m)..., 0};
        T* const outputs[] = {target<K>(m)..., nullptr};
        batch_memory<T> all = m.of_program(inputs, inputs, strides, outputs);
        all.first_sample = first_sample;
        run_shared_steps<tiled_stage_program<Batch, Stage, T>>(all);
        if (m.capacity > 1) run_tile<tiled_stage_program<Batch, Stage, T>>(all);
        else run_sample<tiled_stage_program<Batch, Stage, T>>(all);
    }

private:
    template <int I> static constexpr int node = stage_pass_type::node_of(program.inputs[I].id);
    template <int I> static constexpr address address_of = loops_type::schedule.at[node<I>];

    template <int I> static const T* known(const loop_memory<T>& m) {
        constexpr address at = address_of<I>;
        if constexpr (at.where == space::input) return m.inputs[at.index] + at.offset;
        else if constexpr (!loops_type::varies(node<I>)) return m.shared + at.offset;
        else return m.arena + std::ptrdiff_t{at.offset} * m.capacity;
    }
    template <int I> static std::ptrdiff_t stride(const loop_memory<T>& m) {
        constexpr address at = address_of<I>;
        if constexpr (at.where == space::input) return m.strides[at.index];
        else return 0;
    }
    static constexpr int stored_node(int k) {
        list<int> nodes;
        stage_pass_type::stored(nodes);
        return nodes.data[k];
    }
    template <int K> static T* target(const loop_memory<T>& m) {
        if constexpr (K >= stored) return m.results[K - stored];
        else {
            constexpr int made = stored_node(K);
            constexpr int offset = loops_type::schedule.at[made].offset;
            if constexpr (loops_type::varies(made))
                return m.arena + std::ptrdiff_t{offset} * m.capacity;
            else return m.shared + offset;
        }
    }
};

/// Calls act with the number of every loop of a stage.
template <class Batch, int Stage, class Act> constexpr void for_each_loop(Act act) {
    constexpr const auto& schedule = tiled_loops<Batch>::schedule;
    [&]<int... L>(std::integer_sequence<int, L...>) {
        const auto one = [&]<int Y>(std::integral_constant<int, Y> y) {
            if constexpr (schedule.stage[Y] == Stage) act(y);
        };
        (one(std::integral_constant<int, schedule.loop[L]>()), ...);
    }(std::make_integer_sequence<int, schedule.loop_count>{});
}
template <class Batch, class Act> constexpr void for_each_stage(Act act) {
    [&]<int... S>(std::integer_sequence<int, S...>) {
        (act(std::integral_constant<int, S>()), ...);
    }(std::make_integer_sequence<int, tiled_loops<Batch>::schedule.stages>{});
}

template <class Batch, class T> constexpr step_room room_of_tiles() {
    step_room room;
    for_each_stage<Batch>([&]<int S>(std::integral_constant<int, S>) {
        room.include(tiled_stage_program<Batch, S, T>);
        for_each_loop<Batch, S>([&]<int Y>(std::integral_constant<int, Y>) {
            using loop = loop_run<tiled_loops<Batch>, Y, T>;
            room.include(loop::program, loop::spread_numbers());
        });
    });
    return room;
}

/// Room for so many values of so many samples, to the end of a cache line.
template <class T> constexpr std::size_t room_for(int values, int samples = 1) {
    const auto count = static_cast<std::size_t>(values) * static_cast<std::size_t>(samples);
    return to_line<T>(count > 0 ? count : 1);
}

/// What a batch with loops needs besides parameters, samples and outputs.
template <class T, class Batch> struct loop_workspace {
    static constexpr step_room sizes = room_of_tiles<Batch, T>();
    static constexpr int arena_size = tiled_loops<Batch>::schedule.arena;
    static constexpr int capacity = looped_tile_samples<T>(arena_size);
    static constexpr const auto& program = inputs_of_loops<Batch>;
    static constexpr int input_count = program.input_count;

    alignas(line_bytes) T arena[room_for<T>(arena_size, capacity)];
    T shared[room_for<T>(arena_size)];
    T tile[room_for<T>(sizes.tile, capacity)];
    T values[room_for<T>(sizes.shared)];
    T numbers[room_for<T>(sizes.scratch)];
    T ahead[room_for<T>(sizes.ahead)];
    T kept[room_for<T>(sizes.kept)];
    T spread[room_for<T>(sizes.spread, capacity)];
    T converted[room_for<T>(input_count, capacity)];
    alignas(line_bytes) kernel::lane<T> scratch[sizes.scratch + 1];
};

/// Runs a batch pass with loops.
template <class T, class Batch, variable... Variables> struct loop_tiles {
    using workspace = loop_workspace<T, Batch>;
    using loops_type = tiled_loops<Batch>;
    using inputs = std::make_integer_sequence<int, workspace::input_count>;

    /// Of the mean loss, with its gradient.
    template <expression F, class... Bindings>
    static T mean(workspace& work, const parameters<T, Variables...>& values,
                  parameters<T, Variables...>& gradient, const Bindings&... samples) {
        T sum = T(0);
        if constexpr (match<F::id, Bindings...>(inputs{})) {
            const int total = count_labelled<F::id>(samples...);
            for (std::size_t k = 0; k < gradient.size(); ++k) gradient.data()[k] = T(0);
            T* const outputs[] = {&sum, gradient.data() + gradient.template offset<Variables>()...};
            run(inputs{}, work, values, outputs, total, false, samples...);
        }
        return sum;
    }

    /// The rows of an output.
    template <expression F, class... Bindings>
    static void write(workspace& work, const parameters<T, Variables...>& values,
                      number_span<T> result, const Bindings&... samples) {
        if constexpr (match<F::id, Bindings...>(inputs{})) {
            const int total = count_labelled<F::id>(samples...);
            check_result(result.size(), total, F::extent().size());
            T* const outputs[] = {result.data()};
            run(inputs{}, work, values, outputs, total, true, samples...);
        }
    }

private:
    /// Whether a call can be compiled; otherwise the compiler has said why not.
    template <identity F, class... Bindings, int... I>
    static constexpr bool match(std::integer_sequence<int, I...>) {
        constexpr bool right = (check_rows<T, Batch, F, Bindings>() && ... && true);
        if constexpr (!right) return false;
        else
            return (check_once<F, Bindings, Bindings...>() && ... && true) &&
                   (check_sample_bound<inputs_of_loops<Batch>, Batch, I, F, Bindings...>() && ... &&
                    true);
    }

    template <int... I, class... Bindings>
    static void run(std::integer_sequence<int, I...>, workspace& work,
                    const parameters<T, Variables...>& values, T* const* outputs, int total,
                    bool rows, const Bindings&... bindings) {
        const T weight = T(1) / T(total);
        const T* at[] = {parameter<I>(values, weight)..., nullptr};
        std::ptrdiff_t strides[workspace::input_count + 1]{};
        loop_memory<T> m{
            work.arena,   work.shared,  at,         strides,   outputs,     work.tile, work.values,
            work.numbers, work.scratch, work.ahead, work.kept, work.spread, 1,         1};
        for (int first = 0; first < total; first += m.count) {
            const int left = total - first;
            m.count = total <= few_samples         ? 1
                      : left < workspace::capacity ? left
                                                   : workspace::capacity;
            m.capacity = m.count == 1 ? 1 : kernel::padded<T>(m.count);
            (stage<I>(work, m, first, at, strides, bindings...), ...);
            // Outputs are sums that something is there of, or rows.
            run_stages(m, rows ? first : 1);
            if (!rows) add_sums(m);
        }
    }

    static constexpr int count_outputs() {
        int count = 0;
        for (const contribution& part : parts_of_outputs<Batch>.part)
            count = part.output >= count ? part.output + 1 : count;
        return count;
    }
    static void run_stages(const loop_memory<T>& m, int first) {
        for_each_stage<Batch>([&]<int S>(std::integral_constant<int, S>) {
            for_each_loop<Batch, S>([&]<int Y>(std::integral_constant<int, Y>) {
                loop_run<loops_type, Y, T>(m).run();
            });
            using stage = stage_run<Batch, S, T>;
            constexpr int last = S == loops_type::schedule.stages - 1;
            stage::run(
                m, first, std::make_integer_sequence<int, stage::program.input_count>{},
                std::make_integer_sequence<int, stage::stored + (last ? count_outputs() : 0)>{});
        });
    }

    /// Adds what the loops have summed over steps and samples to the outputs.
    static void add_sums(const loop_memory<T>& m) {
        constexpr const auto& parts = parts_of_outputs<Batch>;
        [&]<int... P>(std::integer_sequence<int, P...>) {
            (add_sum<P>(m), ...);
        }(std::make_integer_sequence<int, parts.count>{});
    }
    template <int P> static void add_sum(const loop_memory<T>& m) {
        constexpr contribution part = parts_of_outputs<Batch>.part[P];
        if constexpr (loops_type::is_sum(part)) {
            constexpr int offset = loops_type::schedule.at[part.a].offset;
            constexpr int size = frozen<batch_nodes<Batch>>.nodes[part.a].extent.size();
            kernel::add_scaled(m.shared + offset, size, to_number<T>(part.scale), true,
                               m.results[part.output]);
        }
    }

    static constexpr program_input input(int i) { return workspace::program.inputs[i]; }

    template <int I>
    static const T* parameter(const parameters<T, Variables...>& values, const T& weight) {
        constexpr identity id = input(I).id;
        if constexpr (id == weight_id()) return &weight;
        else if constexpr (Batch::varies(id)) return nullptr;
        else return values.data() + values.template offset<expression_of<id>>();
    }

    /// Where the rows of sample input I lie for the samples that are about to run.
    template <int I, class... Bindings>
    static void stage(workspace& work, const loop_memory<T>& m, int first_sample, const T** at,
                      std::ptrdiff_t* strides, const Bindings&... bindings) {
        constexpr identity id = input(I).id;
        if constexpr (Batch::varies(id)) {
            constexpr int place = position<Bindings...>(id);
            const auto& from = core::nth<place>(bindings...).value;
            constexpr auto width = static_cast<std::size_t>(input(I).extent.size());
            const auto stride = static_cast<std::ptrdiff_t>(from.row_stride(width));
            const auto* const first = from.data + first_sample * stride;
            if constexpr (std::is_same_v<decltype(first), const T* const>) {
                at[I] = first;
                strides[I] = stride;
            } else {
                T* const converted = work.converted + I * workspace::capacity;
                for (int i = 0; i < m.count; ++i) converted[i] = static_cast<T>(first[i * stride]);
                at[I] = converted;
                strides[I] = 1;
            }
        }
    }
};

}  // namespace ctgrad::detail
