/// From a batch pass to its program: what is shared, what varies, and where everything lies.
#pragma once

#include <ctgrad/plan/batch_chain.hpp>

namespace ctgrad {

namespace detail {

/// A batch pass is a struct with
///   static constexpr void run(graph&, list<contribution>&);  // parts of the outputs, as nodes
///   static constexpr bool varies(identity variable);         // has one row per sample
/// This makes it an ordinary pass, whose outputs are the nodes of the parts.
template <class Batch> struct batch_nodes {
    static constexpr void run(graph& g, list<int>& outputs) {
        list<contribution> parts;
        Batch::run(g, parts);
        for (const contribution& c : parts) {
            outputs.push(c.a);
            if (c.b >= 0) outputs.push(c.b);
        }
    }
};

/// Plans the steps of one batch program.
template <class Batch> struct batch_planner {
    static constexpr const auto& g = frozen<batch_nodes<Batch>>;
    using graph_type = std::remove_cvref_t<decltype(g)>;

    machine on;
    lowered p{};
    list<batch_step> steps{};
    list<bool> varies{};
    list<batch_address> places{};
    list<int> first_part{};  ///< by instruction + 1: the first part that follows it
    list<int> next_part{};   ///< the next part at the same place
    list<bool> started{};    ///< by output: whether a step wrote it
    list<int> packed{};      ///< by value: its transposed copy
    int shared = 0;
    int tile = 0;

    constexpr void make_steps() {
        lowering<graph_type>{g, p}.run();
        find_varying();
        list<contribution> parts;
        load_parts(parts);
        schedule_parts(parts);
        add_steps(parts, false);
        for (instruction& code : p.code) pack_left_operand(code);
        add_steps(parts, true);
    }

    /// All shared or all varying instructions; a part of an output follows what it is made of.
    constexpr void add_steps(const list<contribution>& parts, bool varying) {
        place_contributions(parts, varying, -1);
        for (int c = 0; c < p.code.size; ++c) {
            if (varies_at(p.code.data[c].target) == varying)
                steps.push(plain_step(p.code.data[c], varying));
            place_contributions(parts, varying, c);
        }
    }

    // --- what varies ---

    constexpr bool varies_at(int value) const { return varies[root_of(p, value)]; }

    constexpr void find_varying() {
        varies.resize(p.values.size, false);
        for (int i = 0; i < graph_type::count; ++i)
            if (g.nodes[i].op->kind == role::variable) varies[i] = Batch::varies(g.nodes[i].id);
        for (const instruction& code : p.code)
            for (int k = 0; k < code.count; ++k)
                if (varies_at(code.operand[k])) varies[code.target] = true;
    }

    // --- contributions to outputs ---

    constexpr void load_parts(list<contribution>& parts) const {
        graph scratch;
        Batch::run(scratch, parts);
        int output = 0;
        for (contribution& c : parts) {
            c.a = g.outputs[output++];
            if (c.b >= 0) c.b = g.outputs[output++];
        }
    }

    /// Finds for every part the instruction after which it can be added; -1: from the start.
    constexpr void schedule_parts(const list<contribution>& parts) {
        list<int> made(p.values.size, -1);
        for (int c = 0; c < p.code.size; ++c) made.data[p.code.data[c].target] = c;
        first_part.resize(p.code.size + 1, -1);
        next_part.resize(parts.size, -1);
        for (int i = parts.size - 1; i >= 0; --i) {
            const contribution& part = parts.data[i];
            const int a = made.data[root_of(p, part.a)];
            const int b = part.b < 0 ? -1 : made.data[root_of(p, part.b)];
            int& first = first_part.data[1 + (a > b ? a : b)];
            next_part.data[i] = first;
            first = i;
        }
    }

    constexpr bool varies_at(const contribution& part) const {
        return part.rows || varies_at(part.a) || (part.b >= 0 && varies_at(part.b));
    }

    /// Emits the contributions that become possible with instruction c.
    constexpr void place_contributions(const list<contribution>& parts, bool varying, int c) {
        for (int i = first_part.data[1 + c]; i >= 0; i = next_part.data[i])
            if (varies_at(parts.data[i]) == varying)
                steps.push(contribution_step(parts.data[i], varying));
    }

    constexpr batch_step contribution_step(const contribution& part, bool varying) {
        const operation& op = part.rows     ? descriptor<operations::write_rows>
                              : part.b >= 0 ? descriptor<operations::add_outer_to_output>
                                            : descriptor<operations::add_to_output>;
        const shape a = p.values[part.a].extent;
        const shape b = part.b < 0 ? scalar_shape : p.values[part.b].extent;
        const instruction code{&op,
                               0,
                               0,
                               part.b < 0 ? 1 : 2,
                               -1,
                               0,
                               part.b < 0 ? a : matrix_shape(a.rows, b.rows),
                               {part.a, part.b, -1},
                               {a, b, {}}};
        batch_step result = plain_step(code, varying);
        result.output = part.output;
        result.scale = part.scale;
        if (part.output >= started.size) started.resize(part.output + 1, false);
        result.first = !started.data[part.output];
        started.data[part.output] = true;
        return result;
    }

    // --- steps ---

    constexpr batch_step plain_step(const instruction& code, bool varying) {
        batch_step result;
        program_step& s = result.code;
        s.op = code.op;
        s.key = code.op->key;
        s.p = code.p;
        s.q = code.q;
        s.count = code.count;
        s.extent = code.extent;
        result.varies = varying;
        result.target.index = code.target;  // the value; replaced by its address in assign()
        result.target.inner = code.target_offset;
        for (int k = 0; k < code.count; ++k) {
            const value_slot& v = p.values[root_of(p, code.operand[k])];
            s.operand_extent[k] = code.operand_extent[k];
            s.operand[k].where = v.at.where == space::constant ? space::constant : space::arena;
            s.number[k] = v.number;
            result.operand[k].index = code.operand[k];
        }
        result.packed_left = varying && has_left_matrix(code);
        if (result.packed_left) result.operand[2].index = code.operand[2];
        return result;
    }

    /// A shared matrix, as it is stored, times a vector.
    constexpr bool has_left_matrix(const instruction& code) const {
        const int left = code.operand[0];
        return code.op == &descriptor<operations::matrix_product> && code.p == 0 &&
               code.extent.rank == 1 && !varies_at(left) &&
               p.values[root_of(p, left)].at.where != space::constant;
    }

    /// A shared matrix on the left of a varying vector is transposed once per call.
    constexpr void pack_left_operand(instruction& code) {
        if (!varies_at(code.target) || !has_left_matrix(code)) return;
        const int matrix = code.operand[0];
        packed.resize(p.values.size, -1);
        if (packed.data[matrix] < 0) {
            const shape a = code.operand_extent[0];
            const int panels = (a.rows + on.panel - 1) / on.panel;
            packed.data[matrix] = p.values.size;
            p.values.push({matrix_shape(a.columns, panels * on.panel), {}, -1, {}});
            varies.push(false);
            steps.push(plain_step({&descriptor<operations::pack_transposed>,
                                   0,
                                   0,
                                   1,
                                   packed.data[matrix],
                                   0,
                                   p.values[packed.data[matrix]].extent,
                                   {matrix, -1, -1},
                                   {a, {}, {}}},
                                  false));
        }
        code.operand[0] = packed.data[matrix];
        code.operand[2] = matrix;  // as it is stored, for few samples
    }

    // --- addresses ---

    constexpr int padded(int count) const { return (count + on.lanes - 1) / on.lanes * on.lanes; }
    constexpr int stride_of(int value) const {
        const int size = p.values[value].extent.size();
        return size == 1 ? 1 : padded(size);
    }

    constexpr void assign() {
        list<int> last(p.values.size, -1);
        for (int i = 0; i < steps.size; ++i)
            for (int k = 0; k < steps[i].code.count; ++k)
                last[root_of(p, steps[i].operand[k].index)] = i;
        list<int> last_use(steps.size, -1);
        for (int i = 0; i < steps.size; ++i)
            if (steps[i].output < 0) last_use[i] = last[steps[i].target.index];
        place_inputs();
        arena_allocator memory;
        for (int i = 0; i < steps.size; ++i) {
            batch_step& s = steps[i];
            if (s.output < 0) place_target(s, memory);
            for (int k = 0; k < (s.packed_left ? 3 : s.code.count); ++k) {
                const int value = s.operand[k].index, root = root_of(p, value);
                s.operand[k] = places[root];
                for (int v = value; p.values[v].base >= 0; v = p.values[v].base)
                    s.operand[k].inner += p.values[v].at.offset;
                if (places[root].where != batch_space::tile || last[root] != i) continue;
                last[root] = -2;
                memory.release(places[root].offset, places[root].stride);
            }
        }
        tile = memory.extent;
        if (on.lanes > 1) find_chains(steps, last_use);
    }

    constexpr void place_inputs() {
        places.resize(p.values.size, {});
        int input = 0;
        for (int i = 0; i < graph_type::count; ++i) {
            if (g.nodes[i].op->kind != role::variable) continue;
            places[i] = {varies[i] ? batch_space::sample : batch_space::parameter, input++, 0, 0,
                         0};
        }
    }

    constexpr void place_target(batch_step& s, arena_allocator& memory) {
        const int value = s.target.index, inner = s.target.inner;
        batch_address& place = places[value];
        if (place.where == batch_space::constant) {
            const int stride = stride_of(value);
            if (s.varies) place = {batch_space::tile, 0, memory.allocate(stride), 0, stride};
            else {
                place = {batch_space::shared, 0, shared, 0, 0};
                shared += padded(p.values[value].extent.size());
            }
        }
        s.target = place;
        s.target.inner += inner;
    }
};

struct batch_size {
    int steps = 0;
    int inputs = 0;
};

template <class Batch> constexpr batch_size measure_batch(machine on) {
    batch_planner<Batch> planner{on};
    planner.make_steps();
    batch_size size{planner.steps.size, 0};
    for (int i = 0; i < batch_planner<Batch>::graph_type::count; ++i)
        if (planner.g.nodes[i].op->kind == role::variable) ++size.inputs;
    return size;
}

template <class Batch, machine On, batch_size Size> constexpr auto emit_batch() {
    batch_planner<Batch> planner{On};
    planner.make_steps();
    planner.assign();
    batch_code<Size.steps, Size.inputs> result;
    for (int i = 0; i < Size.steps; ++i) result.steps[i] = planner.steps[i];
    int input = 0;
    for (int i = 0; i < batch_planner<Batch>::graph_type::count; ++i)
        if (const record& r = planner.g.nodes[i]; r.op->kind == role::variable)
            result.inputs[input++] = {r.id, r.name, r.extent};
    result.shared = planner.shared;
    result.tile = planner.tile;
    return result;
}

}  // namespace detail

/// The program of a batch pass for a machine.
template <class Batch, machine On>
inline constexpr auto batch_program =
    detail::emit_batch<Batch, On, detail::measure_batch<Batch>(On)>();

}  // namespace ctgrad
