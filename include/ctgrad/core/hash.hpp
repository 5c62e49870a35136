/// The hash that names content: 64 bits, the same on every compiler and platform.
#pragma once

#include <cstdint>

#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

using identity = std::uint64_t;

/// Two rounds of a multiply-xorshift mixer (constants of SplitMix64 and MurmurHash3). Reversible in
/// either argument, so that neighbours never meet.
constexpr identity mix(identity seed, identity value) {
    // One statement, since clang limits how many a constant expression executes.
    return seed = (seed ^ (seed >> 32)) * 0xBF58476D1CE4E5B9u + value + 0x9E3779B97F4A7C15u,
           seed = (seed ^ (seed >> 29)) * 0xFF51AFD7ED558CCDu, seed ^ (seed >> 33);
}

constexpr identity hash(core::text_view text) {
    identity result = text.size();
    for (char c : text) result = mix(result, static_cast<unsigned char>(c));
    return result;
}

}  // namespace ctgrad
