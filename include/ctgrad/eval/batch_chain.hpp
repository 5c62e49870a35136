/// Running a chain of elementwise steps: a register goes through all of them before the next.
#pragma once

#include <utility>

#include <ctgrad/eval/batch_memory.hpp>
#include <ctgrad/eval/step_form.hpp>
#include <ctgrad/kernel/lane.hpp>

namespace ctgrad::detail {

/// Where the operands and targets of some steps begin in a tile. One function for all chains.
template <class T>
CTGRAD_APART void find_in_tile(const batch_step* steps, int count, const batch_memory<T>& m,
                               const T* (*operand)[3], T** target) {
    for (int s = 0; s < count; ++s) {
        for (int k = 0; k < 3; ++k) operand[s][k] = in_tile(steps[s].operand[k], m).data;
        target[s] = target_in_tile(steps[s].target, m).data;
    }
}

/// The chain of the group that step Head of a program heads. `steps`, at run time, are the steps of
/// any group of the same form: only their addresses are read.
template <const auto& Program, int Head, class T,
          class Steps = std::make_integer_sequence<int, Program.steps[Head].chain>>
struct batch_chain;

template <const auto& Program, int Head, class T, int... S>
struct batch_chain<Program, Head, T, std::integer_sequence<int, S...>> {
    using lane = kernel::lane<T>;
    static constexpr bool of_product = Program.steps[Head].work == batch_work::product;
    /// Position in the group of the chain's first step.
    static constexpr int first = of_product ? 1 : 0;
    static constexpr int length = sizeof...(S);
    template <int Step> static constexpr const batch_step& form =
        Program.steps[Head + first + Step];
    static constexpr int size = Program.steps[Head].code.extent.size();
    static constexpr int rest = size % kernel::lanes<T>;

    /// Where the operands and results begin.
    struct places {
        const T* operand[length][3];
        T* target[length];
    };

    enum class reads : unsigned char { constant, chain, number, entry, samples };

    /// How operand K of a step is read: the number that all entries share, or one per entry, either
    /// the same for all samples or one for each.
    template <bool Tile, int Step, int K> static constexpr reads how() {
        if (form<Step>.code.operand[K].where == space::constant) return reads::constant;
        if (form<Step>.made_by[K] >= 0) return reads::chain;
        if (Tile && varies(form<Step>.operand[K])) return reads::samples;
        return form<Step>.code.operand_extent[K].rank == 0 ? reads::number : reads::entry;
    }

    // --- a tile: one entry of many samples ---

    template <int Step, int K>
    CTGRAD_INLINE static lane tile_operand(const places& at, const lane* made, int entry,
                                           std::ptrdiff_t row, std::ptrdiff_t sample) {
        constexpr reads way = how<true, Step, K>();
        constexpr bool scalar = form<Step>.code.operand_extent[K].rank == 0;
        if constexpr (way == reads::constant) return lane(to_number<T>(form<Step>.code.number[K]));
        else if constexpr (way == reads::chain) return made[form<Step>.made_by[K]];
        else if constexpr (way == reads::number) return lane(*at.operand[Step][K]);
        else if constexpr (way == reads::entry) return lane(at.operand[Step][K][entry]);
        else return kernel::load_lane(at.operand[Step][K] + (scalar ? sample : row + sample));
    }

    template <int Step, int... K>
    CTGRAD_INLINE static void tile_step(const places& at, lane* made, int entry, std::ptrdiff_t row,
                                        std::ptrdiff_t sample, std::integer_sequence<int, K...>) {
        made[first + Step] =
            entry_value<operation_with<form<Step>.code.key>, form<Step>.code.p, form<Step>.code.q,
                        lane>(tile_operand<Step, K>(at, made, entry, row, sample)...);
        if constexpr (form<Step>.stored)
            kernel::store_lane<T>(at.target[Step] + row + sample, made[first + Step]);
    }

    static places in_tile_of(const batch_step* steps, const batch_memory<T>& m) {
        places at;
        find_in_tile(steps + first, length, m, at.operand, at.target);
        return at;
    }

    /// One entry of a register of samples. made[0] is what a product made.
    CTGRAD_INLINE static void run_lane(const places& at, lane* made, int entry, std::ptrdiff_t row,
                                       std::ptrdiff_t sample) {
        const int done[] = {(tile_step<S>(at, made, entry, row, sample,
                                          std::make_integer_sequence<int, form<S>.code.count>{}),
                             0)...};
        static_cast<void>(done);
    }

    /// Entries `from` to `to` of the samples from one on. What a product made lies at its target.
    static void run_tile(const batch_step* steps, const batch_memory<T>& m, int from, int to,
                         int first_sample = 0) {
        const places at = in_tile_of(steps, m);
        const T* const sums = target_in_tile(steps[0].target, m).data;
        // Read once: stores of registers could change what lies in memory.
        const std::ptrdiff_t capacity = m.capacity, count = m.count;
        for (int entry = from; entry < to; ++entry) {
            const std::ptrdiff_t row = entry * capacity;
            for (std::ptrdiff_t sample = first_sample; sample < count; sample += kernel::lanes<T>) {
                lane made[first + length];
                if constexpr (of_product) made[0] = kernel::load_lane(sums + row + sample);
                run_lane(at, made, entry, row, sample);
            }
        }
    }

