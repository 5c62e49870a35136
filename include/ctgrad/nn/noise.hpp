/// Dropout and noise on activations: random numbers that belong to samples.
///
///   constexpr auto mask = vector<"mask", 64>;               // one random number per neuron
///   constexpr auto h = nn::dropout(relu(z), mask, 0.2_c);   // in the loss, not in what predicts
///   nn::samples data(x = rows(images), mask = nn::uniform_rows<float>(seed), ...);  // for fit
///
/// A number depends on the seed, the epoch, the number of its sample and its place alone (it is
/// counted, not drawn in turn), so that neither batches nor threads change it.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include <ctgrad/eval/binding.hpp>
#include <ctgrad/expr/functions.hpp>

namespace ctgrad::nn {

enum class distribution : unsigned char { uniform, normal };

/// Rows of random numbers of type T, one row per sample and epoch, as many as other rows have.
template <class T> struct random_rows {
    std::uint64_t seed = 0;
    distribution kind = distribution::uniform;

    /// The number at a place of a sample's row.
    T operator()(std::uint64_t epoch, std::uint64_t sample, std::uint64_t place) const {
        const std::uint64_t bits = mix(mix(mix(seed, epoch), sample), place);
        if (kind == distribution::uniform) return static_cast<T>(unit(bits));
        // Box and Muller's transform; 1 - u is never 0.
        const double radius = std::sqrt(-2 * std::log(1 - unit(bits)));
        return static_cast<T>(radius * std::cos(2 * std::numbers::pi * unit(mix(bits, 1))));
    }

private:
    /// In [0, 1), with the 24 digits that float has too: so that rounding never makes it 1.
    static double unit(std::uint64_t bits) { return static_cast<double>(bits >> 40) * 0x1p-24; }
};

/// Uniform in [0, 1): for dropout.
template <class T> constexpr random_rows<T> uniform_rows(std::uint64_t seed) {
    return {seed, distribution::uniform};
}
/// Normal with mean 0 and deviation 1: for noise.
template <class T> constexpr random_rows<T> normal_rows(std::uint64_t seed) {
    return {seed, distribution::normal};
}

/// Each entry of u is 0 with probability `rate`, and 1 / (1 - rate) times itself otherwise: random
/// has u's shape and holds uniform numbers. Inverted dropout, so that nothing is to be scaled where
/// there is none (Srivastava et al., 2014). Requirement: 0 <= rate < 1.
constexpr auto dropout(operand auto u, operand auto random, operand auto rate) {
    constexpr auto one = ctgrad::detail::constant_expression<1, 1>();
    return hadamard(u, rate <= random) / (one - rate);
}

/// u + deviation * random, where random has u's shape and holds normal numbers.
constexpr auto noisy(operand auto u, operand auto random, operand auto deviation) {
    return u + deviation * random;
}

}  // namespace ctgrad::nn

namespace ctgrad::detail {

template <class T> struct numbers_of<nn::random_rows<T>> {
    using type = T;
    static constexpr bool fixed = false, contiguous = false;
    static constexpr shape extent() { return scalar_shape; }
    static constexpr bool fits(shape) { return true; }
};

}  // namespace ctgrad::detail
