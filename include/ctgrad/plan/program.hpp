/// A program: the instructions that compute a pass's outputs, with all addresses, as a constant.
#pragma once

#include <ctgrad/plan/schedule.hpp>

namespace ctgrad {

/// One instruction with addresses resolved.
struct program_step {
    const operation* op = nullptr;
    identity key = 0;
    std::int64_t p = 0;
    std::int64_t q = 0;
    int count = 0;
    address target{};
    shape extent{};
    address operand[3]{};
    shape operand_extent[3]{};
    rational number[3]{};  ///< the operand where it is constant; else index / offset, as they are
};

struct program_input {
    identity id = 0;
    std::string_view name{};
    shape extent{};
};

template <int Steps, int Inputs, int Outputs> struct program_code {
    static constexpr int size = Steps;
    static constexpr int input_count = Inputs;
    static constexpr int output_count = Outputs;

    program_step steps[Steps > 0 ? Steps : 1]{};
    program_input inputs[Inputs > 0 ? Inputs : 1]{};
    shape outputs[Outputs > 0 ? Outputs : 1]{};
    int arena = 0;  ///< numbers of working memory
};

namespace detail {

struct program_size {
    int steps = 0;
    int inputs = 0;
};

template <class Graph> constexpr program_size measure_program(const Graph& g) {
    lowered p;
    lowering<Graph>{g, p}.run();
    assign_addresses(g, p);
    program_size size{p.code.size, 0};
    for (const record& r : g.nodes)
        if (r.op && r.op->kind == role::variable) ++size.inputs;
    return size;
}

template <program_size Size, class Graph> constexpr auto emit_program(const Graph& g) {
    lowered p;
    lowering<Graph>{g, p}.run();
    program_code<Size.steps, Size.inputs, Graph::output_count> result;
    result.arena = assign_addresses(g, p);
    for (int i = 0; i < Size.steps; ++i) {
        const instruction& code = p.code.data[i];
        program_step& s = result.steps[i];
        s.op = code.op;
        s.key = code.op->key;
        s.p = code.p;
        s.q = code.q;
        s.count = code.count;
        s.extent = code.extent;
        s.target = p.values.data[code.target].at;
        s.target.offset += code.target_offset;
        for (int k = 0; k < code.count; ++k) {
            const value_slot& v = p.values.data[code.operand[k]];
            s.operand[k] = v.at;
            s.number[k] = v.number;
            if (v.at.where != space::constant) {
                s.number[k].numerator = v.at.index;
                s.number[k].denominator = v.at.offset;
            }
            s.operand_extent[k] = code.operand_extent[k];
        }
    }
    int input = 0;
    for (int i = 0; i < Graph::count; ++i)
        if (g.nodes[i].op->kind == role::variable)
            result.inputs[input++] = {g.nodes[i].id, g.nodes[i].name, g.nodes[i].extent};
    for (int o = 0; o < Graph::output_count; ++o) result.outputs[o] = g.nodes[g.outputs[o]].extent;
    return result;
}

}  // namespace detail

/// The program of a pass (calculus/frozen.hpp).
template <class Pass>
inline constexpr auto program =
    detail::emit_program<detail::measure_program(frozen<Pass>)>(frozen<Pass>);

}  // namespace ctgrad
