/// Running a program: straight-line code over a flat working memory.
#pragma once

#include <utility>

#include <ctgrad/core/config.hpp>
#include <ctgrad/plan/program.hpp>

namespace ctgrad::detail {

/// The memory a program works on. Inputs and outputs are arrays of numbers, one per variable and
/// per output.
template <class T> struct memory {
    T* arena;
    const T* const* inputs;
    T* const* outputs;
};

template <class T> constexpr T to_number(rational r) {
    return r.denominator == 1 ? T(r.numerator) : T(T(r.numerator) / T(r.denominator));
}

template <class T> CTGRAD_INLINE constexpr const T* read(address a, const memory<T>& m) {
    return a.where == space::arena   ? m.arena + a.offset
           : a.where == space::input ? m.inputs[a.index] + a.offset
                                     : m.outputs[a.index] + a.offset;
}

template <class T> CTGRAD_INLINE constexpr T* written(address a, const memory<T>& m) {
    return a.where == space::arena ? m.arena + a.offset : m.outputs[a.index] + a.offset;
}

/// One entry of an elementwise operation.
template <class Operation, std::int64_t P, std::int64_t Q, class T, class... Operands>
CTGRAD_INLINE constexpr T entry_value(const Operands&... u) {
    if constexpr (Operation::kind == role::power) return Operation::template value<P, Q>(u...);
    else if constexpr (Operation::arity == 0) return Operation::template value<T>();
    else return Operation::value(u...);
}

/// What a step's code is specialised for; steps alike in this share their code.
struct step_form {
    shape y{};
    shape a{};
    shape b{};
    int stride[3]{};  ///< 0 where a scalar stands for every entry
    std::int64_t p = 0;
    std::int64_t q = 0;
};

constexpr step_form form_of(const program_step& s) {
    step_form f{s.extent, s.operand_extent[0], s.operand_extent[1], {}, s.p, s.q};
    for (int k = 0; k < s.count; ++k)
        f.stride[k] = s.operand_extent[k].rank > 0 && s.operand[k].where != space::constant;
    if (s.kind != role::structural && s.extent.rank == 0) f.a = f.b = scalar_shape;
    return f;
}

template <class Operation, step_form F, int... K, class T, class... Operands>
constexpr void for_each_entry(std::integer_sequence<int, K...>, T* y, const Operands*... u) {
    for (int i = 0; i < F.y.size(); ++i)
        y[i] = entry_value<Operation, F.p, F.q, T>(u[F.stride[K] * i]...);
}

template <class Operation, step_form F, int... K, class T>
CTGRAD_INLINE constexpr void run_elementwise(const program_step& s, const memory<T>& m,
                                             std::integer_sequence<int, K...> operands) {
    const T constants[] = {
        T(s.operand[K].where == space::constant ? to_number<T>(s.number[K]) : T(0))..., T(0)};
    for_each_entry<Operation, F>(
        operands, written(s.target, m),
        (s.operand[K].where == space::constant ? constants + K : read(s.operand[K], m))...);
}

/// A structural step's operand is read from memory: a filled constant is written out first.
template <class Operation, step_form F, class T>
CTGRAD_INLINE constexpr void run_structural(const program_step& s, const memory<T>& m) {
    constexpr layout L{F.y, F.a, F.b, F.p, F.q};
    T filled_a[F.a.size()], filled_b[F.b.size()];
    const auto operand = [&](int k, T* filled, int size) -> const T* {
        if (s.operand[k].where != space::constant) return read(s.operand[k], m);
        for (int i = 0; i < size; ++i) filled[i] = to_number<T>(s.number[k]);
        return filled;
    };
    if constexpr (Operation::arity == 1)
        Operation::template evaluate<L>(written(s.target, m), operand(0, filled_a, F.a.size()));
    else
        Operation::template evaluate<L>(written(s.target, m), operand(0, filled_a, F.a.size()),
                                        operand(1, filled_b, F.b.size()));
}

template <class Operation, step_form F, class T>
CTGRAD_INLINE constexpr void run_step(const program_step& s, const memory<T>& m) {
    if constexpr (Operation::kind == role::structural) run_structural<Operation, F>(s, m);
    else run_elementwise<Operation, F>(s, m, std::make_integer_sequence<int, Operation::arity>{});
}

constexpr bool on_scalars(const program_step& s) {
    return s.kind != role::structural && s.extent.rank == 0 && s.count <= 2;
}

/// Whether two steps have the same code. For scalars, where the operands lie is part of it, so that
/// the step is an assignment between array elements when it leaves the compiler's front end.
constexpr bool alike(const program_step& s, const program_step& t) {
    if (s.key != t.key || s.p != t.p || s.q != t.q || s.count != t.count) return false;
    if (on_scalars(s) != on_scalars(t)) return false;
    if (on_scalars(s))
        return s.target.where == t.target.where && s.operand[0].where == t.operand[0].where &&
               s.operand[1].where == t.operand[1].where;
    if (s.extent != t.extent) return false;
    for (int k = 0; k < s.count; ++k)
        if (s.operand_extent[k] != t.operand_extent[k] ||
            (s.operand[k].where == space::constant) != (t.operand[k].where == space::constant))
            return false;
    return true;
}

template <int Size> struct step_list {
    int at[Size + 1]{};
};

/// For every step the first one like it.
template <class Program> constexpr auto first_alike(const Program& program) {
    step_list<Program::size> result;
    list<int> firsts;
    for (int i = 0; i < Program::size; ++i) {
        int k = 0;
        while (k < firsts.size && !alike(program.steps[firsts.data[k]], program.steps[i])) ++k;
        if (k == firsts.size) firsts.push(i);
        result.at[i] = firsts.data[k];
    }
    return result;
}

template <const auto& Program> inline constexpr auto representatives = first_alike(Program);

/// A scalar operand: the number at (index, offset), or the constant index / offset.
template <space Where, class T>
CTGRAD_INLINE constexpr decltype(auto) fetch(const T* arena, const T* const* inputs,
                                             T* const* outputs, std::int64_t index,
                                             std::int64_t offset) {
    if constexpr (Where == space::constant) return offset == 1 ? T(index) : T(T(index) / T(offset));
    else if constexpr (Where == space::arena) return static_cast<const T&>(arena[offset]);
    else if constexpr (Where == space::input) return static_cast<const T&>(inputs[index][offset]);
    else return static_cast<const T&>(outputs[index][offset]);
}

/// Runs a step that is like Step. Steps on scalars use the numbers, not the step: nothing of it is
/// left at run time. They take the three pointers as they are: copies of an aggregate cost the
/// optimiser as much as the step.
template <const auto& Step, class T>
CTGRAD_INLINE constexpr void run_code(T* arena, const T* const* inputs, T* const* outputs,
                                      const program_step& s, int y, int y_offset, std::int64_t a,
                                      std::int64_t a_offset, std::int64_t b,
                                      std::int64_t b_offset) {
    using Operation = operation_with<Step.key>;
    if constexpr (!on_scalars(Step))
        run_step<Operation, form_of(Step)>(s, memory<T>{arena, inputs, outputs});
    else {
        T& target = Step.target.where == space::arena ? arena[y_offset] : outputs[y][y_offset];
        constexpr space where_a = Step.operand[0].where, where_b = Step.operand[1].where;
        if constexpr (Operation::arity == 0) target = entry_value<Operation, Step.p, Step.q, T>();
        else if constexpr (Operation::arity == 1)
            target = entry_value<Operation, Step.p, Step.q, T>(
                fetch<where_a>(arena, inputs, outputs, a, a_offset));
        else
            target = entry_value<Operation, Step.p, Step.q, T>(
                fetch<where_a>(arena, inputs, outputs, a, a_offset),
                fetch<where_b>(arena, inputs, outputs, b, b_offset));
    }
}

template <const auto& Program, class T, int... I>
CTGRAD_INLINE constexpr void run_steps(T* arena, const T* const* inputs, T* const* outputs,
                                       std::integer_sequence<int, I...>) {
    const int done[] = {
        (run_code<Program.steps[representatives<Program>.at[I]]>(
             arena, inputs, outputs, Program.steps[I], Program.steps[I].target.index,
             Program.steps[I].target.offset, Program.steps[I].number[0].numerator,
             Program.steps[I].number[0].denominator, Program.steps[I].number[1].numerator,
             Program.steps[I].number[1].denominator),
         0)...,
        0};
    static_cast<void>(done);
}

/// Runs all steps of a program in working memory of its own.
template <const auto& Program, class T>
CTGRAD_INLINE constexpr void run(const T* const* inputs, T* const* outputs) {
    T arena[Program.arena > 0 ? Program.arena : 1];  // every number is written before it is read
    run_steps<Program>(arena, inputs, outputs, std::make_integer_sequence<int, Program.size>{});
}

}  // namespace ctgrad::detail
