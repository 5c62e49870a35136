/// A scan written out: what every step computes, as expressions of what the one before it does.
#pragma once

#include <ctgrad/expr/scan_pass.hpp>

namespace ctgrad::detail {

template <scan_run Run, class... Clauses> struct unrolled_results;

/// The pass: step number Step. Its outputs: per clause the next state, the sum so far, the output.
/// Where a call tells the number of steps, all are computed, and chosen or not.
template <int Step, scan_run Run, class... Clauses> struct unrolled_step {
    using previous = unrolled_step<Step - 1, Run, Clauses...>;

    static constexpr int count = sizeof...(Clauses);
    static constexpr int row = Run.backward ? Run.steps - 1 - Step : Step;

    /// What clause K has before this step.
    template <class Clause, int K> static constexpr const entry* before() {
        constexpr scan_argument a = Clause::argument;
        if constexpr (Step == 0 || a.kind == scan_part::sequence) return entry_or_none<a.outside>();
        else return &entry_of<frozen<previous>.nodes[frozen<previous>.outputs[K]].id>;
    }

    static constexpr void run(graph& g, list<int>& outputs) {
        run(g, outputs, std::make_integer_sequence<int, count>{});
    }

private:
    static constexpr int if_it_runs(graph& g, int made, int otherwise) {
        const node steps{&g, load(g, entry_of<Run.count>)};
        return apply<operations::select>(apply<operations::less>(steps.number(row), steps),
                                         node{&g, made}, node{&g, otherwise})
            .index;
    }
    template <int... K>
    static constexpr void run(graph& g, list<int>& outputs, std::integer_sequence<int, K...>) {
        const scan_argument arguments[] = {Clauses::argument...};
        const entry* const variables[] = {entry_or_none<Clauses::argument.variable>()...};
        const entry* const bodies[] = {entry_or_none<Clauses::argument.body>()...};
        const entry* const values[] = {before<Clauses, K>()...};
        list<int> body;
        for (const entry* e : bodies) body.push(e ? load(g, *e) : -1);
        replacing copy{g};
        list<int> known, bound;
        for (int k = 0; k < count; ++k) {
            known.push(values[k] ? load(g, *values[k]) : -1);
            bound.push(variables[k] ? load(g, *variables[k]) : -1);
        }
        copy.by.resize(g.nodes.size, -1);
        for (int k = 0; k < count; ++k) {
            if (bound.data[k] < 0) continue;
            const shape extent = g.extent(bound.data[k]);
            copy.by.data[bound.data[k]] =
                arguments[k].kind == scan_part::sequence
                    ? operations::slice::make({&g, known.data[k]}, row * extent.size(), extent)
                          .index
                    : known.data[k];
        }
        copy.run();
        for (int k = 0; k < count; ++k) {
            int made = body.data[k] < 0 ? make_constant(g, 0) : copy.by.data[body.data[k]];
            if (arguments[k].kind == scan_part::total && known.data[k] >= 0)
                made = make_sum(g, known.data[k], made);
            if constexpr (Run.count != 0 && row > 0)
                if (body.data[k] >= 0) {
                    const bool stays = arguments[k].kind != scan_part::output && known.data[k] >= 0;
                    made = if_it_runs(g, made,
                                      stays ? known.data[k] : make_constant(g, 0, g.extent(made)));
                }
            outputs.push(made);
        }
    }
};

/// The pass: the outputs of clause K of all steps together.
template <int K, shape Extent, scan_run Run, class... Clauses> struct unrolled_rows {
    static constexpr void run(graph& g, list<int>& outputs) {
        run(g, outputs, std::make_integer_sequence<int, Run.steps>{});
    }

private:
    template <int Row> static constexpr const entry* of_row() {
        using step = unrolled_step<Run.backward ? Run.steps - 1 - Row : Row, Run, Clauses...>;
        return &entry_of<frozen<step>.nodes[frozen<step>.outputs[K]].id>;
    }
    template <int... Row>
    static constexpr void run(graph& g, list<int>& outputs, std::integer_sequence<int, Row...>) {
        list<int> parts;
        for (const entry* e : {of_row<Row>()...}) parts.push(load(g, *e));
        if (g.extent(parts[0]).rank == 0)
            return outputs.push(operations::stack::make(g, parts, Extent).index);
        for (int& i : parts)
            i = operations::slice::make({&g, i}, 0, vector_shape(g.extent(i).size())).index;
        while (parts.size > 1) {  // neighbours, so that no entry is copied often
            const int pairs = parts.size / 2, odd = parts.size % 2;
            for (int i = 0; i < pairs; ++i)
                parts.data[i] = apply<operations::concat>(node{&g, parts.data[2 * i]},
                                                          node{&g, parts.data[2 * i + 1]})
                                    .index;
            if (odd > 0) parts.data[pairs] = parts.data[parts.size - 1];
            parts.size = pairs + odd;
        }
        outputs.push(operations::slice::make({&g, parts[0]}, 0, Extent).index);
    }
};

template <scan_run Run, class... Clauses>
struct unrolled_results : scan_results<Run, Clauses...> {
    using base = scan_results<Run, Clauses...>;

    template <int K> static constexpr auto result() {
        static_assert(define_steps(std::make_integer_sequence<int, Run.steps>{}),
                      "the expressions of all steps are registered");
        if constexpr (base::arguments[K].kind == scan_part::output)
            return output_expression<unrolled_rows<K, base::extent(K), Run, Clauses...>, 0>();
        else return output_expression<unrolled_step<Run.steps - 1, Run, Clauses...>, K>();
    }

private:
    /// In their order: each needs the one before it.
    template <int... Step>
    static constexpr bool define_steps(std::integer_sequence<int, Step...>) {
        const bool done[] = {defined<frozen<unrolled_step<Step, Run, Clauses...>>>...};
        return done[0];
    }
};

}  // namespace ctgrad::detail
