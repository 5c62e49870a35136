/// Activation functions as objects: `nn::relu(u)` is an expression, `dense<64, 32, nn::relu>` a
/// layer.
#pragma once

#include <ctgrad/expr/functions.hpp>

namespace ctgrad::nn {

namespace activation {

/// The output is the weighted sum itself.
struct identity {
    constexpr auto operator()(operand auto u) const { return u; }
};
struct relu {
    constexpr auto operator()(operand auto u) const { return ctgrad::relu(u); }
};
struct leaky_relu {
    constexpr auto operator()(operand auto u) const { return ctgrad::leaky_relu(u); }
    constexpr auto operator()(operand auto u, operand auto slope) const {
        return ctgrad::leaky_relu(u, slope);
    }
};
struct elu {
    constexpr auto operator()(operand auto u) const { return ctgrad::elu(u); }
};
struct selu {
    constexpr auto operator()(operand auto u) const { return ctgrad::selu(u); }
};
struct gelu {
    constexpr auto operator()(operand auto u) const { return ctgrad::gelu(u); }
};
struct silu {
    constexpr auto operator()(operand auto u) const { return ctgrad::silu(u); }
};
struct sigmoid {
    constexpr auto operator()(operand auto u) const { return ctgrad::sigmoid(u); }
};
struct log_sigmoid {
    constexpr auto operator()(operand auto u) const { return ctgrad::log_sigmoid(u); }
};
struct softplus {
    constexpr auto operator()(operand auto u) const { return ctgrad::softplus(u); }
};
struct softsign {
    constexpr auto operator()(operand auto u) const { return ctgrad::softsign(u); }
};
struct hard_tanh {
    constexpr auto operator()(operand auto u) const { return ctgrad::hard_tanh(u); }
};
struct tanh {
    constexpr auto operator()(operand auto u) const { return ctgrad::tanh(u); }
};

}  // namespace activation

inline constexpr activation::identity identity{};
inline constexpr activation::relu relu{};
inline constexpr activation::leaky_relu leaky_relu{};
inline constexpr activation::elu elu{};
inline constexpr activation::selu selu{};
inline constexpr activation::gelu gelu{};
inline constexpr activation::silu silu{};
inline constexpr activation::sigmoid sigmoid{};
inline constexpr activation::log_sigmoid log_sigmoid{};
inline constexpr activation::softplus softplus{};
inline constexpr activation::softsign softsign{};
inline constexpr activation::hard_tanh hard_tanh{};
inline constexpr activation::tanh tanh{};

}  // namespace ctgrad::nn
