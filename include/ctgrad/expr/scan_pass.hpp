/// How a scan is put together: its clauses, the pass that makes the node, and where results lie.
#pragma once

#include <type_traits>

#include <ctgrad/calculus/replacing.hpp>
#include <ctgrad/expr/rules.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad::detail {

enum class scan_part : unsigned char { state, sequence, total, output };

/// One argument of scan: the variable that is bound (0: none), what it starts from or is a row of,
/// and what the body computes.
struct scan_argument {
    scan_part kind = scan_part::output;
    identity variable = 0;
    identity outside = 0;
    identity body = 0;
};

template <scan_part Kind, identity Variable, identity Outside, identity Body> struct scan_clause {
    static constexpr scan_argument argument{Kind, Variable, Outside, Body};
};

/// The argument that says how many states are kept.
template <int Interval> struct checkpoint_clause {
    static constexpr int interval = Interval;
};
template <class T> inline constexpr bool is_checkpoint = false;
template <int Interval> inline constexpr bool is_checkpoint<checkpoint_clause<Interval>> = true;

template <class T> inline constexpr bool is_clause = false;
template <scan_part K, identity V, identity O, identity B>
inline constexpr bool is_clause<scan_clause<K, V, O, B>> = true;

/// Arguments that are clauses, in their order, without those that say how the loop runs.
template <class... Clauses> struct clauses_alone {};
template <class... A, class... B>
constexpr clauses_alone<A..., B...> operator+(clauses_alone<A...>, clauses_alone<B...>) {
    return {};
}
template <class T> constexpr auto clause_alone() {
    if constexpr (is_checkpoint<T> || length_expression<T>) return clauses_alone<>{};
    else return clauses_alone<T>{};
}

/// How a loop runs: from which end, how many steps, and how often its state is kept.
struct scan_run {
    int steps = 1;  ///< or at most
    bool backward = false;
    int interval = 0;    ///< of checkpoints; 0: all that the derivative reads is kept
    identity count = 0;  ///< what a call binds to the number of steps
};

/// The one argument of its kind; more are not understood.
template <class... Arguments> constexpr scan_run run_of(int steps, bool backward) {
    scan_run run{steps, backward};
    const auto look = [&]<class T>(std::type_identity<T>) {
        if constexpr (is_checkpoint<T>) run.interval = T::interval < steps ? T::interval : 0;
        else if constexpr (length_expression<T>) run.count = T::id;
    };
    (look(std::type_identity<Arguments>{}), ...);
    return run;
}

/// The pass: the scan with these arguments, its body on variables of a level of its own.
template <scan_run Run, class... Clauses> struct scan_pass {
    static constexpr int count = sizeof...(Clauses);

    static constexpr const entry* entries[3 * count] = {
        entry_or_none<Clauses::argument.variable>()...,
        entry_or_none<Clauses::argument.outside>()..., entry_or_none<Clauses::argument.body>()...};
    static constexpr scan_argument arguments[count] = {Clauses::argument...};

    static constexpr void run(graph& g, list<int>& outputs) {
        list<int> body;
        for (int k = 0; k < count; ++k)
            body.push(entries[2 * count + k] ? load(g, *entries[2 * count + k]) : -1);
        scan_form f{Run.steps, 0, Run.backward};
        f.interval = Run.interval;
        f.counted = Run.count != 0;
        for (const record& r : g.nodes)
            if (r.op == &descriptor<operations::step_variable> && r.p >= f.level)
                f.level = static_cast<int>(r.p) + 1;
        list<int> variables;
        for (int k = 0; k < count; ++k) variables.push(entries[k] ? load(g, *entries[k]) : -1);
        replacing copy{g};
        list<int> initial, sequences, states, rows, next, totals, results;
        const auto bind = [&](scan_part kind, list<int>& bound) {
            for (int k = 0; k < count; ++k) {
                if (arguments[k].kind != kind) continue;
                bound.push(step_variable_of(g, variables.data[k], f.level));
                copy.by.data[variables.data[k]] = bound.data[bound.size - 1];
            }
        };
        bind(scan_part::state, states);
        bind(scan_part::sequence, rows);
        copy.run();
        for (int k = 0; k < count; ++k) {
            const scan_part kind = arguments[k].kind;
            const int outside = entries[count + k] ? load(g, *entries[count + k]) : -1;
            if (kind == scan_part::state) initial.push(outside);
            if (kind == scan_part::sequence) sequences.push(outside);
            if (body.data[k] < 0) continue;
            const int root = copy.by.data[body.data[k]];
            (kind == scan_part::state   ? next
             : kind == scan_part::total ? totals
                                        : results)
                .push(root);
        }
        f.states = states.size;
        f.sequences = rows.size;
        f.totals = totals.size;
        f.outputs = results.size;
        list<int> operands;
        if constexpr (Run.count != 0) operands.push(load(g, entry_of<Run.count>));
        for (const list<int>* all :
             {&initial, &sequences, &states, &rows, &next, &totals, &results})
            for (int i : *all) operands.push(i);
        outputs.push(make_scan(g, f, operands));
    }
};

