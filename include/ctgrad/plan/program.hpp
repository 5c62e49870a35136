/// A program: the instructions that compute a pass's outputs, with all addresses, as a constant.
#pragma once

#include <ctgrad/plan/schedule.hpp>

namespace ctgrad {

/// One instruction with addresses resolved.
struct program_step {
    identity key = 0;  ///< of the operation: what runs must not hold its rules, nor emit their code
    role kind = role::elementwise;
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

template <class Graph> constexpr int count_variables(const Graph& g) {
    int count = 0;
    for (int i = 0; i < Graph::count; ++i) count += g.nodes[i].op->kind == role::variable;
    return count;
}

/// A program in room for more steps than it mostly takes.
template <class Code> struct roomy_program {
    Code code{};
    int size = 0;  ///< steps it takes; more than there is room for: none were kept
};

template <int Room, int Inputs, class Graph> constexpr auto emit_program(const Graph& g) {
    lowered p;
    lowering<Graph>{g, p}.run();
    roomy_program<program_code<Room, Inputs, Graph::output_count>> made;
    auto& result = made.code;
    result.arena = assign_addresses(g, p);
    made.size = p.code.size;
    if (made.size > Room) return made;
    for (int i = 0; i < made.size; ++i) {
        const instruction& code = p.code.data[i];
        program_step& s = result.steps[i];
        s = {code.op->key, code.op->kind,
             code.p,       code.q,
             code.count,   p.values.data[code.target].at,
             code.extent,  {},
             {},           {}};
        s.target.offset += code.target_offset;
        for (int k = 0; k < code.count; ++k) {
            const value_slot& v = p.values.data[code.operand[k]];
            s.operand[k] = v.at;
            s.operand_extent[k] = code.operand_extent[k];
            if (v.at.where == space::constant) s.number[k] = v.number;
            else s.number[k].numerator = v.at.index, s.number[k].denominator = v.at.offset;
        }
    }
    int input = 0;
    for (int i = 0; i < Graph::count; ++i)
        if (g.nodes[i].op->kind == role::variable)
            result.inputs[input++] = {g.nodes[i].id, g.nodes[i].name, g.nodes[i].extent};
    for (int o = 0; o < Graph::output_count; ++o) result.outputs[o] = g.nodes[g.outputs[o]].extent;
    return made;
}

template <class Pass, int Room>
inline constexpr auto emitted = emit_program<Room, count_variables(frozen<Pass>)>(frozen<Pass>);

/// Lowers a pass's graph once, or again with more room where stacks need it.
template <class Pass, int Room = 2 * frozen<Pass>.count + frozen<Pass>.output_count + 16>
constexpr auto make_program() {
    constexpr const auto& made = emitted<Pass, Room>;
    if constexpr (made.size > Room) return make_program<Pass, made.size>();
    else {
        using roomy = decltype(made.code);
        program_code<made.size, roomy::input_count, roomy::output_count> result;
        for (int i = 0; i < result.size; ++i) result.steps[i] = made.code.steps[i];
        for (int i = 0; i < result.input_count; ++i) result.inputs[i] = made.code.inputs[i];
        for (int i = 0; i < result.output_count; ++i) result.outputs[i] = made.code.outputs[i];
        result.arena = made.code.arena;
        return result;
    }
}

}  // namespace detail

/// The program of a pass (calculus/frozen.hpp).
template <class Pass> inline constexpr auto program = detail::make_program<Pass>();

}  // namespace ctgrad
