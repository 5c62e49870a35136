/// Running a batch program: shared steps once, the others for a tile of samples at a time.
#pragma once

#include <ctgrad/eval/batch_steps.hpp>
#include <ctgrad/eval/batch_sums.hpp>
#include <ctgrad/eval/joint_products.hpp>

namespace ctgrad::detail {

/// Whether two values are read and written by the same code: addresses may differ.
constexpr bool same_access(const batch_address& a, const batch_address& b) {
    return a.where == b.where && (a.inner == 0) == (b.inner == 0);
}

/// Whether two steps are the same but for addresses.
constexpr bool same_form(const batch_step& a, const batch_step& b) {
    const program_step &c = a.code, &d = b.code;
    if (a.work != b.work || a.chain != b.chain || a.biased != b.biased || a.stored != b.stored ||
        a.partial != b.partial || (a.ahead < 0) != (b.ahead < 0) ||
        (a.joint < 0) != (b.joint < 0) || a.target.where != b.target.where ||
        a.varies != b.varies || c.key != d.key || c.p != d.p || c.q != d.q || c.count != d.count ||
        c.extent != d.extent)
        return false;
    for (int k = 0; k < c.count; ++k)
        if (c.operand_extent[k] != d.operand_extent[k] || c.number[k] != d.number[k] ||
            c.operand[k].where != d.operand[k].where || a.made_by[k] != b.made_by[k] ||
            !same_access(a.operand[k], b.operand[k]))
            return false;
    return !a.biased || same_access(a.operand[2], b.operand[2]);
}

/// The first step of a program whose group has the same form: deep networks repeat their layers,
/// and their code is compiled once.
template <class Code> constexpr int representative(const Code& program, int head) {
    for (int i = 0; i < head; ++i) {
        int k = 0;
        while (head + k < Code::size && same_form(program.steps[i + k], program.steps[head + k])) {
            ++k;
            if (head + k == Code::size || program.steps[head + k].work != batch_work::inside)
                return i;
        }
    }
    return head;
}

template <class T> using batch_function = void (*)(const batch_step*, const batch_memory<T>&);

/// The function for a tile of samples that runs a step, or the group it heads.
template <const auto& Program, int I, class T> constexpr batch_function<T> tile_function() {
    constexpr const batch_step& form = Program.steps[I];
    if constexpr (form.work == batch_work::load) return load_tile<T>;
    else if constexpr (form.work == batch_work::copy_rows) return copy_rows_tile<T>;
    else if constexpr (form.work == batch_work::add) return add_tile<T>;
    else if constexpr (form.work == batch_work::add_outer) return add_outer_tile<T>;
    else if constexpr (form.work == batch_work::multiply) return multiply_output<T>;
    else if constexpr (form.work == batch_work::write_rows) return write_rows_tile<T>;
    else if constexpr (form.work == batch_work::product) return product_tile<Program, I, T>;
    else if constexpr (form.work == batch_work::elementwise)
        return batch_chain<Program, I, T>::run_all_of_tile;
    else return structural_tile<operation_with<Program.steps[I].code.key>, form_of(form.code), T>;
}

/// Runs a step for one sample, or a shared step: nothing for the others.
template <const auto& Program, int I, bool Varying, class T>
CTGRAD_INLINE void run_sample_step(const batch_step* s, const batch_memory<T>& m) {
    constexpr const batch_step& form = Program.steps[I];
    if constexpr (form.varies != Varying || form.work == batch_work::inside ||
                  form.work == batch_work::load || form.work == batch_work::copy_rows)
        return;
    else if constexpr (form.work == batch_work::add) add_sample<form.operand[0].where>(s, m);
    else if constexpr (form.joint >= 0) keep_vectors(s, m);
    else if constexpr (form.work == batch_work::add_outer)
        add_outer_sample<form.code.operand_extent[0].rows, form.code.operand_extent[1].rows,
                         form.operand[0].where, form.operand[second_of_outer(form)].where>(s, m);
    else if constexpr (form.work == batch_work::multiply) multiply_output(s, m);
    else if constexpr (form.work == batch_work::write_rows) write_row_sample(s, m);
    else if constexpr (form.work == batch_work::product) product_sample<Program, I>(s, m);
    else if constexpr (form.work == batch_work::elementwise)
        batch_chain<Program, I, T>::run_sample(s, m);
    else
        structural_sample<operation_with<Program.steps[I].code.key>, form_of(form.code),
                          form.target.where, form.operand[0].where, form.operand[1].where>(s, m);
}

/// The same as a function.
template <const auto& Program, int I, class T>
void sample_function(const batch_step* s, const batch_memory<T>& m) {
    run_sample_step<Program, I, Program.steps[I].varies>(s, m);
}

/// A program of more steps is not inlined for one sample: compiling it would take too long.
inline constexpr int inlined_steps = 48;

/// What runs a program, step by step; nullptr: nothing.
template <const auto& Program, class T, class Steps> struct batch_runners;
template <const auto& Program, class T, int... I>
struct batch_runners<Program, T, std::integer_sequence<int, I...>> {
    static constexpr bool sample_in_one = Program.size <= inlined_steps;

