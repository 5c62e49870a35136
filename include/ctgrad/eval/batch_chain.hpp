/// Running a chain of elementwise steps (plan/batch_chain.hpp): a register of entries of one sample
/// goes through all of them before the next.
#pragma once

#include <ctgrad/eval/batch_memory.hpp>
#include <ctgrad/eval/execute.hpp>
#include <ctgrad/kernel/wide.hpp>

namespace ctgrad::detail {

/// Where operand K of the chain's step S comes from: the latest step that writes its place, or -1.
template <const auto& Program, int First> constexpr int producer(int s, int k) {
    const batch_step& step = Program.steps[First + s];
    for (int t = s - 1; t >= 0; --t)
        if (same_place(step.operand[k], Program.steps[First + t].target)) return t;
    return -1;
}

template <const auto& Program, int First, class T,
          class Steps = std::make_integer_sequence<int, Program.steps[First].chain>>
struct batch_chain;

template <const auto& Program, int First, class T, int... S>
struct batch_chain<Program, First, T, std::integer_sequence<int, S...>> {
    using wide = kernel::wide<T>;
    template <int Step> static constexpr const batch_step& step = Program.steps[First + Step];
    static constexpr int length = sizeof...(S);
    static constexpr int size = Program.steps[First].code.extent.size();
    static constexpr int rest = size % kernel::lanes<T>;

    /// One sample's operands and results.
    struct row {
        const T* operand[length][3];
        T* target[length];
    };

    /// Entries from j on. Values of a tile have room for whole registers; all others are read no
    /// further than they go.
    template <bool Last, int Step, int K>
    CTGRAD_INLINE static wide operand(const row& at, const wide* made, int j) {
        constexpr int from = producer<Program, First>(Step, K);
        if constexpr (step<Step>.code.operand[K].where == space::constant)
            return wide(to_number<T>(step<Step>.code.number[K]));
        else if constexpr (from >= 0) return made[from];
        else if constexpr (step<Step>.code.operand_extent[K].rank == 0)
            return wide(*at.operand[Step][K]);
        else if constexpr (Last && step<Step>.operand[K].where != batch_space::tile)
            return wide(kernel::load_part(at.operand[Step][K] + j, rest));
        else return wide(kernel::load(at.operand[Step][K] + j));
    }

    template <bool Last, int Step, int... K>
    CTGRAD_INLINE static void run_step(const row& at, wide* made, int j,
                                       std::integer_sequence<int, K...>) {
        made[Step] = entry_value<operation_with<step<Step>.code.key>, step<Step>.code.p,
                                 step<Step>.code.q, wide>(operand<Last, Step, K>(at, made, j)...);
        if constexpr (step<Step>.stored) kernel::store(at.target[Step] + j, made[Step].value);
    }

    template <bool Last> CTGRAD_INLINE static void run_entries(const row& at, int j) {
        wide made[length];
        const int done[] = {
            (run_step<Last, S>(
                 at, made, j,
                 std::make_integer_sequence<int, Program.steps[First + S].code.count>{}),
             0)...};
        static_cast<void>(done);
    }

    static void run(const batch_step&, const batch_memory<T>& m) {
        row at;
        std::ptrdiff_t operand_stride[length][3], target_stride[length];
        for (int s = 0; s < length; ++s) {
            const batch_step& here = Program.steps[First + s];
            for (int k = 0; k < 3; ++k) {
                const bool used =
                    k < here.code.count && here.code.operand[k].where != space::constant;
                const tile_view<const T> view =
                    used ? view_at(here.operand[k], m) : tile_view<const T>{nullptr, 0};
                at.operand[s][k] = view.data;
                operand_stride[s][k] = view.stride;
            }
            const tile_view<T> view = target_at(here.target, m);
            at.target[s] = view.data;
            target_stride[s] = view.stride;
        }
        for (int i = 0; i < m.count; ++i) {
            int j = 0;
            for (; j + kernel::lanes<T> <= size; j += kernel::lanes<T>) run_entries<false>(at, j);
            if constexpr (rest > 0) run_entries<true>(at, j);
            for (int s = 0; s < length; ++s) {
                for (int k = 0; k < 3; ++k) at.operand[s][k] += operand_stride[s][k];
                at.target[s] += target_stride[s];
            }
        }
    }
};

}  // namespace ctgrad::detail
