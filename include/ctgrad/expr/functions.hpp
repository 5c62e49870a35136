/// Functions of expressions, entry by entry on any shape; scalars broadcast.
#pragma once

#include <ctgrad/expr/linear.hpp>

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
constexpr auto sin(operand auto u) { return detail::build<detail::rule<operations::sin>>(u); }
constexpr auto cos(operand auto u) { return detail::build<detail::rule<operations::cos>>(u); }
constexpr auto tan(operand auto u) { return detail::build<detail::rule<operations::tan>>(u); }
constexpr auto asin(operand auto u) { return detail::build<detail::rule<operations::asin>>(u); }
constexpr auto acos(operand auto u) { return detail::build<detail::rule<operations::acos>>(u); }
constexpr auto atan(operand auto u) { return detail::build<detail::rule<operations::atan>>(u); }
constexpr auto sinh(operand auto u) { return detail::build<detail::rule<operations::sinh>>(u); }
constexpr auto cosh(operand auto u) { return detail::build<detail::rule<operations::cosh>>(u); }
constexpr auto tanh(operand auto u) { return detail::build<detail::rule<operations::tanh>>(u); }
constexpr auto asinh(operand auto u) { return detail::build<detail::rule<operations::asinh>>(u); }
constexpr auto acosh(operand auto u) { return detail::build<detail::rule<operations::acosh>>(u); }
constexpr auto atanh(operand auto u) { return detail::build<detail::rule<operations::atanh>>(u); }
constexpr auto erf(operand auto u) { return detail::build<detail::rule<operations::erf>>(u); }
constexpr auto erfc(operand auto u) { return detail::build<detail::rule<operations::erfc>>(u); }
/// Derivative sign(u), 0 at 0.
constexpr auto abs(operand auto u) { return detail::build<detail::rule<operations::abs>>(u); }
/// -1, 0 or 1; derivative 0.
constexpr auto sign(operand auto u) { return detail::build<detail::rule<operations::sign>>(u); }
/// Derivative 0.
constexpr auto floor(operand auto u) { return detail::build<detail::rule<operations::floor>>(u); }
/// max(u, 0); derivative 0 at 0.
constexpr auto relu(operand auto u) { return detail::build<detail::rule<operations::relu>>(u); }
constexpr auto elu(operand auto u) { return detail::build<detail::rule<operations::elu>>(u); }
/// 1 / (1 + exp(-u)), without overflow.
constexpr auto sigmoid(operand auto u) { return detail::build<detail::rule<operations::sigmoid>>(u); }
/// log(1 + exp(u)), without overflow.
constexpr auto softplus(operand auto u) { return detail::build<detail::rule<operations::softplus>>(u); }
/// The same value; the operation inside is rounded as written, and no rule looks past it.
constexpr auto exactly(operand auto u) { return detail::build<detail::rule<operations::exactly>>(u); }

namespace detail {

template <class Operation, label Name, operand A, operand B> constexpr auto binary_function() {
    if constexpr (!broadcastable(extent_of<A>, extent_of<B>))
        return refuse<&mismatch<Name, "both arguments must have one shape", id_of<A>, id_of<B>>,
                      A>();
    else return built_from<rule<Operation>, id_of<A>, id_of<B>>();
}

}  // namespace detail

constexpr auto square(operand auto u) { return detail::build<detail::to_power<2, 1>>(u); }
constexpr auto sqrt(operand auto u) { return detail::build<detail::to_power<1, 2>>(u); }
constexpr auto cbrt(operand auto u) { return detail::build<detail::to_power<1, 3>>(u); }

/// base^exponent; the exponent is a literal, an integral constant or an expression.
template <operand A, operand B> constexpr auto pow(A, B) {
    return detail::binary_function<operations::pow, "pow", A, B>();
}

/// The angle of the point (x, y).
template <operand A, operand B> constexpr auto atan2(A, B) {
    return detail::binary_function<operations::atan2, "atan2", A, B>();
}

/// sqrt(a^2 + b^2) without overflow.
template <operand A, operand B> constexpr auto hypot(A, B) {
    return detail::binary_function<operations::hypot, "hypot", A, B>();
}

/// The smaller; a tie shares the derivative equally.
template <operand A, operand B> constexpr auto min(A, B) {
    return detail::binary_function<operations::min, "min", A, B>();
}

/// The larger; a tie shares the derivative equally.
template <operand A, operand B> constexpr auto max(A, B) {
    return detail::binary_function<operations::max, "max", A, B>();
}

/// u limited to [low, high]; on the bounds the derivative is 1.
constexpr auto clamp(operand auto u, operand auto low, operand auto high) {
    return detail::build<detail::rule<operations::clamp>>(u, low, high);
}

/// a where the condition holds (is not 0), else b.
constexpr auto select(operand auto condition, operand auto a, operand auto b) {
    return detail::build<detail::rule<operations::select>>(condition, a, b);
}

/// u for u > 0, else slope * u.
constexpr auto leaky_relu(operand auto u, operand auto slope) {
    return detail::build<detail::rule<operations::leaky_relu>>(u, slope);
}

/// leaky_relu with PyTorch's slope of 0.01.
constexpr auto leaky_relu(operand auto u) {
    return leaky_relu(u, detail::constant_expression<1, 100>());
}

/// u sigmoid(u)
constexpr auto silu(operand auto u) { return hadamard(u, sigmoid(u)); }

/// u / 2 (1 + erf(u / sqrt 2))
constexpr auto gelu(operand auto u) {
    constexpr auto half = detail::constant_expression<1, 2>();
    return hadamard(half * u, detail::constant_expression<1, 1>() + erf(sqrt(half) * u));
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
    return u / (detail::constant_expression<1, 1>() + abs(u));
}

/// u limited to [-1, 1].
constexpr auto hard_tanh(operand auto u) {
    return clamp(u, detail::constant_expression<-1, 1>(), detail::constant_expression<1, 1>());
}

}  // namespace ctgrad
