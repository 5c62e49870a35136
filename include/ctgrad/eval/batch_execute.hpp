/// Running a batch program: shared steps once, the others for a tile of samples at a time.
#pragma once

#include <tuple>

#include <ctgrad/eval/batch_chain.hpp>
#include <ctgrad/kernel/few_rows.hpp>

namespace ctgrad::detail {

/// Numbers a constant operand needs: one that all entries share, or all entries, written out.
template <class Operation, step_form F> constexpr int constant_size(int k) {
    if (Operation::kind != role::structural || F.stride[k] != 0) return 1;
    return k == 0 ? F.a.size() : F.b.size();
}

template <class T, int Size> struct filled {
    T numbers[Size];
    explicit filled(T value) {
        for (T& number : numbers) number = value;
    }
};

/// All entries of one sample. The result overlaps with no operand, which lets loops vectorise.
template <class Operation, step_form F, int... K, class T, class... Operands>
CTGRAD_INLINE void run_entries(std::integer_sequence<int, K...>, T* __restrict y,
                               const Operands*... u) {
    for (int i = 0; i < F.y.size(); ++i)
        y[i] = entry_value<Operation, F.p, F.q, T>(u[F.stride[K] * i]...);
}

template <class Operation, step_form F, class Operands, class T> struct per_sample;

template <class Operation, step_form F, int... K, class T>
struct per_sample<Operation, F, std::integer_sequence<int, K...>, T> {
    static void run(const batch_step& s, const batch_memory<T>& m) {
        const std::tuple constants{filled<T, constant_size<Operation, F>(K)>(
            s.code.operand[K].where == space::constant ? to_number<T>(s.code.number[K]) : T(0))...};
        const tile_view<const T> from[] = {
            (s.code.operand[K].where == space::constant
                 ? tile_view<const T>{std::get<K>(constants).numbers, 0}
                 : view_at(s.operand[K], m))...,
            {nullptr, 0}};
        const tile_view<T> to = target_at(s.target, m);
        const int count = s.varies ? m.count : 1;
        for (int i = 0; i < count; ++i) {
            T* const result = to.data + i * to.stride;
            if constexpr (Operation::kind == role::structural)
                Operation::template evaluate<layout{F.y, F.a, F.b, F.p, F.q}>(
                    result, (from[K].data + i * from[K].stride)...);
            else
                run_entries<Operation, F>(std::integer_sequence<int, K...>{}, result,
                                          (from[K].data + i * from[K].stride)...);
        }
    }
};

/// One step for one sample after the other.
template <class Operation, step_form F, class T>
void run_per_sample(const batch_step& s, const batch_memory<T>& m) {
    per_sample<Operation, F, std::make_integer_sequence<int, Operation::arity>, T>::run(s, m);
}

/// The same for a few samples, sample by sample; the matrix is not packed.
template <class T>
void run_few_products(const batch_step& s, const batch_memory<T>& m, tile_view<const T> x,
                      tile_view<T> y) {
    const shape w = s.code.operand_extent[0];
    const T* const matrix = view_at(s.operand[s.packed_left ? 2 : 0], m).data;
    for (int i = 0; i < m.count; ++i)
        if (s.packed_left)
            kernel::multiply_few(matrix, w.rows, w.columns, x.data + i * x.stride,
                                 y.data + i * y.stride);
        else
            kernel::multiply_transposed_few(matrix, w.columns, w.rows, x.data + i * x.stride,
                                            y.data + i * y.stride);
}

/// W x for all samples of the tile (W packed), or W^T g (W as it is).
template <class T> void run_matrix_product(const batch_step& s, const batch_memory<T>& m) {
    const tile_view<const T> matrix = view_at(s.operand[0], m), x = view_at(s.operand[1], m);
    const tile_view<T> y = target_at(s.target, m);
    if constexpr (kernel::packable<T>)
        if (m.total <= kernel::few_rows) return run_few_products(s, m, x, y);
    kernel::gemm_extents e;
    e.m = m.count;
    e.n = s.code.extent.rows;
    e.k = s.code.operand_extent[0].columns;
    e.a_row = x.stride;
    e.b_row = s.packed_left ? kernel::panel<T> : e.n;
    e.b_panel = s.packed_left ? std::ptrdiff_t{kernel::panel<T>} * e.k : 0;
    e.c_row = y.stride;
    // Packed rows end with zeros, and there is room for them: whole vectors only.
    if (s.packed_left && y.stride >= kernel::padded<T>(e.n)) e.n = kernel::padded<T>(e.n);
    kernel::gemm<kernel::initial::zero>(e, x.data, matrix.data, y.data);
}

template <class T> void run_pack(const batch_step& s, const batch_memory<T>& m) {
    if (kernel::packable<T> && m.total <= kernel::few_rows) return;  // nobody reads it
    const shape a = s.code.operand_extent[0];
    kernel::transpose_to_panels(view_at(s.operand[0], m).data, a.rows, a.columns,
                                target_at(s.target, m).data);
}

/// output (+)= scale * sum over samples of a; a shared value counts once for every sample.
template <class T> void run_add(const batch_step& s, const batch_memory<T>& m) {
    tile_view<const T> a = view_at(s.operand[0], m);
    T constant = to_number<T>(s.code.number[0]);
    const bool is_constant = s.code.operand[0].where == space::constant;
    if (is_constant) a = {&constant, 0};
    const int size = s.code.operand_extent[0].size();
    T* const y = m.outputs[s.output];
    if (s.first && m.first_sample == 0)
        for (int i = 0; i < size; ++i) y[i] = T(0);
    const T scale = to_number<T>(s.scale) * T(s.varies ? 1 : m.total);
    for (int i = 0; i < (s.varies ? m.count : 1); ++i) {
        const T* const row = a.data + i * a.stride;
        for (int j = 0; j < size; ++j) y[j] = y[j] + scale * row[is_constant ? 0 : j];
    }
}

/// A product of shared vectors counts once for every sample.
template <class T>
void run_add_shared_outer(const batch_step& s, const T* a, const T* b, T* y, T samples) {
    const shape extent = s.code.extent;
    for (int i = 0; i < extent.rows; ++i)
        for (int j = 0; j < extent.columns; ++j) {
            T& sum = y[i * extent.columns + j];
            sum = (s.first ? T(0) : sum) + samples * a[i] * b[j];
        }
}

template <class T> void run_add_outer(const batch_step& s, const batch_memory<T>& m) {
    const tile_view<const T> a = view_at(s.operand[0], m), b = view_at(s.operand[1], m);
    T* const y = m.outputs[s.output];
    if (!s.varies) return run_add_shared_outer(s, a.data, b.data, y, T(m.total));
    if constexpr (kernel::packable<T>)
        if (m.total <= kernel::few_rows)
            return kernel::add_outer_few(a.data, a.stride, b.data, b.stride, m.count,
                                         s.code.operand_extent[0].rows,
                                         s.code.operand_extent[1].rows, !s.first, y);
    kernel::gemm_extents e;
    e.m = s.code.operand_extent[0].rows;
    e.n = s.code.operand_extent[1].rows;
    e.k = m.count;
    e.a_row = 1;
    e.a_column = a.stride;
    e.b_row = b.stride;
    e.c_row = e.n;
    if (s.first && m.first_sample == 0) kernel::gemm<kernel::initial::zero>(e, a.data, b.data, y);
    else kernel::gemm<kernel::initial::result>(e, a.data, b.data, y);
}

template <class T> void run_write_rows(const batch_step& s, const batch_memory<T>& m) {
    const tile_view<const T> a = view_at(s.operand[0], m);
    const int size = s.code.operand_extent[0].size();
    const bool is_constant = s.code.operand[0].where == space::constant;
    for (int i = 0; i < m.count; ++i) {
        T* const row = m.outputs[s.output] + (m.first_sample + i) * size;
        if (is_constant) {
            const T number = to_number<T>(s.code.number[0]);
            for (int j = 0; j < size; ++j) row[j] = number;
        } else
            for (int j = 0; j < size; ++j) row[j] = a.data[i * a.stride + j];
    }
}

/// A shared matrix times a varying vector: one product of matrices for the tile.
constexpr bool is_product_of_tile(const batch_step& s) {
    return s.packed_left || (s.varies && s.code.p == 1 && s.code.extent.rank == 1 &&
                             (s.operand[0].where == batch_space::shared ||
                              s.operand[0].where == batch_space::parameter) &&
                             s.operand[1].where != batch_space::constant);
}

template <class T> using batch_kernel = void (*)(const batch_step&, const batch_memory<T>&);

/// The function that runs a step. Steps alike in form share it, however many there are.
template <const auto& Program, int I, class T> constexpr batch_kernel<T> kernel_of() {
    using operation_type = operation_with<Program.steps[I].code.key>;
    if constexpr (Program.steps[I].chain < 0) return nullptr;
    else if constexpr (Program.steps[I].chain > 0) return batch_chain<Program, I, T>::run;
    else if constexpr (std::is_same_v<operation_type, operations::pack_transposed>)
        return run_pack<T>;
    else if constexpr (std::is_same_v<operation_type, operations::add_to_output>) return run_add<T>;
    else if constexpr (std::is_same_v<operation_type, operations::add_outer_to_output>)
        return run_add_outer<T>;
    else if constexpr (std::is_same_v<operation_type, operations::write_rows>)
        return run_write_rows<T>;
    else if constexpr (std::is_same_v<operation_type, operations::matrix_product> &&
                       is_product_of_tile(Program.steps[I]))
        return run_matrix_product<T>;
    else return run_per_sample<operation_type, form_of(Program.steps[I].code), T>;
}

template <const auto& Program, class T, class Steps> struct batch_kernels;
template <const auto& Program, class T, int... I>
struct batch_kernels<Program, T, std::integer_sequence<int, I...>> {
    static constexpr batch_kernel<T> of_step[] = {kernel_of<Program, I, T>()..., nullptr};
};

/// Runs the shared or the varying steps.
template <const auto& Program, class T>
void run_batch_steps(const batch_memory<T>& m, bool varying) {
    using kernels = batch_kernels<Program, T, std::make_integer_sequence<int, Program.size>>;
    for (int i = 0; i < Program.size; ++i)
        if (Program.steps[i].varies == varying && kernels::of_step[i])
            kernels::of_step[i](Program.steps[i], m);
}

/// Samples per tile: a tile's values stay in the first-level cache, but a tile is not so small that
/// the outputs, which it adds to, dominate.
constexpr int tile_samples(int numbers_per_sample, int bytes_per_number) {
    const int fitting =
        24 * 1024 / ((numbers_per_sample > 0 ? numbers_per_sample : 1) * bytes_per_number);
    return fitting >= 128 ? 128 : fitting >= 64 ? 64 : 32;
}

}  // namespace ctgrad::detail
