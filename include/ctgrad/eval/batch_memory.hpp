/// Where the values of a batch lie while a tile of samples is worked on.
#pragma once

#include <ctgrad/plan/batch_program.hpp>

namespace ctgrad::detail {

/// What the steps of one tile work on.
template <class T> struct batch_memory {
    T* shared;
    T* tile;
    const T* const* parameters;     ///< by input
    const T* const* samples;        ///< by input: first row of the tile
    const std::ptrdiff_t* strides;  ///< by input: from row to row
    T* const* outputs;
    int capacity;  ///< samples a tile has room for
    int count;     ///< samples in this tile
    std::ptrdiff_t first_sample;
    int total;  ///< samples in the batch
};

/// A value over a tile: its first number for sample 0, and the distance to the next sample.
template <class T> struct tile_view {
    T* data;
    std::ptrdiff_t stride;
};

template <class T>
CTGRAD_INLINE tile_view<const T> view_at(const batch_address& a, const batch_memory<T>& m) {
    switch (a.where) {
    case batch_space::shared: return {m.shared + a.offset + a.inner, 0};
    case batch_space::tile:
        return {m.tile + static_cast<std::ptrdiff_t>(a.offset) * m.capacity + a.inner, a.stride};
    case batch_space::parameter: return {m.parameters[a.index] + a.inner, 0};
    case batch_space::sample: return {m.samples[a.index] + a.inner, m.strides[a.index]};
    default: return {nullptr, 0};
    }
}

template <class T>
CTGRAD_INLINE tile_view<T> target_at(const batch_address& a, const batch_memory<T>& m) {
    if (a.where == batch_space::shared) return {m.shared + a.offset + a.inner, 0};
    return {m.tile + static_cast<std::ptrdiff_t>(a.offset) * m.capacity + a.inner, a.stride};
}

}  // namespace ctgrad::detail