    static void run_all_of_tile(const batch_step* steps, const batch_memory<T>& m) {
        run_tile(steps, m, 0, size);
    }

    /// The same on sums of a product that are in registers.
    struct on_sums {
        places at;
        T* sums;
        std::ptrdiff_t capacity;

        on_sums(const batch_step* steps, const batch_memory<T>& m)
            : at(in_tile_of(steps, m)),
              sums(target_in_tile(steps[0].target, m).data),
              capacity(m.capacity) {}
        CTGRAD_INLINE void operator()(int entry, int sample, const lane& sum) const {
            lane made[first + length];
            made[0] = sum;
            if constexpr (Program.steps[Head].stored)
                kernel::store_lane<T>(sums + entry * capacity + sample, sum);
            run_lane(at, made, entry, entry * capacity, sample);
        }
    };

    // --- one sample: its entries side by side ---

    /// Values of a tile have room for whole registers; all others are read no further than they go.
    template <class Number, bool Last, int Step, int K>
    CTGRAD_INLINE static Number sample_operand(const places& at, const Number* made, int entry) {
        constexpr reads way = how<false, Step, K>();
        constexpr bool whole =
            form<Step>.operand[K].where == batch_space::tile && form<Step>.operand[K].inner == 0;
        if constexpr (way == reads::constant)
            return Number(to_number<T>(form<Step>.code.number[K]));
        else if constexpr (way == reads::chain) return made[form<Step>.made_by[K]];
        else if constexpr (way == reads::number || std::is_same_v<Number, T>)
            return Number(at.operand[Step][K][way == reads::number ? 0 : entry]);
        else if constexpr (Last && !whole)
            return kernel::load_lane_part(at.operand[Step][K] + entry, rest);
        else return kernel::load_lane(at.operand[Step][K] + entry);
    }

    template <class Number, bool Last, int Step, int... K>
    CTGRAD_INLINE static void sample_step(const places& at, Number* made, int entry,
                                          std::integer_sequence<int, K...>) {
        made[first + Step] =
            entry_value<operation_with<form<Step>.code.key>, form<Step>.code.p, form<Step>.code.q,
                        Number>(sample_operand<Number, Last, Step, K>(at, made, entry)...);
        if constexpr (!form<Step>.stored) return;
        else if constexpr (std::is_same_v<Number, T>) at.target[Step][entry] = made[first + Step];
        else if constexpr (Last &&
                           (form<Step>.partial || form<Step>.target.where == batch_space::result ||
                            form<Step>.target.where == batch_space::shared_result))
            kernel::store_lane_part<T>(at.target[Step] + entry, made[first + Step], rest);
        else kernel::store_lane<T>(at.target[Step] + entry, made[first + Step]);
    }

    template <class Number, bool Last>
    CTGRAD_INLINE static void sample_entries(const places& at, const T* sums, int entry) {
        Number made[first + length];
        if constexpr (of_product) {
            if constexpr (std::is_same_v<Number, T>) made[0] = sums[entry];
            else made[0] = kernel::load_lane(sums + entry);
        }
        const int done[] = {
            (sample_step<Number, Last, S>(at, made, entry,
                                          std::make_integer_sequence<int, form<S>.code.count>{}),
             0)...};
        static_cast<void>(done);
    }

    template <int Step, int... K>
    CTGRAD_INLINE static void find_of_sample(places& at, const batch_step& step,
                                             const batch_memory<T>& m,
                                             std::integer_sequence<int, K...>) {
        [[maybe_unused]] const auto begin = [&]<int Operand>(std::integral_constant<int, Operand>) {
            if constexpr (how<false, Step, Operand>() >= reads::number)
                at.operand[Step][Operand] =
                    of_sample<form<Step>.operand[Operand].where>(step.operand[Operand], m);
        };
        (begin(std::integral_constant<int, K>()), ...);
        if constexpr (form<Step>.stored)
            at.target[Step] = target_of_sample<form<Step>.target.where>(step.target, m);
    }

    CTGRAD_INLINE static void run_sample(const batch_step* steps, const batch_memory<T>& m) {
        places at;
        (find_of_sample<S>(at, steps[first + S], m,
                           std::make_integer_sequence<int, form<S>.code.count>{}),
         ...);
        const T* sums = nullptr;
        if constexpr (of_product)
            sums = target_of_sample<Program.steps[Head].target.where>(steps[0].target, m);
        if constexpr (size == 1) sample_entries<T, true>(at, sums, 0);
        else {
            for (int entry = 0; entry + kernel::lanes<T> <= size; entry += kernel::lanes<T>)
                sample_entries<lane, false>(at, sums, entry);
            if constexpr (rest > 0) sample_entries<lane, true>(at, sums, size - rest);
        }
    }
};

}  // namespace ctgrad::detail
