/// What a program costs, as a constant: counted operations and memory.
#pragma once

#include <ctgrad/plan/loop_passes.hpp>
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

/// The instructions that are counted; returns how many numbers of memory they work in. From the
/// graph, and not from its program: that knows operations by their keys alone.
template <class Graph> constexpr int write_counted(const Graph& g, lowered& p) {
    lower(g, p);
    share_exponentials(p);
    if (count_number_steps(g) >= 0) apply_number_rules(p, g.outputs, g.output_count);
    return assign_addresses(g, p);
}

template <class Graph> constexpr cost_estimate count(const Graph& g, long bytes) {
    lowered p;
    cost_estimate result;
    result.memory = write_counted(g, p);
    result.steps = p.code.size;
    operation_counts all;
    long read = 0, written = 0;
    for (const instruction& s : p.code) {
        all += operations_of(s);
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

/// Adds what runs a number of times; memory is that of the largest part.
constexpr void add_cost(cost_estimate& all, const cost_estimate& part, long times) {
    all.operations += times * part.operations;
    all.additions += times * part.additions;
    all.multiplications += times * part.multiplications;
    all.divisions += times * part.divisions;
    all.comparisons += times * part.comparisons;
    all.functions += times * part.functions;
    all.bytes_read += times * part.bytes_read;
    all.bytes_written += times * part.bytes_written;
    all.steps += part.steps;
    all.memory = all.memory > part.memory ? all.memory : part.memory;
}

template <class Pass> constexpr cost_estimate cost_of(long bytes);

/// How many steps loops run, those again that others need to read what was not kept.
template <int Nodes> struct counted_steps {
    long at[Nodes]{};
};
template <class Pass> constexpr auto count_steps() {
    constexpr const auto& g = frozen<Pass>;
    constexpr const auto& s = loops<Pass>;
    counted_steps<g.count> result;
    for (int stage = s.stages; stage-- > 0;)  // what is read runs before
        for (int l = 0; l < s.loop_count; ++l) {
            const int y = s.loop[l];
            if (s.stage[y] != stage) continue;
            result.at[y] += scan_form::of(g.nodes[y]).steps;
            list<int> sources;
            find_sources(g, s, y, sources);
            for (int source : sources) result.at[source] += result.at[y];
        }
    return result;
}
template <class Pass> inline constexpr auto steps_of_loops = count_steps<Pass>();

template <class Pass, int... Stage, int... Y>
constexpr cost_estimate cost_of_loops(long bytes, std::integer_sequence<int, Stage...>,
                                      std::integer_sequence<int, Y...>) {
    cost_estimate all;
    (add_cost(all, cost_of<stage_pass<Pass, Stage>>(bytes), 1), ...);
    const auto add_loop = [&]<int I>(std::integral_constant<int, I>) {
        constexpr int y = loops<Pass>.loop[I];
        constexpr scan_form f = scan_form::of(frozen<Pass>.nodes[y]);
        add_cost(all, cost_of<body_pass<Pass, y>>(bytes), steps_of_loops<Pass>.at[y]);
        long sums = 0;
        for (int k = f.states; k < f.states + f.totals; ++k)
            sums += (f.steps - 1L) *
                    frozen<Pass>.nodes[frozen<Pass>.operand(y, f.next(k))].extent.size();
        add_cost(all,
                 {.operations = sums,
                  .additions = sums,
                  .bytes_read = 2 * sums * bytes,
                  .bytes_written = sums * bytes},
                 1);
    };
    (add_loop(std::integral_constant<int, Y>{}), ...);
    all.memory += loops<Pass>.arena;
    all.arena_bytes = all.memory * bytes;
    return all;
}

/// Of loops: of all their steps.
template <class Pass> constexpr cost_estimate cost_of(long bytes) {
    if constexpr (has_loops(frozen<Pass>))
        return cost_of_loops<Pass>(bytes, std::make_integer_sequence<int, loops<Pass>.stages>{},
                                   std::make_integer_sequence<int, loops<Pass>.loop_count>{});
    else return count(frozen<Pass>, bytes);
}

}  // namespace detail

/// The cost of a pass's program, computed in a number type.
template <class Pass, class Number = double>
inline constexpr cost_estimate program_cost = detail::cost_of<Pass>(sizeof(Number));

}  // namespace ctgrad
