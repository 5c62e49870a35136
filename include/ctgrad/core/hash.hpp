/// The hash that names content: 64 bits, the same on every compiler and platform.
#pragma once

#include <cstdint>
#include <string_view>

namespace ctgrad {

using identity = std::uint64_t;

/// One round of a multiply-xorshift mixer (the constants of SplitMix64 and MurmurHash3).
constexpr identity mix(identity seed, identity value) {
    seed = (seed ^ (value + 0x9E3779B97F4A7C15u + (seed << 6) + (seed >> 2))) * 0xFF51AFD7ED558CCDu;
    return seed ^ (seed >> 33);
}

constexpr identity hash(std::string_view text) {
    identity result = text.size();
    for (char c : text) result = mix(result, static_cast<unsigned char>(c));
    return result;
}

}  // namespace ctgrad
