/// A scan written out: what every step computes, as expressions of what the one before it does.
#pragma once

#include <ctgrad/calculus/unrolling.hpp>
#include <ctgrad/expr/scan_pass.hpp>

namespace ctgrad::detail {

/// The pass: an expression with its loops written out; of a scan, its results in their order.
template <identity F> struct unrolled_pass {
    static constexpr int nodes_per_stage = 500;
    static constexpr bool in_stages = true;

    static constexpr void start(graph& g, list<int>& notes) {
        unrolling<graph>{g, notes}.start(load(g, entry_of<F>));
    }
    static constexpr bool advance(graph& g, list<int>& notes) {
        return unrolling<graph>{g, notes}.advance(nodes_per_stage);
    }
    static constexpr void finish(graph& g, list<int>& notes, list<int>& outputs) {
        unrolling<graph> done{g, notes};
        const record root = g.nodes.data[g.find(F)];
        if (root.op != &descriptor<operations::scan>) return outputs.push(done.result());
        for (int k = 0; k < scan_form::of(root).roots(); ++k) outputs.push(done.result(k));
    }
};

/// Whether an expression has loops, and how many nodes with their steps written out; these are
/// counted only up to `largest_counted`.
struct unrolled_count {
    bool loops = false;
    std::int64_t nodes = 0;
};
template <identity F> constexpr unrolled_count count_unrolled() {
    graph g;
    load(g, entry_of<F>);
    const bool loops = has_loops(g);
    return {loops, loops ? unrolled_size(g) : g.nodes.size};
}
template <identity F> inline constexpr unrolled_count count_of_unrolled = count_unrolled<F>();

template <core::label Function, identity F, int Most> constexpr auto too_long_to_unroll() {
    sentence out;
    out << Function.view() << "(...): with every step of its loops written out the expression has ";
    if (count_of_unrolled<F>.nodes < largest_counted) out << count_of_unrolled<F>.nodes;
    else out << "a million";
    out << " nodes; it may have " << Most;
    return out;
}

/// An expression with its loops written out, if it has any; itself where that is refused.
template <core::label Function, identity F, int Most> constexpr auto written_out() {
    if constexpr (!count_of_unrolled<F>.loops) return expression_of<F>{};
    else if constexpr (count_of_unrolled<F>.nodes > Most)
        return refuse<&too_long_to_unroll<Function, F, Most>, expression_of<F>>();
    else return output_expression<unrolled_pass<F>, 0>();
}

/// More nodes take a compiler minutes.
inline constexpr int most_unrolled_nodes = 20000;

/// The results of a scan, each as an expression without loops.
template <class Scan, scan_run Run, class... Clauses>
struct unrolled_results : scan_results<Run, Clauses...> {
    using base = scan_results<Run, Clauses...>;
    template <int K> static constexpr auto result() {
        return output_expression<unrolled_pass<Scan::id>, base::position(K)>();
    }
};

}  // namespace ctgrad::detail
