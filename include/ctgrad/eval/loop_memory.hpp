/// The memory of loops that run as batch programs: for one sample, or for a tile of them.
#pragma once

#include <ctgrad/eval/batch_execute.hpp>

namespace ctgrad::detail {

/// What loops of a program, and what is between them, work on.
template <class T> struct loop_memory {
    T* arena;                       ///< values of samples: `capacity` of them for every entry
    T* shared;                      ///< values that all samples share, at the same places
    const T* const* inputs;         ///< of a sample input: its first row
    const std::ptrdiff_t* strides;  ///< by input: from row to row
    T* const* results;              ///< by output of the program
    T* tile;                        ///< memory of a program while it runs, as of a batch_memory
    T* values;
    T* numbers;
    kernel::lane<T>* scratch;
    T* ahead;
    T* kept;
    T* spread;  ///< rows that all samples share, as they lie in a tile
    int capacity;
    int count;

    batch_memory<T> of_program(const T* const* parameters, const T* const* samples,
                               const std::ptrdiff_t* steps, T* const* outputs) const {
        return {values, tile,    scratch,  numbers, parameters, samples,
                steps,  outputs, capacity, count,   0,          count};
    }

    /// A value of all samples as it lies in a tile: from rows, or the same for all.
    const T* spread_out(const T* rows, std::ptrdiff_t stride, int entries, T* to) const {
        for (int i = 0; i < entries; ++i)
            for (int k = 0; k < capacity; ++k)
                to[i * capacity + k] = rows[(k < count ? k : count - 1) * stride + i];
        return to;
    }
};

/// Steps of a loop: from `begin`, which is the first one or one whose state was kept, to `end`, of
/// `steps` that run. Where they run again, the sums are there already.
struct step_range {
    int begin;
    int end;
    int steps;
    bool again;
};

/// Memory for so many values of so many samples.
template <class T> constexpr std::int64_t bytes_of_samples(int values, int samples) {
    return static_cast<std::int64_t>(sizeof(T)) * values * samples;
}

/// Up to so many bytes a tile is of many samples: products of matrices are faster then.
inline constexpr std::int64_t most_for_tile = std::int64_t{64} << 20;

/// Samples of a tile: as of a batch without loops, or less where a sequence takes much memory.
template <class T> constexpr int looped_tile_samples(int numbers) {
    int samples = sizeof(T) == sizeof(float) ? 64 : 32;
    while (samples > kernel::lanes<T> && bytes_of_samples<T>(numbers, samples) > most_for_tile)
        samples /= 2;
    return samples;
}

/// Runs of which products are made together, by the numbers of each that wait in between: as many
/// as the first-level cache has room for.
constexpr int joint_runs(int numbers) {
    const int most = numbers > 0 ? 8192 / numbers : 64;
    return most < 8 ? 8 : most > 64 ? 64 : most;
}

/// Memory that the programs of a tile or a sample take, the most of any.
struct step_room {
    int tile = 1;
    int shared = 1;
    int scratch = 1;
    int spread = 1;
    int ahead = 1;
    int kept = 1;

    constexpr void include(const auto& program, int spread_numbers = 0) {
        spread = spread_numbers > spread ? spread_numbers : spread;
        tile = program.tile > tile ? program.tile : tile;
        shared = program.shared > shared ? program.shared : shared;
        scratch = program.scratch > scratch ? program.scratch : scratch;
        const int in_front = program.joint.ahead * joint_runs(program.joint.ahead);
        const int waiting = program.joint.kept * joint_runs(program.joint.kept);
        ahead = in_front > ahead ? in_front : ahead;
        kept = waiting > kept ? waiting : kept;
    }
};

}  // namespace ctgrad::detail
