/// Functions of expressions, entry by entry on any shape; scalars broadcast.
#pragma once

#include <initializer_list>

#include <ctgrad/expr/linear.hpp>
#include <ctgrad/expr/symbol.hpp>

namespace ctgrad {

constexpr auto exp(operand auto u) { return detail::build<detail::rule<operations::exp>>(u); }
/// exp(u) - 1, accurate near 0.
constexpr auto expm1(operand auto u) { return detail::build<detail::rule<operations::expm1>>(u); }
constexpr auto exp2(operand auto u) { return detail::build<detail::rule<operations::exp2>>(u); }
/// The natural logarithm.
constexpr auto log(operand auto u) { return detail::build<detail::rule<operations::log>>(u); }
/// log(1 + u), accurate near 0.
constexpr auto log1p(operand auto u) { return detail::build<detail::rule<operations::log1p>>(u); }
constexpr auto log2(operand auto u) { return detail::build<detail::rule<operations::log2>>(u); }
constexpr auto log10(operand auto u) { return detail::build<detail::rule<operations::log10>>(u); }
/// 1 - u^2, accurate near |u| = 1.
constexpr auto one_minus_square(operand auto u) {
    return detail::build<detail::rule<operations::one_minus_square>>(u);
}
constexpr auto sin(operand auto u) { return detail::build<detail::rule<operations::sin>>(u); }
constexpr auto cos(operand auto u) { return detail::build<detail::rule<operations::cos>>(u); }
constexpr auto tan(operand auto u) { return detail::build<detail::rule<operations::tan>>(u); }
constexpr auto asin(operand auto u) { return detail::build<detail::rule<operations::asin>>(u); }
constexpr auto acos(operand auto u) { return detail::build<detail::rule<operations::acos>>(u); }
constexpr auto atan(operand auto u) { return detail::build<detail::rule<operations::atan>>(u); }
constexpr auto sinh(operand auto u) { return detail::build<detail::rule<operations::sinh>>(u); }
constexpr auto cosh(operand auto u) { return detail::build<detail::rule<operations::cosh>>(u); }
constexpr auto tanh(operand auto u) { return detail::build<detail::rule<operations::tanh>>(u); }
/// log(cosh(u)), without overflow.
constexpr auto log_cosh(operand auto u) {
    return detail::build<detail::rule<operations::log_cosh>>(u);
}
constexpr auto asinh(operand auto u) { return detail::build<detail::rule<operations::asinh>>(u); }
constexpr auto acosh(operand auto u) { return detail::build<detail::rule<operations::acosh>>(u); }
constexpr auto atanh(operand auto u) { return detail::build<detail::rule<operations::atanh>>(u); }
constexpr auto erf(operand auto u) { return detail::build<detail::rule<operations::erf>>(u); }
constexpr auto erfc(operand auto u) { return detail::build<detail::rule<operations::erfc>>(u); }
/// Gamma(u), which is (u - 1)! for whole u > 0. Derivative tgamma(u) digamma(u).
constexpr auto tgamma(operand auto u) { return detail::build<detail::rule<operations::tgamma>>(u); }
/// ln |Gamma(u)|. Derivative digamma(u).
constexpr auto lgamma(operand auto u) { return detail::build<detail::rule<operations::lgamma>>(u); }
/// The derivative of lgamma(u); accurate to the last digits beside its positive zero, too.
constexpr auto digamma(operand auto u) {
    return detail::build<detail::rule<operations::digamma>>(u);
}
/// Derivative sign(u), 0 at 0.
constexpr auto abs(operand auto u) { return detail::build<detail::rule<operations::abs>>(u); }
/// -1, 0 or 1; derivative 0.
constexpr auto sign(operand auto u) { return detail::build<detail::rule<operations::sign>>(u); }
/// Derivative 0.
constexpr auto floor(operand auto u) { return detail::build<detail::rule<operations::floor>>(u); }
/// -floor(-u); derivative 0.
constexpr auto ceil(operand auto u) { return -floor(-u); }
/// max(u, 0); derivative 0 at 0.
constexpr auto relu(operand auto u) { return detail::build<detail::rule<operations::relu>>(u); }
constexpr auto elu(operand auto u) { return detail::build<detail::rule<operations::elu>>(u); }
/// 1 / (1 + exp(-u)), without overflow.
constexpr auto sigmoid(operand auto u) {
    return detail::build<detail::rule<operations::sigmoid>>(u);
}
/// log(1 + exp(u)), without overflow.
constexpr auto softplus(operand auto u) {
    return detail::build<detail::rule<operations::softplus>>(u);
}
/// The same value; the operation inside is rounded as written, and no rule looks past it.
constexpr auto exactly(operand auto u) {
    return detail::build<detail::rule<operations::exactly>>(u);
}

namespace detail {

/// Arguments of which at least one is an expression; plain numbers among them are refused.
template <class... T>
concept arguments = (beside_symbol<T> && ...) && ((expression<T> || is_symbol<T>) || ...);

constexpr bool all_broadcastable(std::initializer_list<shape> extents) {
    for (const shape& a : extents)
        for (const shape& b : extents)
            if (!broadcastable(a, b)) return false;
    return true;
}

template <class Operation, core::label Name, class... Arguments>
    requires arguments<Arguments...>
constexpr auto function(Arguments... u) {
    if constexpr ((is_symbol<Arguments> || ...)) return combined<rule<Operation>>(u...);
    else if constexpr ((std::is_arithmetic_v<Arguments> || ...))
        return refuse_number<Arguments...>();
    else if constexpr (!all_broadcastable({extent_of<Arguments>...}))
        return refuse_call<Name, "all arguments must have one shape", Arguments...>();
    else return built_from<rule<Operation>, Arguments...>();
}

}  // namespace detail

constexpr auto square(operand auto u) { return detail::build<detail::to_power<2, 1>>(u); }
constexpr auto sqrt(operand auto u) { return detail::build<detail::to_power<1, 2>>(u); }
constexpr auto cbrt(operand auto u) { return detail::build<detail::to_power<1, 3>>(u); }

/// base^exponent; the exponent is a literal, an integral constant or an expression.
template <class A, class B>
    requires detail::arguments<A, B>
constexpr auto pow(A a, B b) {
    return detail::function<operations::pow, "pow">(a, b);
}

/// The derivative of order n of digamma(u); n is a literal or an integral constant, at most 40:
/// polygamma(1_c, u) is the trigamma function.
template <operand N, operand U> constexpr auto polygamma(N n, U u) {
    constexpr int order = detail::integer_value<N>();
    if constexpr (order < 0 || order > math::largest_polygamma_order)
        return detail::refuse_call<"polygamma", "the order is one of 0, 1, ..., 40", N, U>();
    else return detail::build<detail::rule<operations::polygamma>>(n, u);
}

/// The angle of the point (x, y).
template <class A, class B>
    requires detail::arguments<A, B>
constexpr auto atan2(A a, B b) {
    return detail::function<operations::atan2, "atan2">(a, b);
}

/// sqrt(a^2 + b^2) without overflow.
template <class A, class B>
    requires detail::arguments<A, B>
constexpr auto hypot(A a, B b) {
    return detail::function<operations::hypot, "hypot">(a, b);
}

/// The smaller; a tie shares the derivative equally.
template <class A, class B>
    requires detail::arguments<A, B>
constexpr auto min(A a, B b) {
    return detail::function<operations::min, "min">(a, b);
}

/// The larger; a tie shares the derivative equally.
template <class A, class B>
    requires detail::arguments<A, B>
constexpr auto max(A a, B b) {
    return detail::function<operations::max, "max">(a, b);
}

/// u limited to [low, high]; on the bounds the derivative is 1.
template <class U, class Low, class High>
    requires detail::arguments<U, Low, High>
constexpr auto clamp(U u, Low low, High high) {
    return detail::function<operations::clamp, "clamp">(u, low, high);
}

/// a where the condition holds (is not 0), else b.
template <class Condition, class A, class B>
    requires detail::arguments<Condition, A, B>
constexpr auto select(Condition condition, A a, B b) {
    return detail::function<operations::select, "select">(condition, a, b);
}

/// u for u > 0, else slope * u.
template <class U, class Slope>
    requires detail::arguments<U, Slope>
constexpr auto leaky_relu(U u, Slope slope) {
    return detail::function<operations::leaky_relu, "leaky_relu">(u, slope);
}

/// leaky_relu with PyTorch's slope of 0.01.
constexpr auto leaky_relu(operand auto u) {
    return leaky_relu(u, detail::constant_expression<1, 100>());
}

/// u sigmoid(u); the third derivative is only absolutely accurate beside its zero at 0.
constexpr auto silu(operand auto u) { return hadamard(u, sigmoid(u)); }

/// u / 2 (1 + erf(u / sqrt 2)), written with erfc, which keeps its digits where erf is near -1. It
/// and its derivatives are as accurate as exp(-u^2 / 2) is: to u^2 units in the last place.
constexpr auto gelu(operand auto u) {
    constexpr auto half = detail::constant_expression<1, 2>();
    return hadamard(half * u, erfc(-sqrt(half) * u));
}

/// elu scaled so that activations keep mean 0 and variance 1 (Klambauer et al., 2017).
constexpr auto selu(operand auto u) {
    constexpr auto scale = detail::constant_expression<10507009873554805, 10000000000000000>();
    constexpr auto alpha = detail::constant_expression<16732632423543772, 10000000000000000>();
    constexpr auto zero = detail::constant_expression<0, 1>();
    return scale * (relu(u) + alpha * expm1(min(u, zero)));
}

/// -softplus(-u), the logarithm of sigmoid(u).
constexpr auto log_sigmoid(operand auto u) { return -softplus(-u); }

/// u / (1 + |u|)
constexpr auto softsign(operand auto u) {
    return detail::build<detail::rule<operations::softsign>>(u);
}

/// u limited to [-1, 1]; on the bounds the derivative is 0.
constexpr auto hard_tanh(operand auto u) {
    return detail::build<detail::rule<operations::hard_tanh>>(u);
}

}  // namespace ctgrad
