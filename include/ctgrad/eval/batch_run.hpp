/// A batch program over all samples of a call, and the memory it works in.
#pragma once

#include <ctgrad/core/nth.hpp>
#include <ctgrad/eval/batch_execute.hpp>
#include <ctgrad/eval/batch_pass.hpp>
#include <ctgrad/eval/check_batch.hpp>
#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::detail {

/// What a program needs besides parameters, samples and outputs. Its size is known while compiling
/// and does not depend on the batch. Nothing in it outlives a call; a call has one for itself.
template <class T, class Pass> struct batch_workspace {
    static constexpr const auto& program = batch_program<Pass, kernel::lanes<T>>;
    static constexpr int capacity = tile_samples<T>(program.tile);

    /// Single numbers of the samples among the inputs before one: they may come in any type.
    static consteval int numbers_before(int input) {
        int count = 0;
        for (int i = 0; i < input; ++i)
            count += Pass::varies(program.inputs[i].id) && program.inputs[i].extent.rank == 0;
        return count;
    }
    /// Arrays have at least one element, and end where a cache line does.
    static constexpr std::size_t room(int values, int numbers = 1) {
        const auto count = static_cast<std::size_t>(values) * static_cast<std::size_t>(numbers);
        return to_line<T>(count > 0 ? count : 1);
    }

    alignas(line_bytes) T shared[room(program.shared)];  ///< values that all samples share
    T tile[room(program.tile, capacity)];                ///< values of the samples at work
    T converted[room(numbers_before(program.input_count), capacity)];
    T filled[room(program.scratch)];  ///< constant operands, written out
    alignas(line_bytes) kernel::lane<T> scratch[program.scratch + 1];  ///< of structural steps
};

/// Runs the program of a pass.
template <class T, class Pass, variable... Variables> struct batch_runner {
    using workspace = batch_workspace<T, Pass>;
    static constexpr const auto& program = workspace::program;

    /// Runs all samples. Rows of single numbers may have any type; all others have to be rows of T.
    template <class... Bindings>
    static void run(workspace& work, const parameters<T, Variables...>& values, T* const* outputs,
                    int total, const batch_finish* finish, const Bindings&... bindings) {
        run(inputs{}, work, values, outputs, total, finish, bindings...);
    }

    /// Whether a step of the last samples finishes an output; if not, it is complete after them.
    static constexpr bool finishes(int output) {
        for (const batch_step& s : program.steps)
            if (s.final && s.output == output) return true;
        return false;
    }
    /// The last step that adds to an output; -1: none.
    static constexpr int completed(int output) {
        int last = -1;
        for (int i = 0; i < program.size; ++i)
            if (program.steps[i].output == output) last = i;
        return last;
    }
    /// The first step that finishes a gradient.
    static constexpr int first_finished() {
        for (int i = 0; i < program.size; ++i)
            if (program.steps[i].final && program.steps[i].output > 0) return i;
        return program.size;
    }

private:
    using inputs = std::make_integer_sequence<int, program.input_count>;

    template <int... I, class... Bindings>
    static void run(std::integer_sequence<int, I...>, workspace& work,
                    const parameters<T, Variables...>& values, T* const* outputs, int total,
                    const batch_finish* finish, const Bindings&... bindings) {
        [[maybe_unused]] const T weight = T(1) / T(total);
        const T* const shared_inputs[] = {shared_input<I>(values, weight)..., nullptr};
        const T* samples[program.input_count + 1]{};
        std::ptrdiff_t strides[program.input_count + 1]{};
        batch_memory<T> m{work.shared, work.tile, work.scratch, work.filled,         shared_inputs,
                          samples,     strides,   outputs,      workspace::capacity, 0,
                          0,           total};
        run_shared_steps<program>(m);
        // The samples left over by whole registers, where they are few, come last, one by one.
        const int over = total % kernel::lanes<T>;
        const int single = total <= few_samples || over <= few_samples ? over : 0;
        const int tiled = total <= few_samples ? 0 : total - single;
        constexpr int capacity = workspace::capacity;
        for (int first = 0; first < total; first += m.count) {
            m.first_sample = first;
            m.count = first >= tiled ? 1 : tiled - first < capacity ? tiled - first : capacity;
            // As close together as they are, few samples take few lines of the cache.
            m.capacity = kernel::padded<T>(m.count);
            if (first + m.count == total) m.last = finish;
            (stage<I>(work, m, samples, strides, bindings...), ...);
            if (first >= tiled) run_sample<program>(m);
            else run_tile<program>(m);
        }
    }

    template <int I>
    static const T* shared_input(const parameters<T, Variables...>& values, const T& weight) {
        if constexpr (program.inputs[I].id == weight_id()) return &weight;
        else if constexpr (Pass::varies(program.inputs[I].id)) return nullptr;
        else return values.data() + values.template offset<expression_of<program.inputs[I].id>>();
    }

    /// Where the rows of sample input I lie for the samples that are about to run.
    template <int I, class... Bindings>
    static void stage(workspace& work, const batch_memory<T>& m, const T** samples,
                      std::ptrdiff_t* strides, const Bindings&... bindings) {
        if constexpr (Pass::varies(program.inputs[I].id)) {
            constexpr int at = position<Bindings...>(program.inputs[I].id);
            const auto& from = core::nth<at>(bindings...).value;
            constexpr auto width = static_cast<std::size_t>(program.inputs[I].extent.size());
            const auto stride = static_cast<std::ptrdiff_t>(from.row_stride(width));
            const auto* const first = from.data + m.first_sample * stride;
            if constexpr (std::is_same_v<decltype(first), const T* const>) {
                samples[I] = first;
                strides[I] = stride;
            } else {
                constexpr int place = workspace::numbers_before(I) * workspace::capacity;
                T* const converted = work.converted + place;
                for (int i = 0; i < m.count; ++i) converted[i] = static_cast<T>(first[i * stride]);
                samples[I] = converted;
                strides[I] = 1;
            }
        }
    }
};

}  // namespace ctgrad::detail
