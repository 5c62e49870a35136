/// Running a program over many points, as many at once as a register has lanes.
#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/eval/check_batch.hpp>
#include <ctgrad/eval/evaluate.hpp>
#include <ctgrad/kernel/lane.hpp>

namespace ctgrad::detail {

/// Where the entries of every input or output start in a list of all; the last one: their count.
template <int Count> struct entry_starts {
    int at[Count + 1]{};
};

/// The same of a program's inputs and outputs, and which inputs differ from point to point.
template <const auto& Program> constexpr auto input_starts() {
    entry_starts<Program.input_count> result;
    for (int k = 0; k < Program.input_count; ++k)
        result.at[k + 1] = result.at[k] + Program.inputs[k].extent.size();
    return result;
}
template <const auto& Program> constexpr auto output_starts() {
    entry_starts<Program.output_count> result;
    for (int k = 0; k < Program.output_count; ++k)
        result.at[k + 1] = result.at[k] + Program.outputs[k].size();
    return result;
}

/// A program on registers of points. `Varies` tells per input whether it differs from point to
/// point; every entry of inputs and outputs has an array of its own.
template <const auto& Program, const auto& Varies, class T> struct point_program {
    static constexpr auto in = input_starts<Program>();
    static constexpr auto out = output_starts<Program>();
    static constexpr int inputs = in.at[Program.input_count];
    static constexpr int outputs = out.at[Program.output_count];
    static constexpr std::size_t lanes = kernel::lanes<T>;

    /// More entries are loaded and stored by a loop: compilers take their time for each.
    static constexpr bool few = inputs + outputs <= 128;

    static constexpr bool varies(int entry) {
        for (int k = 0; k < Program.input_count; ++k)
            if (entry < in.at[k + 1]) return Varies.at[k];
        return false;
    }

    /// Where results do not fit the first-level cache, it is asked for their places so far ahead:
    /// some machines follow arrays that are read, but wait for each that is written.
    static constexpr std::size_t line = sizeof(T) < 64 ? 64 / sizeof(T) : 1, ahead = 8 * line;
    static constexpr std::size_t first_level = 32768 / sizeof(T);

    using number = kernel::lane<T>;

    /// The numbers of `count` points from `point` on. A register that is not full repeats the last.
    CTGRAD_INLINE static number load(const T* from, std::size_t point, int count, bool varies) {
        if (!varies) return number(*from);
        return count == kernel::lanes<T> ? kernel::load_lane(from + point)
                                         : kernel::load_lane_repeated(from + point, count);
    }
    CTGRAD_INLINE static void store(T* to, std::size_t point, int count, const number& y) {
        if (count == kernel::lanes<T>) kernel::store_lane<T>(to + point, y);
        else kernel::store_lane_part<T>(to + point, y, count);
    }

    /// From `from`: per entry the numbers of all points, or the one that all share.
    template <int... Input, int... Output, int... K, int... O>
    static void run(const T* const* from, T* const* to, std::size_t points,
                    std::integer_sequence<int, Input...>, std::integer_sequence<int, Output...>,
                    std::integer_sequence<int, K...>, std::integer_sequence<int, O...>) {
        // Read once: stores of registers could change what lies in memory.
        const T* const read[] = {from[Input]..., nullptr};
        T* const written[] = {to[Output]..., nullptr};
        const bool spill = points * (inputs + outputs) > first_level && points > ahead;
        const std::size_t asked = spill ? points - ahead : 0;
        for (std::size_t i = 0; i < points; i += lanes) {
            number u[inputs > 0 ? inputs : 1], y[outputs];
            const int count = static_cast<int>(points - i < lanes ? points - i : lanes);
            if (i < asked && i % line == 0)
                (kernel::prefetch_to_write(to[Output] + i + ahead), ...);
            if constexpr (few) ((u[Input] = load(read[Input], i, count, varies(Input))), ...);
            else
                for (int k = 0; k < Program.input_count; ++k)
                    for (int e = in.at[k]; e < in.at[k + 1]; ++e)
                        u[e] = load(from[e], i, count, Varies.at[k]);
            const number* const bound[] = {u + in.at[K]..., nullptr};
            number* const made[] = {y + out.at[O]...};
            detail::run<Program>(bound, made);
            if constexpr (few) (store(written[Output], i, count, y[Output]), ...);
            else
                for (int e = 0; e < outputs; ++e) store(to[e], i, count, y[e]);
        }
    }
    [[gnu::noinline]] static void run(const T* const* from, T* const* to, std::size_t points) {
        run(from, to, points, std::make_integer_sequence<int, few ? inputs : 0>{},
            std::make_integer_sequence<int, few ? outputs : 0>{},
            std::make_integer_sequence<int, Program.input_count>{},
            std::make_integer_sequence<int, Program.output_count>{});
    }
};

/// Rows of numbers, `stride` apart, of which every point has one.
template <class T> struct point_rows {
    T* data = nullptr;
    std::size_t stride = 0;
};

/// Runs a program over points wherever these lie.
template <const auto& Program, const auto& Varies, class T> struct point_runner {
    using kernel_type = point_program<Program, Varies, T>;
    static constexpr auto in = kernel_type::in;
    static constexpr auto out = kernel_type::out;
    static constexpr int inputs = kernel_type::inputs, outputs = kernel_type::outputs;
    static constexpr std::size_t lanes = kernel_type::lanes;
    /// Points that are copied at a time, where they do not lie as registers need them.
    static constexpr std::size_t block = kernel_type::few ? 4 * lanes : lanes;

    const T* from[inputs + 1]{};
    T* to[outputs]{};

    /// Numbers of consecutive points are read and written in place, all others through copies.
    CTGRAD_INLINE static void run(const point_rows<const T>* values, const point_rows<T>* results,
                                  std::size_t points) {
        point_runner all;
        bool in_place = true;
        for (int k = 0; k < Program.input_count; ++k) {
            in_place = in_place && (!Varies.at[k] || values[k].stride == 1);
            for (int e = in.at[k]; e < in.at[k + 1]; ++e)
                all.from[e] = values[k].data + e - in.at[k];
        }
        for (int k = 0; k < Program.output_count; ++k) {
            in_place = in_place && results[k].stride == 1;
            for (int e = out.at[k]; e < out.at[k + 1]; ++e)
                all.to[e] = results[k].data + e - out.at[k];
        }
        if (in_place) return kernel_type::run(all.from, all.to, points);
        for (std::size_t i = 0; i < points; i += block)
            all.run_copies(values, results, i, points - i < block ? points - i : block);
    }

    void run_copies(const point_rows<const T>* values, const point_rows<T>* results,
                    std::size_t first, std::size_t count) {
        T u[inputs > 0 ? inputs : 1][block], y[outputs][block];
        for (int k = 0; k < Program.input_count; ++k) {
            if (!Varies.at[k]) continue;
            for (int e = in.at[k]; e < in.at[k + 1]; ++e) {
                const T* const numbers = values[k].data + (e - in.at[k]);
                for (std::size_t i = 0; i < count; ++i)
                    u[e][i] = numbers[(first + i) * values[k].stride];
                from[e] = u[e];
            }
        }
        for (int e = 0; e < outputs; ++e) to[e] = y[e];
        kernel_type::run(from, to, count);
        for (int k = 0; k < Program.output_count; ++k)
            for (int e = out.at[k]; e < out.at[k + 1]; ++e)
                for (std::size_t i = 0; i < count; ++i)
                    results[k].data[(first + i) * results[k].stride +
                                    static_cast<std::size_t>(e - out.at[k])] = y[e][i];
    }
};

/// What is bound, as the numbers of the points or of all of them.
template <class T, class Binding, bool = is_rows<typename Binding::value_type>>
struct point_view {
    view_of<T, Binding> numbers;
    CTGRAD_INLINE explicit point_view(const Binding& b) : numbers(b.value) {}
    CTGRAD_INLINE point_rows<const T> rows() const { return {numbers.data(), 0}; }
};
template <class T, class Binding> struct point_view<T, Binding, true> {
    point_rows<const T> numbers;
    CTGRAD_INLINE explicit point_view(const Binding& b)
        : numbers{b.value.data, b.value.row_stride(static_cast<std::size_t>(
                                    Binding::variable_type::extent().size()))} {}
    CTGRAD_INLINE point_rows<const T> rows() const { return numbers; }
};

}  // namespace ctgrad::detail
