/// What the code of a step depends on, and the value of one entry.
#pragma once

#include <ctgrad/core/config.hpp>
#include <ctgrad/plan/program.hpp>

namespace ctgrad::detail {

template <class T> constexpr T to_number(rational r) {
    return r.denominator == 1 ? T(r.numerator) : T(T(r.numerator) / T(r.denominator));
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
    shape y = scalar_shape;
    shape a = scalar_shape;
    shape b = scalar_shape;
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

constexpr bool same_operation(const auto& s, const auto& t) {
    return s.key == t.key && s.p == t.p && s.q == t.q && s.count == t.count;
}

/// Whether two steps have the same code.
constexpr bool alike(const number_step& s, const number_step& t) { return same_operation(s, t); }
constexpr bool alike(const program_step& s, const program_step& t) {
    if (!same_operation(s, t)) return false;
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
        const auto& step = program.steps[i];
        // Most differ in this, and calls are what costs.
        while (k < firsts.size && (program.steps[firsts.data[k]].key != step.key ||
                                   !alike(program.steps[firsts.data[k]], step)))
            ++k;
        if (k == firsts.size) firsts.push(i);
        result.at[i] = firsts.data[k];
    }
    return result;
}

template <const auto& Program> inline constexpr auto representatives = first_alike(Program);

}  // namespace ctgrad::detail
