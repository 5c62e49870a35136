/// What a program costs, as a constant: counted operations and memory.
#pragma once

#include <ctgrad/plan/number_program.hpp>
#include <ctgrad/plan/schedule.hpp>
#include <ctgrad/plan/shared_exponentials.hpp>

namespace ctgrad {

/// The cost of one evaluation. What is counted of an operation its struct says. Bytes read and
/// written are those of all instructions: each reads its operands, but for constants, and writes
/// its result, whether they lie in memory, in the cache or in a register.
struct cost_estimate {
    long operations = 0;  ///< the sum of the following five
    long additions = 0;   ///< and subtractions, changes of sign
    long multiplications = 0;
    long divisions = 0;
    long comparisons = 0;  ///< and choices, absolute values, roundings to whole numbers
    long functions = 0;    ///< roots and transcendental functions; each counts as one
    int steps = 0;         ///< instructions
    int memory = 0;        ///< working memory, in numbers
    long bytes_read = 0;
    long bytes_written = 0;
    long arena_bytes = 0;  ///< working memory

    friend constexpr bool operator==(const cost_estimate&, const cost_estimate&) = default;
};

namespace detail {

/// From the graph, and not from its program: that knows operations by their keys alone.
template <class Graph> constexpr cost_estimate count(const Graph& g, long bytes) {
    lowered p;
    lowering<Graph>{g, p}.run();
    share_exponentials(p);
    if (count_number_steps(g) >= 0) apply_number_rules(p, g.outputs, Graph::output_count);
    cost_estimate result;
    result.memory = assign_addresses(g, p);
    result.steps = p.code.size;
    operation_counts all;
    long read = 0, written = 0;
    for (const instruction& s : p.code) {
        all += s.op->counts({s.extent, s.operand_extent[0], s.operand_extent[1], s.p, s.q});
        written += s.extent.size();
        for (int k = 0; k < s.count; ++k)
            if (p.values.data[s.operand[k]].at.where != space::constant)
                read += s.operand_extent[k].size();
    }
    result.operations = all.total();
    result.additions = all.additions;
    result.multiplications = all.multiplications;
    result.divisions = all.divisions;
    result.comparisons = all.comparisons;
    result.functions = all.functions;
    result.bytes_read = read * bytes;
    result.bytes_written = written * bytes;
    result.arena_bytes = result.memory * bytes;
    return result;
}

}  // namespace detail

/// The cost of a pass's program, computed in a number type.
template <class Pass, class Number = double>
inline constexpr cost_estimate program_cost = detail::count(frozen<Pass>, sizeof(Number));

}  // namespace ctgrad