    /// The step whose code runs a step.
    template <int Step>
    static constexpr int code_of =
        Program.steps[Step].work == batch_work::inside ? Step : representative(Program, Step);

    template <int Step, bool Tile> static constexpr batch_function<T> pick() {
        constexpr const batch_step& s = Program.steps[Step];
        constexpr bool elsewhere = Tile ? !s.varies : s.varies && sample_in_one;
        if constexpr (s.work == batch_work::inside || elsewhere) return nullptr;
        else if constexpr (Tile) return tile_function<Program, code_of<Step>, T>();
        else return sample_function<Program, code_of<Step>, T>;
    }
    static constexpr batch_function<T> tile[] = {pick<I, true>()..., nullptr};
    static constexpr batch_function<T> sample[] = {pick<I, false>()..., nullptr};

    /// All varying steps of one sample in one function, with all addresses known.
    static void run_sample(const batch_memory<T>& memory) {
        // A copy of its own, as compilers reload what a store of numbers might have changed.
        [[maybe_unused]] const batch_memory<T> m = memory;
        const int done[] = {
            (run_sample_step<Program, code_of<I>, true>(&Program.steps[I], m), 0)..., 0};
        static_cast<void>(done);
    }
};

template <const auto& Program, class T>
using runners_of = batch_runners<Program, T, std::make_integer_sequence<int, Program.size>>;

/// Shared steps stand before all varying ones; most programs have none.
template <class Code> constexpr int count_shared(const Code& program) {
    int count = 0;
    while (count < Code::size && !program.steps[count].varies) ++count;
    return count;
}

template <const auto& Program, class T> void run_shared_steps(const batch_memory<T>& m) {
    constexpr int count = count_shared(Program);
    for (int i = 0; i < count; ++i)
        if (runners_of<Program, T>::sample[i])
            runners_of<Program, T>::sample[i](&Program.steps[i], m);
}

template <const auto& Program, class T> void run_tile(const batch_memory<T>& m) {
    for (int i = 0; i < Program.size; ++i)
        if (runners_of<Program, T>::tile[i]) runners_of<Program, T>::tile[i](&Program.steps[i], m);
}

/// One sample, whose values take the place of a whole tile's.
template <const auto& Program, class T> void run_sample(const batch_memory<T>& m) {
    if constexpr (runners_of<Program, T>::sample_in_one) runners_of<Program, T>::run_sample(m);
    else
        for (int i = 0; i < Program.size; ++i)
            if (Program.steps[i].varies && runners_of<Program, T>::sample[i])
                runners_of<Program, T>::sample[i](&Program.steps[i], m);
}

/// Up to so many samples are run one by one: less than a register of them would be wasted.
inline constexpr int few_samples = 4;

/// Samples per tile: whole stripes of a product, of which two layers' values stay in the
/// first-level cache; more where a sample takes so little memory that all of the tile's do.
template <class T> constexpr int tile_samples(int numbers_per_sample) {
    constexpr int least = sizeof(T) == sizeof(float) ? 64 : 32;
    const auto bytes = static_cast<int>(sizeof(T)) * (numbers_per_sample + 1);
    return bytes * 2 * least <= 96 * 1024 ? 2 * least : least;
}

}  // namespace ctgrad::detail
