/// Programs that work on single numbers only: each has an element of one array, so that a step is
/// an assignment between elements. That costs a compiler the least, and it keeps them in registers.
#pragma once

#include <ctgrad/plan/lower.hpp>

namespace ctgrad {

/// One instruction on numbers, which are given by their places.
struct number_step {
    identity key = 0;  ///< of the operation
    std::int64_t p = 0;
    std::int64_t q = 0;
    int count = 0;
    int target = 0;
    int operand[3]{};
};

/// A number that comes from outside or goes there: an entry of an input, a constant, an output.
struct number_move {
    address outside{};
    rational number{};  ///< where it is constant
    int place = 0;
};

/// Moves from inputs, then from constants; the steps; moves to all outputs.
template <int Steps, int Moves, int Outputs> struct number_code {
    static constexpr int size = Steps;
    static constexpr int move_count = Moves;
    static constexpr int output_count = Outputs;

    number_step steps[Steps > 0 ? Steps : 1]{};
    number_move moves[Moves > 0 ? Moves : 1]{};
    int stored[Outputs > 0 ? Outputs : 1]{};  ///< place of every output
    int arena = 0;                            ///< numbers of working memory
    int loads = 0;                            ///< moves from inputs; the others are of constants
};

namespace detail {

/// Whether a graph computes with scalars only: of other variables it reads single entries.
template <class Graph> constexpr bool has_scalars_only(const Graph& g) {
    for (int i = 0; i < Graph::count; ++i) {
        const record& r = g.nodes[i];
        if (r.op->kind == role::variable) continue;
        if (r.extent.rank != 0) return false;
        if (r.op->kind != role::structural) continue;
        if (r.op != &descriptor<operations::slice> ||
            g.nodes[r.operand[0]].op->kind != role::variable)
            return false;
    }
    for (int o = 0; o < Graph::output_count; ++o)
        if (g.nodes[g.outputs[o]].extent.rank != 0) return false;
    return true;
}

/// Numbers that instructions or outputs take from outside.
struct outside_numbers {
    const lowered& p;
    list<number_move> moves{};
    list<bool> known = list<bool>(p.values.size, false);

    constexpr void need(int value, space from) {
        const value_slot& v = p.values.data[value];
        const int root = root_of(p, value);
        if (known.data[value] || p.values.data[root].at.where != from) return;
        known.data[value] = true;
        moves.push({{from, p.values.data[root].at.index, v.at.offset}, v.number, value});
    }
    template <class Graph> constexpr void need_all(const Graph& g, space from) {
        for (const instruction& code : p.code)
            for (int k = 0; k < code.count; ++k) need(code.operand[k], from);
        for (int o = 0; o < Graph::output_count; ++o) need(g.outputs[o], from);
    }
};

/// A program with room for more than it mostly takes.
template <class Code> struct roomy_numbers {
    Code code{};
    int steps = 0;  ///< that it takes; more than there is room for: it was not kept
    int moves = 0;
    constexpr bool fits() const { return steps <= Code::size && moves <= Code::move_count; }
};

template <int Steps, int Moves, class Graph> constexpr auto emit_numbers(const Graph& g) {
    lowered p;
    lowering<Graph>{g, p}.run();
    outside_numbers outside{p};
    outside.need_all(g, space::input);
    roomy_numbers<number_code<Steps, Moves, Graph::output_count>> made;
    made.code.loads = outside.moves.size;
    outside.need_all(g, space::constant);
    made.code.arena = p.values.size;
    made.steps = p.code.size;
    made.moves = outside.moves.size;
    if (!made.fits()) return made;
    for (int i = 0; i < made.moves; ++i) made.code.moves[i] = outside.moves.data[i];
    for (int i = 0; i < made.steps; ++i) {
        const instruction& from = p.code.data[i];
        number_step& s = made.code.steps[i];
        s.key = from.op->key, s.p = from.p, s.q = from.q;
        s.count = from.count, s.target = from.target;
        for (int k = 0; k < from.count; ++k) s.operand[k] = from.operand[k];
    }
    for (int o = 0; o < Graph::output_count; ++o) made.code.stored[o] = g.outputs[o];
    return made;
}

template <class Pass, int Steps, int Moves>
inline constexpr auto emitted_numbers = emit_numbers<Steps, Moves>(frozen<Pass>);

/// Lowers a pass's graph once, or again with more room where it needs that.
template <class Pass, int Steps = frozen<Pass>.count + 16, int Moves = Steps>
constexpr const auto& numbers_of_pass() {
    constexpr const auto& made = emitted_numbers<Pass, Steps, Moves>;
    if constexpr (made.fits()) return made;
    else return numbers_of_pass<Pass, made.steps, made.moves>();
}

template <class Code, class Roomy> constexpr void copy_code(Code& to, const Roomy& made) {
    for (int i = 0; i < Code::size; ++i) to.steps[i] = made.code.steps[i];
    for (int i = 0; i < Code::move_count; ++i) to.moves[i] = made.code.moves[i];
    for (int i = 0; i < Code::output_count; ++i) to.stored[i] = made.code.stored[i];
    to.arena = made.code.arena;
    to.loads = made.code.loads;
}

}  // namespace detail

}  // namespace ctgrad
