/// The laws of elementary functions.
#pragma once

#include <ctgrad/calculus/laws/pairs.hpp>

namespace ctgrad {

namespace operations::laws {

constexpr bool is_constant(node u, rational value) {
    return detail::is_constant(*u.owner, u.index, value);
}

/// The v of u = Function(v), or node{}.
template <class Function> constexpr node argument(node u) {
    return is<Function>(u) ? u.operand(0) : node{};
}

/// exp(c log(v)): defined for v > 0 only, as v^c is for most c.
constexpr node exponential_of_logarithm(node u) {
    const detail::term t = detail::split_coefficient(*u.owner, u.index);
    const node rest{u.owner, t.rest};
    if (t.rest < 0 || rest.extent() != u.extent() || !is<log>(rest)) return {};
    return power(rest.operand(0), t.coefficient);
}

/// exp(v - log_sum_exp(v)), the terms in any order.
constexpr node exponential_of_log_softmax(node u) {
    for (node left = u; left.content().op->kind == role::sum; left = left.operand(0))
        for (int k = 0; k < 2; ++k) {
            const detail::term t = detail::split_coefficient(*u.owner, left.operand(k).index);
            const node sum{u.owner, t.rest};
            if (t.rest < 0 || !t.coefficient.is(-1) || !is<log_sum_exp>(sum)) continue;
            const node of = sum.operand(0);
            if ((u + sum).index == of.index) return apply<softmax>(of);
        }
    return {};
}

inline constexpr law<1> of_exp[] = {
    {"exponential of zero", "exp(0) = 1",
     [](node u) { return is_constant(u, 0) ? 1 + u : node{}; }},
    {"exponential of a logarithm", "exp(c log(u)) = u^c", exponential_of_logarithm},
    {"softmax", "exp(u - log_sum_exp(u)) = softmax(u)", exponential_of_log_softmax},
};

inline constexpr law<1> of_log[] = {
    {"logarithm of one", "log(1) = 0", [](node u) { return is_constant(u, 1) ? 0 * u : node{}; }},
    {"logarithm of an exponential", "log(exp(u)) = u", argument<exp>},
    {"logarithm of a power", "log(u^c) = c log(u) where u^c > 0 means u > 0",
     [](node u) {
         const record r = u.content();
         if (r.op->kind != role::power || r.p % 2 == 0) return node{};
         return r.value() * apply<log>(u.operand(0));
     }},
};

inline constexpr law<1> of_log1p[] = {
    {"inverse functions", "log1p(expm1(u)) = u", argument<expm1>},
};

inline constexpr law<1> of_cos[] = {
    {"cosine of zero", "cos(0) = 1", [](node u) { return is_constant(u, 0) ? 1 + u : node{}; }},
};

inline constexpr law<1> of_cosh[] = {
    {"hyperbolic cosine of zero", "cosh(0) = 1",
     [](node u) { return is_constant(u, 0) ? 1 + u : node{}; }},
};

inline constexpr law<1> of_tan[] = {{"inverse functions", "tan(atan(u)) = u", argument<atan>}};
inline constexpr law<1> of_sinh[] = {{"inverse functions", "sinh(asinh(u)) = u", argument<asinh>}};
inline constexpr law<1> of_asinh[] = {{"inverse functions", "asinh(sinh(u)) = u", argument<sinh>}};
inline constexpr law<1> of_atanh[] = {{"inverse functions", "atanh(tanh(u)) = u", argument<tanh>}};

/// Whether it is at least 0 (or NaN), as its operation alone tells.
constexpr bool never_negative(node u) {
    const record& r = u.content();
    if (r.op->kind == role::constant) return r.p >= 0;
    if (r.op->kind == role::power) return r.p % 2 == 0 || r.q % 2 == 0;
    return is<abs>(u) || is<exp>(u) || is<cosh>(u) || is<sigmoid>(u) || is<softmax>(u);
}

inline constexpr law<1> of_abs[] = {
    {"absolute value of what is not negative", "|u| = u where u >= 0",
     [](node u) { return never_negative(u) ? u : node{}; }},
};

}  // namespace operations::laws

namespace operations {

constexpr law_table<1> exp::laws() { return operations::laws::of_exp; }
constexpr law_table<1> log::laws() { return operations::laws::of_log; }
constexpr law_table<1> log1p::laws() { return operations::laws::of_log1p; }
constexpr law_table<1> cos::laws() { return operations::laws::of_cos; }
constexpr law_table<1> cosh::laws() { return operations::laws::of_cosh; }
constexpr law_table<1> tan::laws() { return operations::laws::of_tan; }
constexpr law_table<1> sinh::laws() { return operations::laws::of_sinh; }
constexpr law_table<1> asinh::laws() { return operations::laws::of_asinh; }
constexpr law_table<1> atanh::laws() { return operations::laws::of_atanh; }
constexpr law_table<1> abs::laws() { return operations::laws::of_abs; }

}  // namespace operations

}  // namespace ctgrad
