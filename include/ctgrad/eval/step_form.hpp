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

}  // namespace ctgrad::detail