/// The results of a scan, and where each lies among all.
template <scan_run Run, class... Clauses> struct scan_results {
    static constexpr scan_run run = Run;
    static constexpr int count = sizeof...(Clauses);

    static constexpr scan_argument arguments[count + 1] = {Clauses::argument..., {}};
    static constexpr shape extents[count + 1] = {
        entry_of < Clauses::argument.body != 0 ? Clauses::argument.body
                                               : Clauses::argument.variable >.content.extent...,
        {}};

    static constexpr int size_of(int k) {
        const int size = extents[k].size();
        return arguments[k].kind == scan_part::sequence ? 0
               : arguments[k].kind == scan_part::output ? Run.steps * size
                                                        : size;
    }
    /// Whether the results of argument i lie in front of those of argument k.
    static constexpr bool before(int i, int k) {
        const scan_part one = arguments[i].kind, other = arguments[k].kind;
        return one < other || (one == other && i < k);
    }
    /// Where the results of argument k start.
    static constexpr int offset(int k) {
        int result = 0;
        for (int i = 0; i < count; ++i)
            if (before(i, k)) result += size_of(i);
        return result;
    }
    /// Which of the results it is.
    static constexpr int position(int k) {
        int result = 0;
        for (int i = 0; i < count; ++i)
            result += arguments[i].kind != scan_part::sequence && before(i, k);
        return result;
    }
    /// The argument that is number n of its kind, or binds this variable; -1: there is none.
    static constexpr int find(scan_part kind, int n) {
        for (int i = 0; i < count; ++i)
            if (arguments[i].kind == kind && n-- == 0) return i;
        return -1;
    }
    static constexpr int find_state(identity variable) {
        for (int i = 0; i < count; ++i)
            if (arguments[i].kind == scan_part::state && arguments[i].variable == variable)
                return i;
        return -1;
    }
    /// How many arguments of its kind stand before argument k.
    static constexpr int number_of(int k) {
        int result = 0;
        for (int i = 0; i < k; ++i) result += arguments[i].kind == arguments[k].kind;
        return result;
    }
    /// Values of all steps: scalars as a vector, vectors as rows, matrices below each other.
    static constexpr shape extent(int k) {
        const shape one = extents[k];
        if (arguments[k].kind != scan_part::output) return one;
        return sequence_extent(one, Run.steps);
    }
};

/// Of a scan that runs: slices of the value of its node.
template <class All, scan_run Run, class... Clauses>
struct loop_results : scan_results<Run, Clauses...> {
    using base = scan_results<Run, Clauses...>;
    static constexpr identity scan = All::id;
    template <int K> static constexpr auto result() {
        return build<slice_rule<base::offset(K), base::extent(K)>>(All{});
    }
};

}  // namespace ctgrad::detail
