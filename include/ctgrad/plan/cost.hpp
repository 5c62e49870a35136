/// What a program costs, as a constant: counted operations and memory.
#pragma once

#include <ctgrad/plan/schedule.hpp>
#include <ctgrad/plan/shared_exponentials.hpp>

namespace ctgrad {

/// Arithmetic operations and calls of elementary functions (each counts as one) of one evaluation;
/// working memory in numbers.
struct cost_estimate {
    long operations = 0;
    long functions = 0;  ///< of the operations: neither + - * / nor comparison
    int steps = 0;
    int memory = 0;

    friend constexpr bool operator==(const cost_estimate&, const cost_estimate&) = default;
};

namespace detail {

/// u^n by repeated squaring; a root counts as one, a division as one.
constexpr long power_operations(std::int64_t p, std::int64_t q) {
    long count = (p < 0 ? 1 : 0) + (q == 1 ? 0 : 1);
    for (std::int64_t n = p < 0 ? -p : p; n > 1; n /= 2) count += n % 2 == 0 ? 1 : 2;
    return q > 3 ? 1 : count;
}

/// From the graph, and not from its program: that knows operations by their keys alone.
template <class Graph> constexpr cost_estimate count(const Graph& g) {
    lowered p;
    lowering<Graph>{g, p}.run();
    share_exponentials(p);
    cost_estimate result;
    result.memory = assign_addresses(g, p);
    result.steps = p.code.size;
    for (const instruction& s : p.code) {
        const bool is_power = s.op->kind == role::power;
        const long operations =
            is_power ? s.extent.size() * power_operations(s.p, s.q)
                     : s.op->flops(s.extent, s.operand_extent[0], s.operand_extent[1]);
        result.operations += operations;
        const bool arithmetic = s.op->kind != role::elementwise || !s.op->infix.empty() ||
                                s.op == &descriptor<operations::subtract> ||
                                s.op == &descriptor<operations::divide> ||
                                s.op == &descriptor<operations::negate>;
        if (!arithmetic) result.functions += operations;
    }
    return result;
}

}  // namespace detail

/// The cost of a pass's program.
template <class Pass> inline constexpr cost_estimate program_cost = detail::count(frozen<Pass>);

}  // namespace ctgrad
