/// From a batch pass to its program: what is shared, what varies, and where everything lies.
#pragma once

#include <ctgrad/plan/batch_chain.hpp>
#include <ctgrad/plan/batch_rewriting.hpp>

namespace ctgrad {

namespace detail {

/// Plans the steps of one batch program for registers of `lanes` numbers.
template <class Batch> struct batch_planner {
    static constexpr const auto& g = frozen<batch_nodes<Batch>>;
    using graph_type = std::remove_cvref_t<decltype(g)>;

    int lanes;
    lowered p{};
    list<batch_step> steps{};
    list<contribution> parts{};
    list<bool> varies{};
    list<int> uses{};        ///< by value, of wholes: reading instructions and parts
    list<int> rows_copy{};   ///< by value: its copy with one row per sample
    list<int> first_part{};  ///< by instruction + 1: the first part that follows it
    list<int> next_part{};   ///< the next part at the same place
    list<bool> started{};    ///< by output: whether a step wrote it
    list<int> kept{};        ///< by value: 1 + the output that it is kept as

    constexpr void make_steps() {
        lower(g, p);
        read_relu_instead(p);
        load_parts();
        joined_places{p}.run(parts);
        keep_parts(*this);
        find_varying();
        if (is_repeated<Batch>()) prepare_repetition<Batch>(*this);
        schedule_parts();
        add_shared_steps();
        for (int i = 0; i < graph_type::count; ++i)
            if (is_input(i) && varies.data[i] && !is_bound<Batch>(g.nodes[i].id)) add_load(i);
        add_varying_steps();
        for (const contribution& part : parts)
            if (part.factor) add_step(batch_work::multiply, part.a, part.b).output = part.output;
        find_final_steps();
    }

    constexpr int root(int value) const { return root_of(p, value); }
    constexpr bool varies_at(int value) const { return varies.data[root(value)]; }
    constexpr bool is_constant(int value) const {
        return p.values.data[root(value)].at.where == space::constant;
    }
    constexpr bool is_input(int value) const {
        return value < graph_type::count && g.nodes[value].op->kind == role::variable;
    }

    // --- what is there ---

    constexpr void find_varying() {
        varies.resize(p.values.size, false);
        uses.resize(p.values.size, 0);
        for (int i = 0; i < graph_type::count; ++i)
            if (is_input(i)) varies.data[i] = Batch::varies(g.nodes[i].id);
        for (const contribution& c : parts) {
            ++uses.data[root(c.a)];
            if (c.b >= 0) ++uses.data[root(c.b)];
            if (c.kept && !c.shared) varies.data[c.a] = true;
        }
        for (const instruction& code : p.code)
            for (int k = 0; k < code.count; ++k) {
                ++uses.data[root(code.operand[k])];
                if (varies_at(code.operand[k])) varies.data[code.target] = true;
            }
    }

    /// A value was added to those of the instructions.
    constexpr void add_value(bool varying) { varies.push(varying), uses.push(0), kept.push(0); }

    constexpr void load_parts() {
        graph scratch;
        Batch::run(scratch, parts);
        int output = 0;
        for (contribution& c : parts) {
            c.a = g.outputs[output++];
            if (c.b >= 0) c.b = g.outputs[output++];
        }
    }

    /// Finds after which of the instructions that run with it each part can be added; -1: none.
    constexpr void schedule_parts() {
        list<int> made(p.values.size, -1);
        for (int c = 0; c < p.code.size; ++c) made.data[p.code.data[c].target] = c;
        first_part.resize(p.code.size + 1, -1);
        next_part.resize(parts.size, -1);
        for (int i = parts.size - 1; i >= 0; --i) {
            const contribution& part = parts.data[i];
            if (part.kept || part.factor) continue;
            const bool varying = varies_at(part);
            int last = -1;
            for (int value : {part.a, part.b})
                if (value >= 0 && varies_at(value) == varying && made.data[root(value)] > last)
                    last = made.data[root(value)];
            int& first = first_part.data[1 + last];
            next_part.data[i] = first;
            first = i;
        }
    }

    // --- steps ---

    constexpr void add_shared_steps() {
        add_parts(-1, false);
        for (int c = 0; c < p.code.size; ++c) {
            if (varies_at(p.code.data[c].target)) continue;
            add_step(p.code.data[c], false);
            add_parts(c, false);
        }
    }

    /// Group by group; the parts of outputs that a group makes possible follow it.
    constexpr void add_varying_steps() {
        add_parts(-1, true);
        group_values group(p.values.size);
        for (int c = 0, end = 0; c < p.code.size; c = end) {
            end = c + 1;
            const instruction& head = p.code.data[c];
            if (!varies_at(head.target)) continue;
            const int at = steps.size;
            add_step(head, true);
            if (steps.data[at].work != batch_work::structural && chainable_head(head)) {
                group.add(head, 0);
                end = extend_group(at, end, head, group);
                for (int i = c; i < end; ++i) group.remove(p.code.data[i]);
            }
            for (int i = c; i < end; ++i) add_parts(i, true);
        }
    }

    constexpr bool chainable_head(const instruction& head) const {
        return !is_part(p, head.target) && p.values.data[head.target].extent == head.extent;
    }

    /// Adds what runs together with the step at `at`; the end of the group's instructions.
    constexpr int extend_group(int at, int c, const instruction& head, group_values& group) {
        bool light = true;
        for (; c < p.code.size && steps.size - at < longest_chain; ++c) {
            const instruction& code = p.code.data[c];
            if (!varies_at(code.target)) continue;
            if (!joins_group(p, code, head.extent, group)) break;
            group.add(code, 0);
            if (steps.size == at + 1 && fold_bias(steps.data[at], code)) continue;
            group.made.data[code.target] = steps.size - at;
            light = light && is_light(code);
            batch_step& s = add_step(code, true);
            s.work = batch_work::inside;
            for (int k = 0; k < code.count; ++k) s.made_by[k] = group.made.data[code.operand[k]];
        }
        const bool product = steps.data[at].work == batch_work::product;
        steps.data[at].chain = steps.size - at - (product ? 1 : 0);
        steps.data[at].light = product && light && steps.data[at].chain <= longest_light_chain;
        return c;
    }

    /// W x + b starts its sums from b.
    constexpr bool fold_bias(batch_step& product, const instruction& code) {
        if (product.work != batch_work::product || product.biased ||
            code.op != &descriptor<operations::sum>)
            return false;
        const int made = product.target.index;
        const int other = code.operand[code.operand[0] == made ? 1 : 0];
        if ((code.operand[0] != made && code.operand[1] != made) || other == made ||
            uses.data[made] != 1 || varies_at(other) || is_constant(other) ||
            p.values.data[other].extent != code.extent)
            return false;
        product.biased = true;
        product.operand[2].index = other;
        product.target.index = code.target;
        return true;
    }

    /// A shared matrix, as it is stored (p = 0) or transposed (p = 1), times a vector per sample.
    constexpr bool is_product(const instruction& code) const {
        return code.op == &descriptor<operations::matrix_product> && code.p <= 1 &&
               code.extent.rank == 1 && code.operand_extent[1].rank == 1 &&
               !varies_at(code.operand[0]) && !is_constant(code.operand[0]) &&
               varies_at(code.operand[1]);
    }

    constexpr batch_step& add_step(const instruction& code, bool varying) {
        steps.push(batch_step{});
        batch_step& result = steps.data[steps.size - 1];
        program_step& s = result.code;
        take_operation(s, code);
        result.varies = varying;
        result.work = varying && is_product(code)         ? batch_work::product
                      : code.op->kind == role::structural ? batch_work::structural
                                                          : batch_work::elementwise;
        result.chain = result.work == batch_work::elementwise;
        result.partial = p.values.data[code.target].extent != code.extent;
        // Indices of values, which assign() replaces by addresses.
        result.target.index = code.target;
        result.target.inner = code.target_offset;
        for (int k = 0; k < code.count; ++k) {
            s.operand_extent[k] = code.operand_extent[k];
            const bool constant = is_constant(code.operand[k]);
            s.operand[k].where = constant ? space::constant : space::arena;
            s.number[k] = p.values.data[root(code.operand[k])].number();
            result.operand[k].index = code.operand[k];
        }
        return result;
    }

    /// A step that has no operation of its own.
    constexpr batch_step& add_step(batch_work::code work, int a, int b = -1) {
        const operation& copy = descriptor<operations::copy>;
        batch_step& result =
            add_step(make_instruction(copy, a, scalar_shape, a, scalar_shape, b), true);
        result.work = work;
        result.partial = false;
        result.chain = 0;
        result.code.operand_extent[0] = p.values.data[a].extent;
        if (b >= 0) result.code.operand_extent[1] = p.values.data[b].extent;
        return result;
    }

    constexpr void add_load(int input) {
        batch_step& load = add_step(batch_work::load, input);
        load.code.extent = g.nodes[input].extent;
        load.code.count = 0;
    }

    // --- contributions to outputs ---

    constexpr bool varies_at(const contribution& part) const {
        return part.rows || varies_at(part.a) || (part.b >= 0 && varies_at(part.b));
    }

    constexpr void add_parts(int c, bool varying) {
        for (int i = first_part.data[1 + c]; i >= 0; i = next_part.data[i])
            if (varies_at(parts.data[i]) == varying) add_part(parts.data[i], varying);
    }

    constexpr void add_part(const contribution& part, bool varying) {
        const bool outer = part.b >= 0;
        const int b = outer && varying ? rows_of(part.b) : part.b;
        batch_step& s = add_step(part.rows ? batch_work::write_rows
                                 : outer   ? batch_work::add_outer
                                           : batch_work::add,
                                 part.a, b);
        if (outer) s.code.operand_extent[1] = p.values.data[part.b].extent;
        if (b != part.b) {  // one sample reads the value itself
            s.code.count = 3;
            s.operand[2].index = part.b;
        }
        s.varies = varying;
        s.output = part.output;
        s.scale = part.scale;
        if (part.output >= started.size) started.resize(part.output + 1, false);
        s.first = !started.data[part.output];
        started.data[part.output] = true;
    }

    /// The last step of an output completes it, unless one behind it reads the parameter.
    constexpr void find_final_steps() {
        list<bool> met(started.size, false);
        list<int> parameter(started.size, -1);
        for (int o = 0; o < started.size; ++o)
            for (int i = 0; i < graph_type::count; ++i)
                if (is_input(i) && g.nodes[i].id == Batch::parameter(o)) parameter.data[o] = i;
        list<bool> read(p.values.size, false);
        for (int i = steps.size - 1; i >= 0; --i) {
            batch_step& s = steps.data[i];
            for (int k = 0; k < (s.biased ? 3 : s.code.count); ++k)
                read.data[root(s.operand[k].index)] = true;
            if (s.output < 0 || met.data[s.output]) continue;
            met.data[s.output] = true;
            const int of = parameter.data[s.output];
            s.final = s.varies && (of < 0 || !read.data[of]);
        }
    }

    /// The value with one row per sample, which an input has already. What fits one register is
    /// read as it lies in the tile.
    constexpr int rows_of(int value) {
        const bool rows = is_input(value) && !is_bound<Batch>(g.nodes[value].id);
        if (!varies_at(value) || rows || p.values.data[value].extent.size() <= lanes) return value;
        rows_copy.resize(p.values.size, -1);
        if (rows_copy.data[value] < 0) {
            rows_copy.data[value] = p.values.size;
            const int size = p.values.data[value].extent.size();
            p.values.push(new_value(vector_shape((size + lanes - 1) / lanes * lanes)));
            add_value(true);
            rows_copy.push(-1);
            add_step(batch_work::copy_rows, value).target.index = p.values.size - 1;
        }
        return rows_copy.data[value];
    }
};

}  // namespace detail

}  // namespace ctgrad
