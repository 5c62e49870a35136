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

/// What the code of a step on scalars is specialised for. Where its operands lie is part of it, so
/// that the step is an assignment between array elements when it leaves the compiler's front end.
struct scalar_form {
    bool scalar = false;  ///< false: none of the below
    space y = space::none;
    space a = space::none;
    space b = space::none;
    std::int64_t p = 0;
    std::int64_t q = 0;
};

constexpr scalar_form scalar_form_of(const program_step& s) {
    if (s.kind == role::structural || s.extent.rank > 0 || s.count > 2) return {};
    return {true, s.target.where, s.operand[0].where, s.operand[1].where, s.p, s.q};
}

/// A scalar operand: the number at (index, offset), or the constant index / offset.
template <space Where, class T>
CTGRAD_INLINE constexpr decltype(auto) fetch(memory<T> m, std::int64_t index, std::int64_t offset) {
    if constexpr (Where == space::constant) return offset == 1 ? T(index) : T(T(index) / T(offset));
    else if constexpr (Where == space::arena) return static_cast<const T&>(m.arena[offset]);
    else if constexpr (Where == space::input) return static_cast<const T&>(m.inputs[index][offset]);
    else return static_cast<const T&>(m.outputs[index][offset]);
}

template <class Operation, scalar_form F, class T>
CTGRAD_INLINE constexpr T scalar_value(memory<T> m, std::int64_t a, std::int64_t a_offset,
                                       std::int64_t b, std::int64_t b_offset) {
    if constexpr (Operation::arity == 1)
        return entry_value<Operation, F.p, F.q, T>(fetch<F.a>(m, a, a_offset));
    else
        return entry_value<Operation, F.p, F.q, T>(fetch<F.a>(m, a, a_offset),
                                                   fetch<F.b>(m, b, b_offset));
}

/// The two forms of a step; one of them is left blank.
struct step_code {
    scalar_form scalar{};
    step_form general{};
};

constexpr step_code code_of(const program_step& s) {
    const scalar_form scalar = scalar_form_of(s);
    return {scalar, scalar.scalar ? step_form{} : form_of(s)};
}

/// Steps on scalars use the numbers, not the step: nothing of it is left at run time.
template <class Operation, step_code Code, class T>
CTGRAD_INLINE constexpr void run_code(memory<T> m, const program_step& s, int y, int y_offset,
                                      std::int64_t a, std::int64_t a_offset, std::int64_t b,
                                      std::int64_t b_offset) {
    if constexpr (!Code.scalar.scalar) run_step<Operation, Code.general>(s, m);
    else if constexpr (Code.scalar.y == space::arena)
        m.arena[y_offset] = scalar_value<Operation, Code.scalar>(m, a, a_offset, b, b_offset);
    else m.outputs[y][y_offset] = scalar_value<Operation, Code.scalar>(m, a, a_offset, b, b_offset);
}

template <const auto& Program, class T, int... I>
CTGRAD_INLINE constexpr void run_steps(memory<T> m, std::integer_sequence<int, I...>) {
    const int done[] = {
        (run_code<operation_with<Program.steps[I].key>, code_of(Program.steps[I])>(
             m, Program.steps[I], Program.steps[I].target.index, Program.steps[I].target.offset,
             Program.steps[I].number[0].numerator, Program.steps[I].number[0].denominator,
             Program.steps[I].number[1].numerator, Program.steps[I].number[1].denominator),
         0)...,
        0};
    static_cast<void>(done);
}

/// Runs all steps of a program in working memory of its own.
template <const auto& Program, class T>
CTGRAD_INLINE constexpr void run(const T* const* inputs, T* const* outputs) {
    T arena[Program.arena > 0 ? Program.arena : 1];  // every number is written before it is read
    run_steps<Program>(memory<T>{arena, inputs, outputs},
                       std::make_integer_sequence<int, Program.size>{});
}

}  // namespace ctgrad::detail
