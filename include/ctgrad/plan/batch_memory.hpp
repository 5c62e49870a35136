/// Where the values of a batch program lie: addresses for all steps of a plan, and the program.
#pragma once

#include <ctgrad/plan/joint_products.hpp>

namespace ctgrad {

namespace detail {

/// Gives every value of a plan its place. A value lives from the group of steps that makes it to
/// the last group that reads it; what only its own group reads stays in registers.
template <class Batch> struct batch_allocator {
    batch_planner<Batch>& plan;
    list<batch_address> places{};
    list<int> last{};  ///< by value: the last step that reads it
    arena_allocator memory{};
    int shared = 0;
    int scratch = 0;

    constexpr int padded(int count) const {
        return (count + plan.lanes - 1) / plan.lanes * plan.lanes;
    }
    /// A vector can be written by whole registers of entries, too.
    constexpr int numbers_of(int value) const {
        const int size = plan.p.values.data[value].extent.size();
        return size == 1 ? 1 : padded(size);
    }
    /// Scalars share registers of memory, so that a vector begins where a register does, too.
    constexpr int allocate(int value) {
        const int size = numbers_of(value);
        if (size == 1 && memory.scalars.size == 0) {
            const int block = memory.allocate(plan.lanes);
            for (int i = plan.lanes - 1; i >= 0; --i) memory.release(block + i, 1);
        }
        return memory.allocate(size);
    }
    constexpr int operand_count(const batch_step& s) const { return s.biased ? 3 : s.code.count; }

    constexpr void assign() {
        find_last_uses();
        place_inputs();
        for (int first = 0, end = 0; first < plan.steps.size; first = end) {
            end = first + 1;
            while (end < plan.steps.size && plan.steps.data[end].work == batch_work::inside) ++end;
            place_targets(first, end);
            resolve_operands(first, end);
        }
    }

    constexpr void find_last_uses() {
        last.resize(plan.p.values.size, -1);
        for (int i = 0; i < plan.steps.size; ++i) {
            const batch_step& s = plan.steps.data[i];
            for (int k = 0; k < operand_count(s); ++k) last.data[plan.root(s.operand[k].index)] = i;
        }
    }

    constexpr void place_inputs() {
        places.resize(plan.p.values.size, {});
        int input = 0;
        for (int i = 0; i < batch_planner<Batch>::graph_type::count; ++i)
            if (plan.is_input(i))
                places.data[i] = {!plan.varies.data[i]                  ? batch_space::parameter
                                  : is_bound<Batch>(plan.g.nodes[i].id) ? batch_space::bound
                                                                        : batch_space::sample,
                                  input++, 0, 0};
    }

    /// Memory for what the steps of a group leave behind. The sums of a product pass through memory
    /// on their way to the chain behind it: through that of a value which the chain stores.
    constexpr void place_targets(int first, int end) {
        const bool product = plan.steps.data[first].work == batch_work::product;
        batch_address stored{};
        for (int i = end - 1; i >= first; --i) {
            batch_step& s = plan.steps.data[i];
            if (s.output >= 0) return;
            const int value = s.target.index, inner = s.target.inner;
            if (s.work == batch_work::structural) reserve_scratch(s);
            s.stored =
                last.data[value] >= end || s.work == batch_work::load || plan.kept.data[value] > 0;
            if (s.stored) {
                const batch_address at = place(s, value);
                if (!s.partial && in_registers(at, value)) stored = at;
            } else if (i == first && product) {
                if (stored.where == batch_space::constant) stored = place(s, value);
                s.target = stored;
                continue;
            }
            s.target = places.data[value];
            s.target.inner += inner;
        }
    }

    /// Whether a product may write its sums there, by whole registers.
    constexpr bool in_registers(const batch_address& at, int value) const {
        return at.where == batch_space::tile || at.where == batch_space::shared ||
               plan.p.values.data[value].extent.size() % plan.lanes == 0;
    }

    constexpr void reserve_scratch(const batch_step& s) {
        int size = s.code.extent.size();
        for (int k = 0; k < s.code.count; ++k) size += s.code.operand_extent[k].size();
        scratch = size > scratch ? size : scratch;
    }

    constexpr batch_address place(const batch_step& s, int value) {
        batch_address& at = places.data[value];
        if (s.work == batch_work::load) {
            if (last.data[value] >= 0) at.offset = allocate(value);
        } else if (at.where == batch_space::constant) {
            if (const int output = plan.kept.data[value] - 1; output >= 0)
                at = {s.varies ? batch_space::result : batch_space::shared_result, output, 0, 0};
            else if (s.varies) at = {batch_space::tile, 0, allocate(value), 0};
            else {
                at = {batch_space::shared, 0, shared, 0};
                shared += padded(plan.p.values.data[value].extent.size());
            }
        }
        return at;
    }

    constexpr void resolve_operands(int first, int end) {
        for (int i = first; i < end; ++i) {
            batch_step& s = plan.steps.data[i];
            for (int k = 0; k < operand_count(s); ++k) {
                const int value = s.operand[k].index, root = plan.root(value);
                s.operand[k] = places.data[root];
                if (s.operand[k].where == batch_space::constant) s.operand[k].index = root;
                for (int v = value; plan.p.values.data[v].base >= 0; v = plan.p.values.data[v].base)
                    s.operand[k].inner += plan.p.values.data[v].at.offset;
                release(root, first, end);
            }
        }
    }

    /// Ends the life of a value whose last reader is among these steps.
    constexpr void release(int value, int first, int end) {
        const batch_address& at = places.data[value];
        const bool in_tile = at.where == batch_space::tile || at.where == batch_space::sample;
        if (!in_tile || last.data[value] < first || last.data[value] >= end) return;
        last.data[value] = -2;
        memory.release(at.offset, numbers_of(value));
    }
};

struct batch_size {
    int steps = 0;
    int inputs = 0;
};

template <class Batch> constexpr batch_size measure_batch(int lanes) {
    batch_planner<Batch> planner{lanes};
    planner.make_steps();
    batch_size size{planner.steps.size, 0};
    for (int i = 0; i < batch_planner<Batch>::graph_type::count; ++i)
        size.inputs += planner.is_input(i);
    return size;
}

template <class Batch, int Lanes, batch_size Size> constexpr auto emit_batch() {
    batch_planner<Batch> planner{Lanes};
    planner.make_steps();
    joint_products<Batch> joint{planner};
    if (is_repeated<Batch>()) joint.run();
    batch_allocator<Batch> allocator{planner};
    allocator.assign();
    batch_code<Size.steps, Size.inputs> result;
    result.joint = joint.numbers;
    for (int i = 0; i < Size.steps; ++i) result.steps[i] = planner.steps.data[i];
    int input = 0;
    for (int i = 0; i < batch_planner<Batch>::graph_type::count; ++i)
        if (const record& r = planner.g.nodes[i]; r.op->kind == role::variable)
            result.inputs[input++] = {r.id, r.name, r.extent};
    result.shared = allocator.shared;
    result.tile = allocator.memory.extent;
    result.scratch = allocator.scratch;
    return result;
}

}  // namespace detail

/// The program of a batch pass for registers of so many numbers.
template <class Batch, int Lanes>
inline constexpr auto batch_program =
    detail::emit_batch<Batch, Lanes, detail::measure_batch<Batch>(Lanes)>();

}  // namespace ctgrad
