/// A program: the instructions that compute a pass's outputs, with all addresses, as a constant.
#pragma once

#include <ctgrad/plan/call_groups.hpp>
#include <ctgrad/plan/loops.hpp>
#include <ctgrad/plan/schedule.hpp>
#include <ctgrad/plan/shared_exponentials.hpp>

namespace ctgrad {

/// One instruction with addresses resolved.
struct program_step {
    identity key = 0;  ///< of the operation: what runs must not hold its rules, nor emit their code
    role::code kind = role::elementwise;
    std::int64_t p = 0;
    std::int64_t q = 0;
    int count = 0;
    address target{};
    shape extent = scalar_shape;
    address operand[3]{};
    shape operand_extent[3] = {scalar_shape, scalar_shape, scalar_shape};
    rational number[3]{};  ///< the operand where it is constant
};

/// Instructions on arrays, which are read and written where they lie.
template <const auto& Emitted> struct array_code {
    static constexpr int size = Emitted.size;
    static constexpr int arena = Emitted.arena;  ///< numbers of working memory
    static constexpr const program_step* steps = Emitted.steps;
};

struct program_input {
    identity id = 0;
    core::text_view name{};
    shape extent = scalar_shape;
};

/// Code is an array_code, a number_code or a loop_code: a type that says where it lies, since
/// copies would take compilers long.
template <class Code, int Inputs, int Outputs> struct program_code : Code {
    static constexpr int input_count = Inputs;
    static constexpr int output_count = Outputs;

    program_input inputs[Inputs > 0 ? Inputs : 1]{};
    shape outputs[Outputs > 0 ? Outputs : 1]{};
};

namespace detail {

/// What a step does, but for where its values lie.
constexpr void take_operation(program_step& s, const instruction& code) {
    s.key = code.op->key;
    s.kind = code.op->kind;
    s.p = code.p;
    s.q = code.q;
    s.count = code.count;
    s.extent = code.extent;
}

/// Code in room for more steps than it mostly takes.
template <int Room> struct roomy_code {
    program_step steps[Room]{};
    int arena = 0;
    int size = 0;  ///< steps it takes; more than there is room for: none were kept
};

template <int Room, class Graph> constexpr auto emit_code(const Graph& g) {
    lowered p;
    lower(g, p);
    share_exponentials(p);
    roomy_code<Room> result;
    result.arena = assign_addresses(g, p);
    result.size = p.code.size;
    if (result.size > Room) return result;
    for (int i = 0; i < result.size; ++i) {
        const instruction& code = p.code.data[i];
        program_step& s = result.steps[i];
        take_operation(s, code);
        s.target = p.values.data[code.target].at;
        s.target.offset += code.target_offset;
        for (int k = 0; k < code.count; ++k) {
            const value_slot& v = p.values.data[code.operand[k]];
            s.operand[k] = v.at;
            s.operand_extent[k] = code.operand_extent[k];
            if (v.at.where == space::constant) s.number[k] = v.number();
        }
    }
    return result;
}

template <class Pass, int Room>
inline constexpr auto emitted = emit_code<Room, graph_view>(frozen<Pass>);

/// Lowers a pass's graph once, or again with more room where stacks need it.
template <class Pass, int Room = 2 * frozen<Pass>.count + frozen<Pass>.output_count + 16>
constexpr const auto& code_of_pass() {
    constexpr const auto& made = emitted<Pass, Room>;
    if constexpr (made.size <= Room) return made;
    else return code_of_pass<Pass, made.size>();
}

constexpr int count_variables(const graph_view& g) {
    int count = 0;
    for (int i = 0; i < g.count; ++i) count += g.nodes[i].op->kind == role::variable;
    return count;
}

template <class Code> constexpr Code program_of(const graph_view& g) {
    Code result;
    int input = 0;
    for (int i = 0; i < g.count; ++i)
        if (g.nodes[i].op->kind == role::variable)
            result.inputs[input++] = {g.nodes[i].id, g.nodes[i].name, g.nodes[i].extent};
    for (int o = 0; o < g.output_count; ++o) result.outputs[o] = g.nodes[g.outputs[o]].extent;
    return result;
}

template <class Pass>
inline constexpr bool gathers = has_calls_to_gather(numbers_of_pass<Pass>());

/// In a variable of its own, as that has a step limit of its own.
template <class Pass>
inline constexpr auto gathered_numbers = gather_calls<gathers<Pass>>(numbers_of_pass<Pass>());

}  // namespace detail

/// Code on numbers in an order in which calls stand together. Found when it is first asked for:
/// types that are computed one by one run the code as it was written.
template <const auto& Written, class Pass> struct number_code : written_code<Written> {
    static constexpr written_code<Written> as_written{};
    static constexpr bool gathered = detail::gathered_numbers<Pass>.gathered;
    static constexpr const number_step* steps =
        gathered ? detail::gathered_numbers<Pass>.steps : Written.steps;
};

namespace detail {

template <class Pass> constexpr auto make_program() {
    constexpr const auto& g = frozen<Pass>;
    constexpr int inputs = count_variables(g), outputs = g.output_count;
    if constexpr (number_steps<Pass> >= 0) {
        using code = number_code<numbers_of_pass<Pass>(), Pass>;
        return program_of<program_code<code, inputs, outputs>>(g);
    } else if constexpr (has_loops(g)) {
        return program_of<program_code<loop_code<Pass>, inputs, outputs>>(g);
    } else {
        return program_of<program_code<array_code<code_of_pass<Pass>()>, inputs, outputs>>(g);
    }
}

}  // namespace detail

/// The program of a pass (calculus/frozen.hpp).
template <class Pass> inline constexpr auto program = detail::make_program<Pass>();

}  // namespace ctgrad
