/// Where identities stand in a list: found by a hash, as there may be hundreds.
#pragma once

#include <bit>

#include <ctgrad/core/config.hpp>
#include <ctgrad/core/hash.hpp>

namespace ctgrad::detail {

/// The places of up to Count identities.
template <int Count> struct identity_table {
    static constexpr unsigned slots = std::bit_ceil(2 * static_cast<unsigned>(Count) + 1);

    identity ids[slots]{};
    int places[slots]{};  ///< 1 + place, 0 where there is none

    /// Place of the identity; -1: it is not there.
    constexpr int find(identity id) const { return places[slot_of(id)] - 1; }

    /// Puts the identity at a place; its place until now, or -1.
    constexpr int put(identity id, int place) {
        const unsigned slot = slot_of(id);
        const int before = places[slot] - 1;
        ids[slot] = id;
        places[slot] = place + 1;
        return before;
    }

private:
    constexpr unsigned slot_of(identity id) const {
        unsigned slot = static_cast<unsigned>(id) % slots;
        while (places[slot] > 0 && ids[slot] != id) slot = (slot + 1) % slots;
        return slot;
    }
};

}  // namespace ctgrad::detail
