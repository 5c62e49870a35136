/// Products that plan/joint_products.hpp finds, for one sample: what a run does for them, and the
/// products of matrices in front of many runs and behind them.
#pragma once

#include <ctgrad/eval/batch_memory.hpp>
#include <ctgrad/kernel/gemm.hpp>
#include <ctgrad/kernel/outer.hpp>

namespace ctgrad::detail {

/// y = sums + start, by whole registers; no start: nullptr.
template <class T> CTGRAD_INLINE void take_sums(const T* sums, const T* start, int size, T* y) {
    int j = 0;
    for (; j + kernel::lanes<T> <= size; j += kernel::lanes<T>) {
        const kernel::lane<T> sum = kernel::load_lane(sums + j);
        kernel::store_lane<T>(y + j, start ? sum + kernel::load_lane(start + j) : sum);
    }
    if (const int tail = size - j; tail > 0) {
        const kernel::lane<T> sum = kernel::load_lane_part(sums + j, tail);
        kernel::store_lane<T>(y + j, start ? sum + kernel::load_lane_part(start + j, tail) : sum);
    }
}

/// Which operand vector k of a step that waits is: a product has one vector.
constexpr int joint_operand(const batch_step& s, int k) {
    return s.work == batch_work::product ? 1 : k == 1 ? second_of_outer(s) : 0;
}
constexpr int joint_size(const batch_step& s, int k) {
    return s.code.operand_extent[s.work == batch_work::product ? 1 : k].size();
}

/// What a run does for a product behind it.
template <class T> CTGRAD_INLINE void keep_vectors(const batch_step* s, const batch_memory<T>& m) {
    for (int k = 0; k < 2; ++k)
        if (s->keeps[k])
            kernel::add_scaled(of_sample(s->operand[joint_operand(*s, k)], m), joint_size(*s, k),
                               T(1), false, m.kept + s->kept[k]);
}

/// Calls act with the number of every step for which `holds` does.
template <const auto& Program, class Holds, class Act>
CTGRAD_INLINE void for_each_step_that(Holds, Act act) {
    [&]<int... S>(std::integer_sequence<int, S...>) {
        const auto one = [&]<int I>(std::integral_constant<int, I> step) {
            if constexpr (Holds{}(Program.steps[I])) act(step);
        };
        (one(std::integral_constant<int, S>()), ...);
    }(std::make_integer_sequence<int, Program.size>{});
}

/// Numbers from a run's row to the next run's: by input, and by output.
template <int Inputs, int Outputs> struct row_strides {
    std::ptrdiff_t inputs[Inputs + 1]{};
    std::ptrdiff_t outputs[Outputs + 1]{};
};

/// The products of `count` runs with the rows that their inputs are, the first ones in m.samples.
template <const auto& Program, class T>
void multiply_ahead(const batch_memory<T>& m, const auto& rows, int count, T* sums) {
    const auto ahead = [](const batch_step& s) { return s.ahead >= 0; };
    for_each_step_that<Program>(ahead, [&]<int I>(std::integral_constant<int, I>) {
        constexpr const batch_step& s = Program.steps[I];
        constexpr int size = s.code.extent.rows, terms = s.code.operand_extent[1].rows;
        kernel::gemm<size, T>(
            count, terms, {of_sample(s.operand[1], m), rows.inputs[s.operand[1].index], 1},
            {of_sample(s.operand[0], m), size}, {sums + s.ahead, Program.joint.ahead});
    });
}

/// Vectors of some runs, from row to row.
template <class T> struct joint_rows {
    const T* first;
    std::ptrdiff_t row;
};

/// The products that waited for the end of `count` runs, in which each kept its vectors from `kept`
/// on; m.samples and m.outputs are those of the last one. Sums over the runs are left out where
/// these run again. However many runs are taken together, the numbers are the same.
template <const auto& Program, class T>
void multiply_kept(const batch_memory<T>& m, const auto& rows, int count, const T* kept,
                   bool again) {
    const auto vectors = [&](const batch_step& s, int k) -> joint_rows<T> {
        if (s.kept[k] >= 0) return {kept + s.kept[k], Program.joint.kept};
        const batch_address& at = s.operand[joint_operand(s, k)];
        const std::ptrdiff_t row = rows.inputs[at.index];
        return {of_sample(at, m) - (count - 1) * row, row};
    };
    const auto waits = [](const batch_step& s) { return s.joint >= 0; };
    for_each_step_that<Program>(waits, [&]<int I>(std::integral_constant<int, I>) {
        constexpr const batch_step& s = Program.steps[I];
        constexpr int height = joint_size(s, 0);
        const joint_rows<T> a = vectors(s, 0);
        T* const y = m.outputs[s.joint];
        if constexpr (s.work == batch_work::product) {
            constexpr int size = s.code.extent.rows;
            const std::ptrdiff_t row = rows.outputs[s.joint];
            kernel::gemm<size, T>(count, height, {a.first, a.row, 1},
                                  {of_sample(s.operand[0], m), size}, {y - (count - 1) * row, row});
        } else if (!again) {
            constexpr int width = joint_size(s, 1);
            const joint_rows<T> b = vectors(s, 1);
            kernel::gemm<width, T>(height, count, {a.first, 1, a.row}, {b.first, b.row}, {y, width},
                                   kernel::initial::result);
        }
    });
}

}  // namespace ctgrad::detail
