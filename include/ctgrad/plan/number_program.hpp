/// Programs that work on single numbers only: each has an element of one array, so that a step is
/// an assignment between elements. That costs a compiler the least, and it keeps them in registers.
#pragma once

#include <ctgrad/plan/lower.hpp>
#include <ctgrad/plan/number_rules.hpp>
#include <ctgrad/plan/number_writer.hpp>
#include <ctgrad/plan/shared_exponentials.hpp>

namespace ctgrad {

namespace detail {

/// Moves from inputs, then from constants; the steps; moves to all entries of the outputs. In room
/// for more than it mostly takes.
template <int Steps, int Moves, int Stores> struct written_numbers {
    static constexpr int room = Steps;
    static constexpr int store_count = Stores;

    number_step steps[Steps > 0 ? Steps : 1]{};
    number_move moves[Moves > 0 ? Moves : 1]{};
    number_move stores[Stores > 0 ? Stores : 1]{};
    int step_count = 0;  ///< more than there is room for: it was not kept
    int move_count = 0;
    int loads = 0;  ///< moves from inputs; the others are of constants
    int arena = 0;  ///< numbers of working memory

    constexpr bool fits() const { return step_count <= Steps && move_count <= Moves; }
};

/// The steps of a program in the order in which calls stand together, if any do.
template <int Steps> struct gathered_steps {
    number_step steps[Steps > 0 ? Steps : 1]{};
    int count = 0;
    bool gathered = false;
};

}  // namespace detail

/// Code on numbers, which lies where it was written: copies take compilers long.
template <const auto& Written> struct written_code {
    static constexpr int size = Written.step_count;
    static constexpr int move_count = Written.move_count;
    static constexpr int store_count = Written.store_count;
    static constexpr int arena = Written.arena;
    static constexpr int loads = Written.loads;
    static constexpr bool gathered = false;  ///< whether any calls are together
    static constexpr const number_step* steps = Written.steps;
    static constexpr const number_move* moves = Written.moves;
    static constexpr const number_move* stores = Written.stores;
};

namespace detail {

/// Arrays of so many entries (a matrix 3 x 3) are computed number by number where the whole program
/// is short; larger ones are left to loops.
inline constexpr int small_array = 9;
inline constexpr int small_program = 256;

constexpr int count_output_entries(const graph_view& g) {
    int entries = 0;
    for (int o = 0; o < g.output_count; ++o) entries += g.nodes[g.outputs[o]].extent.size();
    return entries;
}

/// Entries of outputs that no step of their own makes: of a variable, a constant, what is spread.
constexpr int count_copied_entries(const graph_view& g) {
    int entries = 0;
    for (int o = 0; o < g.output_count; ++o) {
        const record& r = g.nodes[g.outputs[o]];
        if (r.extent.rank > 0 && r.op != &descriptor<operations::stack>) entries += r.extent.size();
    }
    return entries;
}

/// About how many steps on numbers a graph takes; -1: some of its arrays are not for numbers.
/// Single entries may be read from variables of any size.
constexpr int count_number_steps(const graph_view& g) {
    int steps = 0;
    bool has_arrays = false;
    for (int i = 0; i < g.count; ++i) {
        const record& r = g.nodes[i];
        const role::code kind = r.op->kind;
        if (kind == role::variable || kind == role::constant) continue;
        // Most: its operands are scalars, too.
        if (r.extent.rank == 0 && kind != role::structural) {
            ++steps;
            continue;
        }
        if (r.count == 0) {
            if (r.extent.rank > 0) return -1;
            ++steps;
            continue;
        }
        const shape operand = g.nodes[g.operand(i, 0)].extent;
        const bool is_slice = r.op == &descriptor<operations::slice>;
        if (is_slice && r.extent.rank == 0 && g.nodes[g.operand(i, 0)].op->kind == role::variable)
            continue;
        if (!has_number_form(r.op)) return -1;
        const bool is_product = r.op == &descriptor<operations::matrix_product>;
        const bool is_stack = r.op == &descriptor<operations::stack>;
        has_arrays = has_arrays || (r.extent.rank > 0 && !is_stack) || operand.rank > 0;
        if (r.extent.size() > small_array && !is_stack) return -1;
        if (operand.size() > small_array && !is_product) return -1;
        const bool reduces = is_product || (r.op->kind == role::structural && r.extent.rank == 0);
        steps +=
            r.extent.size() * (reduces ? 2 * operand.columns * (is_product ? 1 : operand.rows) : 1);
    }
    if (count_copied_entries(g) > small_program) return -1;
    return has_arrays && steps > small_program ? -1 : steps;
}

template <int Steps, int Moves, int Stores, class Graph>
constexpr auto emit_numbers(const Graph& g) {
    lowered p;
    lowering<Graph>{g, p}.run();
    share_exponentials(p);
    apply_number_rules(p, g.outputs, g.output_count);
    written_numbers<Steps, Moves, Stores> made;
    number_writer writer{p};
    writer.steps.borrow(made.steps, 0, Steps);
    writer.loads.borrow(made.moves, 0, Moves);
    for (const instruction& i : p.code) writer.write(i);
    for (int o = 0, k = 0; o < g.output_count; ++o)
        for (int e = 0; e < g.nodes[g.outputs[o]].extent.size(); ++e)
            made.stores[k++] = {{space::output, o, e}, 0, 1, writer.place(g.outputs[o], e)};
    made.loads = writer.loads.size;
    made.arena = writer.places;
    made.step_count = writer.steps.size;
    made.move_count = writer.loads.size + writer.constants.size;
    if (!made.fits()) return made;
    copy_elements(made.moves + writer.loads.size, writer.constants.data, writer.constants.size);
    return made;
}

template <class Pass, int Steps, int Moves>
inline constexpr auto emitted_numbers =
    emit_numbers<Steps, Moves, count_output_entries(frozen<Pass>)>(frozen<Pass>);

/// The same of a pass. In variables, here and elsewhere: clang evaluates a call that is a condition
/// or an argument of a template several times.
template <class Pass> inline constexpr int number_steps = count_number_steps(frozen<Pass>);

template <class Pass>
inline constexpr int expected_number_steps =
    (number_steps<Pass> > frozen<Pass>.count ? number_steps<Pass> : frozen<Pass>.count) + 16;

/// Lowers a pass's graph once, or again with more room where it needs that.
template <class Pass, int Steps = expected_number_steps<Pass>, int Moves = Steps>
constexpr const auto& numbers_of_pass() {
    constexpr const auto& made = emitted_numbers<Pass, Steps, Moves>;
    if constexpr (made.fits()) return made;
    else return numbers_of_pass<Pass, made.step_count, made.move_count>();
}

}  // namespace detail

}  // namespace ctgrad
