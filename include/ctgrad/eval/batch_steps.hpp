/// The steps of a batch that make values: rows brought into a tile, products with shared matrices,
/// operations sample by sample. Each for a tile of samples and for one sample.
#pragma once

#include <ctgrad/eval/batch_chain.hpp>
#include <ctgrad/eval/joint_products.hpp>
#include <ctgrad/kernel/gemm.hpp>
#include <ctgrad/kernel/gemv.hpp>
#include <ctgrad/kernel/outer.hpp>

namespace ctgrad::detail {

/// The rows of an input, entry by entry. The last register of samples is filled up with copies of
/// the last sample: what is computed of them is as harmless, and nobody reads it.
template <class T> void load_tile(const batch_step* s, const batch_memory<T>& m) {
    if (!s->stored) return;
    const int width = s->code.extent.size(), input = s->target.index;
    T* const to = m.tile + std::ptrdiff_t{s->target.offset} * m.capacity;
    kernel::transpose(m.samples[input], m.strides[input], m.count, width, to, m.capacity);
    const int full = kernel::padded<T>(m.count);
    for (int j = 0; j < width; ++j) {
        T* const entry = to + std::ptrdiff_t{j} * m.capacity;
        const T last = entry[m.count - 1];
        for (int i = m.count; i < full; ++i) entry[i] = last;
    }
}

template <class T> void copy_rows_tile(const batch_step* s, const batch_memory<T>& m) {
    const entries<const T> from = in_tile(s->operand[0], m);
    const int width = s->code.operand_extent[0].size();
    kernel::transpose(from.data, from.row, width, m.count,
                      m.tile + std::ptrdiff_t{s->target.offset} * m.capacity,
                      kernel::padded<T>(width));
}

/// Rows of a product that the chain behind it works on while they are in the first-level cache.
inline constexpr int product_rows = 4 * kernel::detail::tile_rows;

/// Sums of more terms are stored before the chain works on them, as they take so long that this
/// hardly counts: what is fused is code for every product of its own, and slow to compile.
inline constexpr int most_fused_terms = 48;

/// What runs the chain behind a product: batch_chain::run_tile.
template <class T>
using chain_function = void (*)(const batch_step*, const batch_memory<T>&, int, int, int);

/// The operands of a product of a matrix with a tile of samples, as its kernels read them.
template <class T> struct product_operands {
    kernel::matrix_numbers<T> a;
    entries<const T> x;
    const T* start;
    kernel::initial from;

    product_operands(const batch_step* s, const batch_memory<T>& m)
        : x(in_tile(s->operand[1], m)),
          start(s->biased ? in_tile(s->operand[2], m).data : nullptr),
          from(s->biased ? kernel::initial::row : kernel::initial::zero) {
        const T* const w = in_tile(s->operand[0], m).data;
        if (s->code.p == 0) a = {w, s->code.operand_extent[0].columns, 1};
        else a = {w, 1, s->code.extent.rows};
    }
};

/// start + W x, or W^T g (p = 1): rows `first` to `last`, for the samples from `sample` on; then
/// the chain behind it. One function for products of all sizes.
template <class T>
void store_product(const batch_step* s, const batch_memory<T>& m, int first, int last, int sample,
                   chain_function<T> chain) {
    const product_operands<T> p(s, m);
    const entries<T> y = target_in_tile(s->target, m);
    const int samples = kernel::padded<T>(m.count) - sample;
    const int block = chain ? product_rows : last;
    for (int i = first; i < last; i += block) {
        const int count = last - i < block ? last - i : block;
        kernel::gemm<T>({count, samples, s->code.operand_extent[0].columns},
                        {p.a.data + i * p.a.row, p.a.row, p.a.column}, {p.x.data + sample, p.x.row},
                        {y.data + i * y.row + sample, y.row}, p.from, p.start + (p.start ? i : 0));
        if (chain) chain(s, m, i, i + count, sample);
    }
}

/// The whole product: what fills tiles of a few terms goes through the chain on its way.
template <const auto& Program, int Head, class T>
void product_tile(const batch_step* s, const batch_memory<T>& m) {
    constexpr const batch_step& form = Program.steps[Head];
    constexpr int rows = form.code.extent.rows, terms = form.code.operand_extent[0].columns;
    constexpr int whole = rows - rows % kernel::detail::tile_rows;
    chain_function<T> chain = nullptr;
    if constexpr (form.chain > 0) chain = batch_chain<Program, Head, T>::run_tile;
    int done = 0;  // rows
    if constexpr (form.light && form.chain > 0 && whole > 0 && terms <= most_fused_terms) {
        const int samples = kernel::padded<T>(m.count);
        if (const int fused = samples - samples % kernel::tile_columns<T>; fused > 0) {
            const product_operands<T> p(s, m);
            kernel::gemm_tiles<T>({whole, fused, terms}, p.a, {p.x.data, p.x.row}, p.from, p.start,
                                  typename batch_chain<Program, Head, T>::on_sums(s, m));
            if (fused < samples) store_product(s, m, 0, whole, fused, chain);
            done = whole;
        }
    }
    store_product(s, m, done, rows, 0, chain);
}

template <const auto& Program, int Head, class T>
CTGRAD_INLINE void product_sample(const batch_step* s, const batch_memory<T>& m) {
    constexpr const batch_step& form = Program.steps[Head];
    constexpr int rows = form.code.extent.rows, terms = form.code.operand_extent[0].columns;
    const T* const w = of_sample<form.operand[0].where>(s->operand[0], m);
    const T* const x = of_sample<form.operand[1].where>(s->operand[1], m);
    T* const y = target_of_sample<form.target.where>(s->target, m);
    const T* start = nullptr;
    if constexpr (form.biased) start = of_sample<form.operand[2].where>(s->operand[2], m);
    if constexpr (form.ahead >= 0) take_sums(m.ahead + s->ahead, start, rows, y);
    else {
        if constexpr (form.code.p == 0) kernel::multiply<rows, terms>(w, x, start, y);
        else kernel::multiply_transposed<terms, rows>(w, rows, x, y);
        if constexpr (form.code.p != 0 && form.biased)
            kernel::add_scaled(start, rows, T(1), true, y);
    }
    // Once all sums are there: the many steps of a function take turns with those of the next
    // register, where a machine does not look far enough ahead for the next sums.
    if constexpr (form.chain > 0) batch_chain<Program, Head, T>::run_sample(s, m);
}

template <class Operation, step_form F, class Number>
CTGRAD_INLINE void evaluate_structural(Number* y, const Number* a, const Number* b) {
    constexpr layout L{F.y, F.a, F.b, F.p, F.q};
    if constexpr (Operation::arity == 1) Operation::template evaluate<L>(y, a);
    else Operation::template evaluate<L>(y, a, b);
}

/// An operation on all entries of a value: in the scratch memory, a register of samples at a time.
template <class Operation, step_form F, class T>
void structural_tile(const batch_step* s, const batch_memory<T>& m) {
    using lane = kernel::lane<T>;
    constexpr int size[] = {F.a.size(), F.b.size()};
    lane* const y = m.scratch;
    lane* const operand[] = {y + F.y.size(), y + F.y.size() + F.a.size()};
    const entries<T> to = target_in_tile(s->target, m);
    for (int sample = 0; sample < m.count; sample += kernel::lanes<T>) {
        for (int k = 0; k < Operation::arity; ++k) {
            const entries<const T> from = in_tile(s->operand[k], m);
            const bool constant = s->code.operand[k].where == space::constant;
            const bool each = varies(s->operand[k]);
            for (int j = 0; j < size[k]; ++j)
                operand[k][j] = constant ? lane(to_number<T>(s->code.number[k]))
                                : each   ? kernel::load_lane(from.data + j * from.row + sample)
                                         : lane(from.data[j]);
        }
        evaluate_structural<Operation, F>(y, operand[0], operand[1]);
        for (int j = 0; j < F.y.size(); ++j)
            kernel::store_lane<T>(to.data + j * to.row + sample, y[j]);
    }
}

/// Operand k of one sample; a constant one of `size` entries is written out to the free memory.
template <batch_space::code Where, class T>
CTGRAD_INLINE const T* written_operand(const batch_step* s, int k, int size, T*& free,
                                       const batch_memory<T>& m) {
    if constexpr (Where != batch_space::constant) return of_sample<Where>(s->operand[k], m);
    else {
        T* const start = free;
        while (size-- > 0) *free++ = to_number<T>(s->code.number[k]);
        return start;
    }
}

template <class Operation, step_form F, batch_space::code Target, batch_space::code A,
          batch_space::code B, class T>
CTGRAD_INLINE void structural_sample(const batch_step* s, const batch_memory<T>& m) {
    T* const y = target_of_sample<Target>(s->target, m);
    T* free = m.numbers;
    const T* const a = written_operand<A>(s, 0, F.a.size(), free, m);
    const T* b = nullptr;
    if constexpr (Operation::arity == 2) b = written_operand<B>(s, 1, F.b.size(), free, m);
    if constexpr (std::is_same_v<Operation, operations::transpose>)
        kernel::transpose(a, F.a.columns, F.a.rows, F.a.columns, y, F.a.rows);
    else evaluate_structural<Operation, F>(y, a, b);
}

}  // namespace ctgrad::detail
