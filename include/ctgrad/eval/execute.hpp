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

/// Operand k of a scalar step.
template <class T> CTGRAD_INLINE constexpr T fetch(const step& s, int k, const memory<T>& m) {
    return s.operand[k].where == space::constant ? to_number<T>(s.number[k])
                                                 : *read(s.operand[k], m);
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

constexpr step_form form_of(const step& s) {
    step_form f{s.extent, s.operand_extent[0], s.operand_extent[1], {}, s.p, s.q};
    for (int k = 0; k < s.count; ++k)
        f.stride[k] = s.operand_extent[k].rank > 0 && s.operand[k].where != space::constant;
    if (s.op->kind != role::structural && s.extent.rank == 0) f.a = f.b = scalar_shape;
    return f;
}

template <class Operation, step_form F, int... K, class T, class... Operands>
constexpr void for_each_entry(std::integer_sequence<int, K...>, T* y, const Operands*... u) {
    for (int i = 0; i < F.y.size(); ++i)
        y[i] = entry_value<Operation, F.p, F.q, T>(u[F.stride[K] * i]...);
}

template <class Operation, step_form F, int... K, class T>
CTGRAD_INLINE constexpr void run_elementwise(const step& s, const memory<T>& m,
                                             std::integer_sequence<int, K...> operands) {
    if constexpr (F.y.rank == 0) {
        *written(s.target, m) = entry_value<Operation, F.p, F.q, T>(fetch(s, K, m)...);
    } else {
        const T constants[] = {T(s.operand[K].where == space::constant ? to_number<T>(s.number[K])
                                                                       : T(0))...,
                               T(0)};
        for_each_entry<Operation, F>(
            operands, written(s.target, m),
            (s.operand[K].where == space::constant ? constants + K : read(s.operand[K], m))...);
    }
}

/// A structural step's operand is read from memory: a filled constant is written out first.
template <class Operation, step_form F, class T>
CTGRAD_INLINE constexpr void run_structural(const step& s, const memory<T>& m) {
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
CTGRAD_INLINE constexpr void run_step(const step& s, const memory<T>& m) {
    if constexpr (Operation::kind == role::structural) run_structural<Operation, F>(s, m);
    else run_elementwise<Operation, F>(s, m, std::make_integer_sequence<int, Operation::arity>{});
}

template <const auto& Program, class T, int... I>
CTGRAD_INLINE constexpr void run_steps(const memory<T>& m, std::integer_sequence<int, I...>) {
    const int done[] = {
        (run_step<operation_with<Program.steps[I].key>, form_of(Program.steps[I])>(
             Program.steps[I], m),
         0)...,
        0};
    static_cast<void>(done);
}

/// Runs all steps of a program in working memory of its own.
template <const auto& Program, class T>
CTGRAD_INLINE constexpr void run(const T* const* inputs, T* const* outputs) {
    T arena[Program.arena > 0 ? Program.arena : 1]{};
    run_steps<Program>(memory<T>{arena, inputs, outputs},
                       std::make_integer_sequence<int, Program.size>{});
}

}  // namespace ctgrad::detail
