/// Argument reduction: x = n pi / 2 + rest with |rest| <= pi / 4, exact to the last digit of rest.
///
/// M. H. Payne and R. N. Hanek, "Radian reduction for trigonometric functions", SIGNUM 18 (1983):
/// of the product x (2 / pi) only the words around the binary point are ever computed.
#pragma once

#include <cstdint>

#include <ctgrad/core/math/double_word.hpp>
#include <ctgrad/core/math/evaluate.hpp>
#include <ctgrad/core/math/floating_point.hpp>

namespace ctgrad::math::constant {

/// quadrant pi / 2 + rest; the quadrant only counts modulo 4.
struct circular_argument {
    int quadrant;
    double_word rest;
};

/// 2 / pi, 32 bits a word, first word after the binary point.
inline constexpr std::uint32_t two_over_pi[] = {
    0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561,
    0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484,
    0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f,
    0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b,
    0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20, 0x9af4361d,
};

/// Whether the table reaches: |x| < 2^1024, all finite doubles.
constexpr bool can_reduce(long double x) noexcept {
    return x == x && abs(x) <= static_cast<long double>(std::numeric_limits<double>::max());
}

/// For 0 <= x where `can_reduce(x)`.
constexpr circular_argument reduce_by_half_pi(long double x) noexcept {
    if (x < pi.high / 4) { return {0, {x, 0}}; }
    constexpr int size = 1 + (limits::digits + 30) / 32;   // words of x
    constexpr int fraction = 1 + 2 * limits::digits / 32;  // words of x (2 / pi) mod 1

    // x = (the words of x, the first before the binary point) 2^(32 shift)
    const auto [mantissa, exponent] = decompose(x);
    const int shift = exponent < 0 ? 0 : exponent / 32;
    long double rest = scale(mantissa, exponent - 32 * shift);
    std::uint32_t words[size]{};
    for (auto& word : words) {
        word = static_cast<std::uint32_t>(rest);
        rest = (rest - static_cast<long double>(word)) * 0x1p32L;
    }

    // product[i] has weight 2^(-32 i); of product[0] only the value modulo 4 counts
    std::uint32_t product[fraction + 2]{};
    std::uint64_t carry = 0;
    for (int i = fraction + 1; i >= 0; --i) {
        std::uint64_t low = carry;
        std::uint64_t high = 0;
        for (int j = 0; j < size; ++j) {
            const int k = shift + i - j - 1;
            const std::uint64_t term = k < 0 ? 0 : std::uint64_t{words[j]} * two_over_pi[k];
            low += term & 0xffffffff;
            high += term >> 32;
        }
        product[i] = static_cast<std::uint32_t>(low);
        carry = high + (low >> 32);
    }

    const bool round_up = product[1] >> 31 != 0;
    double_word turns{};
    long double weight = 1;
    for (int i = 1; i <= fraction; ++i) {
        weight /= 0x1p32L;
        turns = turns + static_cast<long double>(round_up ? ~product[i] : product[i]) * weight;
    }
    turns = turns * (round_up ? -0.5L : 0.5L);
    return {static_cast<int>(product[0] % 4) + (round_up ? 1 : 0), turns * pi};
}

}  // namespace ctgrad::math::constant
