/// What a batch leaves behind: sums over its samples, and rows of outputs.
#pragma once

#include <ctgrad/eval/batch_memory.hpp>
#include <ctgrad/eval/execute.hpp>
#include <ctgrad/kernel/gemm.hpp>
#include <ctgrad/kernel/gemv.hpp>

namespace ctgrad::detail {

constexpr bool varies(const batch_address& a) {
    return a.where == batch_space::tile || a.where == batch_space::sample;
}

/// The sum of an entry over the samples at work.
template <class T> T sum_over_samples(const T* entry, int count) {
    kernel::lane<T> sum(T(0));
    int i = 0;
    for (; i + kernel::lanes<T> <= count; i += kernel::lanes<T>)
        sum = sum + kernel::load_lane(entry + i);
    if (i < count) sum = sum + kernel::load_lane_part(entry + i, count - i);
    return kernel::sum_of_lane<T>(sum);
}

/// output += scale * sum over the samples of a.
template <class T> void add_tile(const batch_step* s, const batch_memory<T>& m) {
    const entries<const T> a = in_tile(s->operand[0], m);
    const bool constant = s->code.operand[0].where == space::constant;
    const T scale = to_number<T>(s->scale);
    const T same = constant ? to_number<T>(s->code.number[0]) * T(m.count) : T(0);
    T* const y = m.outputs[s->output];
    const bool start = s->first && m.starts();
    for (int j = 0; j < s->code.operand_extent[0].size(); ++j) {
        const T sum = constant                ? same
                      : varies(s->operand[0]) ? sum_over_samples(a.data + j * a.row, m.count)
                                              : a.data[j] * T(m.count);
        y[j] = start ? scale * sum : y[j] + scale * sum;
    }
}

/// The same for one sample; a shared step adds its value for all samples of the batch.
template <class T>
CTGRAD_INLINE void add_sample(const batch_step* s, const batch_memory<T>& m) {
    const T* const a = of_sample(s->operand[0], m);
    const bool constant = s->code.operand[0].where == space::constant;
    const T scale = to_number<T>(s->scale) * T(s->varies ? 1 : m.total);
    T* const y = m.outputs[s->output];
    const bool start = s->first && m.starts();
    for (int j = 0; j < s->code.operand_extent[0].size(); ++j) {
        const T value = scale * (constant ? to_number<T>(s->code.number[0]) : a[j]);
        y[j] = start ? value : y[j] + value;
    }
}

/// output += sum over the samples of outer(a, b): one product of matrices. b lies in rows, one per
/// sample, or is shared, one row for all samples.
template <class T> void add_outer_tile(const batch_step* s, const batch_memory<T>& m) {
    const batch_address &left = s->operand[0], &right = s->operand[1];
    const int rows = s->code.operand_extent[0].rows, columns = s->code.operand_extent[1].rows;
    T* const y = m.outputs[s->output];
    const bool start = s->first && m.starts();
    kernel::matrix_numbers<T> a{nullptr, 1, 0};  // from entry to entry, from sample to sample
    if (left.where == batch_space::sample)
        a = {m.samples[left.index] + left.inner, 1, m.strides[left.index]};
    else {
        const entries<const T> in = in_tile(left, m);
        a = {in.data, in.row, varies(left) ? 1 : 0};
    }
    if (!varies(right)) {
        const T* const b = in_tile(right, m).data;
        for (int i = 0; i < rows; ++i) {
            T sum = T(0);
            for (int k = 0; k < m.count; ++k) sum = sum + a.data[i * a.row + k * a.column];
            kernel::add_outer(&sum, b, 1, columns, T(1), !start, y + std::ptrdiff_t{i} * columns);
        }
        return;
    }
    const kernel::matrix_rows<const T> b =
        right.where == batch_space::sample
            ? kernel::matrix_rows<const T>{m.samples[right.index] + right.inner,
                                           m.strides[right.index]}
            : kernel::matrix_rows<const T>{m.tile + std::ptrdiff_t{right.offset} * m.capacity +
                                               right.inner,
                                           kernel::padded<T>(columns)};
    kernel::gemm<T>({rows, columns, m.count}, a, b, {y, columns},
                    start ? kernel::initial::zero : kernel::initial::result);
}

template <class T>
CTGRAD_INLINE void add_outer_sample(const batch_step* s, const batch_memory<T>& m) {
    kernel::add_outer(of_sample(s->operand[0], m), of_sample(s->operand[1], m),
                      s->code.operand_extent[0].rows, s->code.operand_extent[1].rows,
                      T(s->varies ? 1 : m.total), !(s->first && m.starts()), m.outputs[s->output]);
}

/// One row of the output per sample.
template <class T> void write_rows_tile(const batch_step* s, const batch_memory<T>& m) {
    const entries<const T> a = in_tile(s->operand[0], m);
    const int width = s->code.operand_extent[0].size();
    T* const rows = m.outputs[s->output] + m.first_sample * width;
    if (varies(s->operand[0])) return kernel::transpose(a.data, a.row, width, m.count, rows, width);
    const bool constant = s->code.operand[0].where == space::constant;
    for (int i = 0; i < m.count; ++i)
        for (int j = 0; j < width; ++j)
            rows[std::ptrdiff_t{i} * width + j] =
                constant ? to_number<T>(s->code.number[0]) : a.data[j];
}

template <class T>
CTGRAD_INLINE void write_row_sample(const batch_step* s, const batch_memory<T>& m) {
    const T* const a = of_sample(s->operand[0], m);
    const bool constant = s->code.operand[0].where == space::constant;
    const int width = s->code.operand_extent[0].size();
    T* const row = m.outputs[s->output] + m.first_sample * width;
    for (int j = 0; j < width; ++j) row[j] = constant ? to_number<T>(s->code.number[0]) : a[j];
}

}  // namespace ctgrad::detail
