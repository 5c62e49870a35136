/// Where the values of a batch lie while it is worked on.
#pragma once

#include <ctgrad/kernel/lane.hpp>
#include <ctgrad/plan/batch_memory.hpp>

namespace ctgrad::detail {

/// What happens to the numbers of an output as soon as they are final: the step of an optimiser.
struct batch_finish {
    void* object;
    void (*finish)(void* object, int output, std::ptrdiff_t first, std::ptrdiff_t count);
};

/// What the steps of a batch work on.
template <class T> struct batch_memory {
    T* shared;
    T* tile;
    kernel::lane<T>* scratch;       ///< where structural steps work
    T* numbers;                     ///< where they write out constant operands
    const T* const* parameters;     ///< by input
    const T* const* samples;        ///< by input: its first row
    const std::ptrdiff_t* strides;  ///< by input: from row to row
    T* const* outputs;
    int capacity;                 ///< from entry to entry of a value: samples, in whole registers
    int count;                    ///< samples at work
    std::ptrdiff_t first_sample;  ///< of the batch
    int total;                    ///< samples in the batch
    const batch_finish* last = nullptr;  ///< given with the last samples of a batch
    const T* ahead = nullptr;            ///< sums of products that were made in front of a run
    T* kept = nullptr;                   ///< vectors of one sample that wait for a product

    /// Nothing was written to the outputs yet.
    bool starts() const { return first_sample == 0; }

    /// Some numbers of a step's output are as this step leaves them.
    CTGRAD_INLINE void finish(const batch_step* s, std::ptrdiff_t from, std::ptrdiff_t size) const {
        if (last && s->final) last->finish(last->object, s->output, from, size);
    }
};

/// Whether there is a value of every sample.
constexpr bool varies(const batch_address& a) {
    return a.where == batch_space::tile || a.where == batch_space::sample ||
           a.where == batch_space::bound || a.where == batch_space::result;
}

/// A value, entry by entry; `row` numbers lie between them. In a tile the samples of an entry lie
/// side by side; of a shared value there is one number per entry.
template <class T> struct entries {
    T* data;
    std::ptrdiff_t row;
};

/// A value of all samples of the tile, or a shared value.
template <class T>
CTGRAD_INLINE entries<const T> in_tile(const batch_address& a, const batch_memory<T>& m) {
    switch (a.where) {
    case batch_space::shared: return {m.shared + a.offset + a.inner, 1};
    case batch_space::parameter: return {m.parameters[a.index] + a.inner, 1};
    case batch_space::constant: return {nullptr, 0};
    case batch_space::bound:
        return {m.samples[a.index] + std::ptrdiff_t{a.inner} * m.capacity, m.capacity};
    case batch_space::result:
        return {m.outputs[a.index] + std::ptrdiff_t{a.inner} * m.capacity, m.capacity};
    case batch_space::shared_result: return {m.outputs[a.index] + a.inner, 1};
    default: return {m.tile + std::ptrdiff_t{a.offset + a.inner} * m.capacity, m.capacity};
    }
}

template <class T>
CTGRAD_INLINE entries<T> target_in_tile(const batch_address& a, const batch_memory<T>& m) {
    if (a.where == batch_space::result)
        return {m.outputs[a.index] + std::ptrdiff_t{a.inner} * m.capacity, m.capacity};
    return {m.tile + std::ptrdiff_t{a.offset + a.inner} * m.capacity, m.capacity};
}

/// A value of one sample, or a shared value: consecutive numbers. The kind of place is known while
/// compiling: a choice for every operand takes compilers long.
template <batch_space::code Where, class T>
CTGRAD_INLINE const T* of_sample(const batch_address& a, const batch_memory<T>& m) {
    if constexpr (Where == batch_space::constant) return nullptr;
    else if constexpr (Where == batch_space::shared) return m.shared + a.offset + a.inner;
    else if constexpr (Where == batch_space::tile) return m.tile + a.offset + a.inner;
    else if constexpr (Where == batch_space::parameter) return m.parameters[a.index] + a.inner;
    else if constexpr (Where == batch_space::sample || Where == batch_space::bound)
        return m.samples[a.index] + a.inner;
    else return m.outputs[a.index] + a.inner;
}

/// The same where it is known when the program runs.
template <class T>
CTGRAD_INLINE const T* of_sample(const batch_address& a, const batch_memory<T>& m) {
    switch (a.where) {
    case batch_space::constant: return of_sample<batch_space::constant>(a, m);
    case batch_space::shared: return of_sample<batch_space::shared>(a, m);
    case batch_space::tile: return of_sample<batch_space::tile>(a, m);
    case batch_space::parameter: return of_sample<batch_space::parameter>(a, m);
    case batch_space::sample:
    case batch_space::bound: return of_sample<batch_space::sample>(a, m);
    default: return of_sample<batch_space::result>(a, m);
    }
}

template <batch_space::code Where, class T>
CTGRAD_INLINE T* target_of_sample(const batch_address& a, const batch_memory<T>& m) {
    if constexpr (Where == batch_space::result || Where == batch_space::shared_result)
        return m.outputs[a.index] + a.inner;
    else if constexpr (Where == batch_space::shared) return m.shared + a.offset + a.inner;
    else return m.tile + a.offset + a.inner;
}

}  // namespace ctgrad::detail
