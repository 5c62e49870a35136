/// What a batch leaves behind: sums over its samples, and rows of outputs.
#pragma once

#include <ctgrad/eval/batch_memory.hpp>
#include <ctgrad/eval/step_form.hpp>
#include <ctgrad/kernel/dots.hpp>
#include <ctgrad/kernel/gemm.hpp>
#include <ctgrad/kernel/outer.hpp>
#include <ctgrad/kernel/transpose.hpp>

namespace ctgrad::detail {

/// output += scale * sum over the samples of a.
template <class T> void add_tile(const batch_step* s, const batch_memory<T>& m) {
    const entries<const T> a = in_tile(s->operand[0], m);
    const T scale = to_number<T>(s->scale);
    const int size = s->code.operand_extent[0].size();
    T* const y = m.outputs[s->output];
    const bool add = !s->first || !m.starts();
    if (varies(s->operand[0])) {
        kernel::add_sums(a.data, a.row, size, m.count, scale, add, y);
        return m.finish(s, 0, size);
    }
    const bool constant = s->code.operand[0].where == space::constant;
    for (int j = 0; j < size; ++j) {
        const T sum = scale * T(m.count) * (constant ? to_number<T>(s->code.number[0]) : a.data[j]);
        y[j] = add ? y[j] + sum : sum;
    }
    m.finish(s, 0, size);
}

/// The same for one sample; a shared step adds its value for all samples of the batch.
template <batch_space::code Where, class T>
CTGRAD_INLINE void add_sample(const batch_step* s, const batch_memory<T>& m) {
    const T scale = to_number<T>(s->scale) * T(s->varies ? 1 : m.total);
    T* const y = m.outputs[s->output];
    const int size = s->code.operand_extent[0].size();
    const bool add = !s->first || !m.starts();
    if constexpr (Where != batch_space::constant)
        kernel::add_scaled(of_sample<Where>(s->operand[0], m), size, scale, add, y);
    else
        for (int j = 0; j < size; ++j) {
            const T value = scale * to_number<T>(s->code.number[0]);
            y[j] = add ? y[j] + value : value;
        }
    m.finish(s, 0, size);
}

/// output = output * a + samples * b, or without b, behind the last samples.
template <class T> void multiply_output(const batch_step* s, const batch_memory<T>& m) {
    if (m.first_sample + m.count < m.total) return;
    const T* const a = of_sample(s->operand[0], m);
    T* const y = m.outputs[s->output];
    const int size = s->code.operand_extent[0].size();
    const bool adds = s->code.count == 2, varied = s->code.operand[1].where != space::constant;
    const T* const b = adds && varied ? of_sample(s->operand[1], m) : nullptr;
    const T samples = T(m.total), one = samples * to_number<T>(s->code.number[1]);
    for (int j = 0; j < size; ++j) {
        y[j] = y[j] * a[j];
        if (adds) y[j] = y[j] + (b ? samples * b[j] : one);
    }
    m.finish(s, 0, size);
}

/// Rows of a gradient that are finished together.
inline constexpr int finished_rows = 4 * kernel::detail::tile_rows;

/// y = sum over the samples of outer(a, b), or y += that, for rows of one register at most: dot
/// products of what lies in the tile. Where the sums are many and short, adding up the lanes of
/// each takes longer than bringing b in rows for a product of matrices.
template <class T>
void add_narrow_outer_tile(const entries<const T>& a, int rows, const entries<const T>& b,
                           int columns, int count, bool start, T* y) {
    constexpr int lanes = kernel::lanes<T>, long_sum = 4 * lanes;
    if (lanes == 1 || count >= long_sum || 2 * columns <= lanes || rows * columns < lanes * lanes)
        return kernel::add_dots(a.data, a.row, rows, b.data, b.row, columns, count, !start, y);
    T b_rows[long_sum * lanes];
    kernel::transpose(b.data, b.row, columns, count, b_rows, lanes);
    kernel::gemm<T>({rows, columns, count}, {a.data, a.row, 1}, {b_rows, lanes}, {y, columns},
                    start ? kernel::initial::zero : kernel::initial::result);
}

/// output += sum over the samples of outer(a, b): one product of matrices, for which b lies in
/// rows, one per sample. Few columns are dot products of what lies in the tile.
template <class T> void add_outer_tile(const batch_step* s, const batch_memory<T>& m) {
    const batch_address &left = s->operand[0], &right = s->operand[1];
    const int rows = s->code.operand_extent[0].rows, columns = s->code.operand_extent[1].rows;
    T* const y = m.outputs[s->output];
    const bool start = s->first && m.starts();
    kernel::matrix_numbers<T> a{nullptr, 1, 0};  // from entry to entry, from sample to sample
    if (columns <= kernel::lanes<T> && !varies(left) && varies(right)) {
        const entries<const T> factors = in_tile(left, m), columns_of = in_tile(right, m);
        T sums[kernel::lanes<T>];
        kernel::add_sums(columns_of.data, columns_of.row, columns, m.count, T(1), false, sums);
        kernel::add_outer(factors.data, sums, rows, columns, T(1), !start, y);
        return m.finish(s, 0, std::ptrdiff_t{rows} * columns);
    }
    if (columns <= kernel::lanes<T> && varies(right)) {
        add_narrow_outer_tile(in_tile(left, m), rows, in_tile(right, m), columns, m.count, start,
                              y);
        return m.finish(s, 0, std::ptrdiff_t{rows} * columns);
    }
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
            kernel::add_scaled(b, columns, sum, !start, y + std::ptrdiff_t{i} * columns);
        }
        return m.finish(s, 0, std::ptrdiff_t{rows} * columns);
    }
    const kernel::matrix_rows<const T> b =
        right.where == batch_space::sample
            ? kernel::matrix_rows<const T>{m.samples[right.index] + right.inner,
                                           m.strides[right.index]}
            : kernel::matrix_rows<const T>{m.tile + std::ptrdiff_t{right.offset} * m.capacity +
                                               right.inner,
                                           kernel::padded<T>(columns)};
    // An optimiser takes the rows over while they are in the cache.
    const int block = m.last && s->final ? finished_rows : rows;
    for (int i = 0; i < rows; i += block) {
        const int count = rows - i < block ? rows - i : block;
        const std::ptrdiff_t first = std::ptrdiff_t{i} * columns;
        kernel::gemm<T>({count, columns, m.count}, {a.data + i * a.row, a.row, a.column}, b,
                        {y + first, columns},
                        start ? kernel::initial::zero : kernel::initial::result);
        m.finish(s, first, std::ptrdiff_t{count} * columns);
    }
}

/// The same for one sample, whose vectors are read as they lie.
template <int Rows, int Columns, batch_space::code Left, batch_space::code Right, class T>
CTGRAD_INLINE void add_outer_sample(const batch_step* s, const batch_memory<T>& m) {
    const T* const a = of_sample<Left>(s->operand[0], m);
    const T* const b = of_sample<Right>(s->operand[second_of_outer(*s)], m);
    const bool add = !s->first || !m.starts();
    const int block = m.last && s->final ? finished_rows : Rows;
    for (int i = 0; i < Rows; i += block) {
        const int count = Rows - i < block ? Rows - i : block;
        const std::ptrdiff_t first = std::ptrdiff_t{i} * Columns;
        kernel::add_outer<Columns>(a + i, b, count, T(s->varies ? 1 : m.total), add,
                                   m.outputs[s->output] + first);
        m.finish(s, first, std::ptrdiff_t{count} * Columns);
    }
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
