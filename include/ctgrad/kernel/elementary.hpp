/// Elementary functions of whole packs of float, with an error of a few units in the last place.
#pragma once

#include <cstdint>
#include <limits>

#include <ctgrad/kernel/simd.hpp>

namespace ctgrad::kernel {

namespace detail {

using whole_numbers [[gnu::vector_size(register_bytes)]] = std::int32_t;

/// c[0] u^(n-1) + ... + c[n-1]
template <int N> CTGRAD_INLINE pack<float> polynomial(const float (&c)[N], pack<float> u) {
    pack<float> sum = broadcast(c[0]);
    CTGRAD_UNROLL for (int i = 1; i < N; ++i) sum = sum * u + broadcast(c[i]);
    return sum;
}

/// e^u for -86.9 <= u <= 88.72: 2^n e^r with n whole and |r| <= log(2) / 2; 2 units in the last
/// place (S. L. Moshier, Cephes, expf).
CTGRAD_INLINE pack<float> exp_within(pack<float> u) {
    constexpr float coefficients[] = {1.9875691500e-4f, 1.3981999507e-3f, 8.3334519073e-3f,
                                      4.1665795894e-2f, 1.6666665459e-1f, 5.0000001201e-1f};
    // Added to a number, 1.5 * 2^23 rounds it to a whole one, which then stands in the lowest bits.
    constexpr float magic = 12582912;
    const pack<float> shifted = u * 1.44269504f + magic, n = shifted - magic;
    const pack<float> r = (u - n * 0.693359375f) + n * 2.12194440e-4f;
    const pack<float> power = polynomial(coefficients, r) * (r * r) + (r + 1.0f);
    // 2^(n - 1), as 2^128 is no float: the last bits of `shifted` become the exponent.
    const auto bits = __builtin_bit_cast(whole_numbers, shifted) + (126 - 0x4b400000);
    return (power + power) * __builtin_bit_cast(pack<float>, bits << 23);
}

}  // namespace detail

/// e^u for every lane; infinite where float overflows, zero below 2e-38.
CTGRAD_INLINE pack<float> exp(pack<float> u) {
    const pack<float> low = broadcast(-86.9f), high = broadcast(88.7228317f);
    const pack<float> y = detail::exp_within(u < low ? low : u > high ? high : u);
    const pack<float> infinite = broadcast(std::numeric_limits<float>::infinity());
    return u > high ? infinite : u < low ? pack<float>{} : y;
}

/// tanh for every lane: an odd polynomial near 0, 1 - 2 / (e^2u + 1) elsewhere; 2 units in the last
/// place (Cephes, tanhf).
CTGRAD_INLINE pack<float> tanh(pack<float> u) {
    constexpr float coefficients[] = {-5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f,
                                      1.33314422036e-1f, -3.33332819422e-1f};
    const pack<float> size = u < 0.0f ? -u : u, square = u * u, bound = broadcast(20.0f);
    const pack<float> near = detail::polynomial(coefficients, square) * square * u + u;
    const pack<float> twice = size + size, limited = twice > bound ? bound : twice;
    const pack<float> far = 1.0f - 2.0f / (detail::exp_within(limited) + 1.0f);
    return size < 0.625f ? near : u < 0.0f ? -far : far;
}

/// 1 / (1 + e^-u) for every lane; at least 2e-38.
CTGRAD_INLINE pack<float> sigmoid(pack<float> u) {
    const pack<float> least = broadcast(-86.9f), below = u < 0.0f ? u : -u;
    const pack<float> small = detail::exp_within(below < least ? least : below);
    return (u < 0.0f ? small : broadcast(1.0f)) / (1.0f + small);
}

}  // namespace ctgrad::kernel
