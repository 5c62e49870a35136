/// Loops that run: recurrent networks, simulations, whatever applies one cell step after step.
///
///     constexpr auto run = scan<40>(carry(h, h0, tanh(W * x + U * h + b)), each(x, X));
///     constexpr auto loss = squared_norm(run.last(h) - target);
#pragma once

#include <ctgrad/expr/length.hpp>
#include <ctgrad/expr/linear.hpp>
#include <ctgrad/expr/unrolled.hpp>

namespace ctgrad {

namespace detail {

template <class X> constexpr auto not_a_state() {
    sentence out;
    out << "last(" << text_of<X::id>().view() << "): the scan carries no such variable";
    return out;
}

}  // namespace detail

/// A loop that has been put together: its results are expressions, to be used and differentiated as
/// any others. All of them come from one run.
template <class Results> struct scanned {
    /// What a carried variable is behind the last step.
    template <variable X> constexpr auto last(X) const {
        constexpr int k = Results::find_state(X::id);
        if constexpr (k < 0) {
            fail_with<&detail::not_a_state<X>>();
            return X{};
        } else return Results::template result<k>();
    }
    /// The values of output number K in all steps: a vector of scalars, the rows of a matrix, or
    /// matrices below each other. Of steps that a length leaves out, zeros, which do not depend on
    /// anything: their sum is that of the steps that run; as a mean, write accumulate and mean().
    template <int K = 0> constexpr auto output() const {
        return only<detail::scan_part::output, K>();
    }
    /// Output number K of the last step that runs.
    template <int K = 0> constexpr auto last_output() const {
        constexpr int k = Results::find(detail::scan_part::output, K);
        if constexpr (k < 0) return output<K>();
        else return row_of_last_step<Results::extents[k]>(output<K>());
    }
    /// The sum over all steps of total number K.
    template <int K = 0> constexpr auto total() const {
        return only<detail::scan_part::total, K>();
    }
    /// Their mean: the sum divided by the number of steps that run.
    template <int K = 0> constexpr auto mean() const { return total<K>() / steps(); }
    /// The number of steps that run: a constant, or the length that the scan was given.
    static constexpr auto steps() {
        constexpr detail::scan_run run = Results::run;
        if constexpr (run.count != 0) return detail::expression_of<run.count>{};
        else return detail::constant_expression<run.steps, 1>();
    }

private:
    template <detail::scan_part Kind, int K> static constexpr auto only() {
        constexpr int k = Results::find(Kind, K);
        if constexpr (k < 0) {
            fail<"output<K>(), total<K>(): the scan has no such result", scanned>();
            return detail::constant_expression<0, 1>();
        } else return Results::template result<k>();
    }
    template <shape Extent, class All> static constexpr auto row_of_last_step(All all) {
        using detail::slice_rule;
        constexpr detail::scan_run run = Results::run;
        constexpr int size = Extent.size(), last = run.backward ? 0 : run.steps - 1;
        if constexpr (run.count == 0 || run.backward)
            return detail::build<slice_rule<last * size, Extent>>(all);
        else {
            const auto rows = detail::build<slice_rule<0, matrix_shape(run.steps, size)>>(all);
            const auto at = one_hot<run.steps>(steps() - detail::constant_expression<1, 1>());
            return detail::build<slice_rule<0, Extent>>(transpose(rows) * at);
        }
    }
};

namespace detail {

template <operand X, operand Initial, operand Next> constexpr auto state_mismatch() {
    sentence out;
    out << "carry(" << text_of<id_of<X>>().view()
        << ", initial, next): " << text_of<id_of<X>>().view() << " is a "
        << extent_of<X> << ", initial a " << extent_of<Initial> << ", next a "
        << extent_of<Next> << "; a state keeps its shape";
    return out;
}

template <int Steps, identity X, identity Rows> constexpr auto sequence_mismatch() {
    sentence out;
    const shape extent = entry_of<X>.content.extent;
    out << "scan<" << Steps << ">(each(" << text_of<X>().view() << ", " << text_of<Rows>().view()
        << ")): as rows of " << Steps << " steps for a " << extent << ", a "
        << sequence_extent(extent, Steps) << " is needed, not a " << entry_of<Rows>.content.extent;
    return out;
}

template <int Steps, class Clause> constexpr bool sequence_fits() {
    constexpr scan_argument a = Clause::argument;
    if constexpr (a.kind != scan_part::sequence) return true;
    else {
        constexpr bool fits = entry_of<a.outside>.content.extent ==
                              sequence_extent(entry_of<a.variable>.content.extent, Steps);
        if constexpr (!fits) fail_with<&sequence_mismatch<Steps, a.variable, a.outside>>();
        return fits;
    }
}

template <class... Clauses> constexpr bool bound_once() {
    const identity bound[] = {Clauses::argument.variable..., 0};
    for (int i = 0; i < static_cast<int>(sizeof...(Clauses)); ++i)
        for (int k = 0; k < i; ++k)
            if (bound[i] != 0 && bound[i] == bound[k]) return false;
    return true;
}

template <class... Clauses> constexpr bool computes_something() {
    return !all({Clauses::argument.kind == scan_part::sequence...});
}

/// Whether the entries of all results are at most 2^30.
template <int Steps, class... Clauses> constexpr bool of_countable_size() {
    using results = scan_results<scan_run{}, Clauses...>;
    long long entries = 0;
    for (int k = 0; k < results::count; ++k) entries += results::size_of(k);
    return entries * Steps < (1LL << 30);
}

/// What a refused scan returns, so that the refusal is the only error.
struct refused_scan {
    using zero = decltype(constant_expression<0, 1>());
    template <class X> constexpr X last(X x) const { return x; }
    template <int = 0> constexpr zero output() const { return {}; }
    template <int = 0> constexpr zero last_output() const { return {}; }
    template <int = 0> constexpr zero total() const { return {}; }
    template <int = 0> constexpr zero mean() const { return {}; }
    static constexpr zero steps() { return {}; }
};

template <int Steps, identity Count> constexpr auto longer_than_scan() {
    sentence out;
    out << "scan<" << Steps << ">(" << text_of<Count>().view()
        << ", ...): " << text_of<Count>().view() << " counts up to " << entry_of<Count>.content.q
        << " steps, the scan has at most " << Steps;
    return out;
}
template <scan_run Run> constexpr bool holds_length() {
    if constexpr (Run.count == 0) return true;
    else {
        constexpr bool fits = entry_of<Run.count>.content.q <= Run.steps;
        if constexpr (!fits) fail_with<&longer_than_scan<Run.steps, Run.count>>();
        return fits;
    }
}

template <class... Arguments> constexpr auto not_understood() {
    fail<"scan<T>(...): its arguments are carry, each, accumulate, emit, one checkpoint and one "
         "length, length_up_to<name, T>",
         Arguments...>();
    return refused_scan{};
}

/// Unrolled, or a loop, where the clauses fit together.
template <scan_run Run, bool Unrolled, class... Clauses>
constexpr auto scan_of(clauses_alone<Clauses...>) {
    constexpr int Steps = Run.steps;
    if constexpr (Steps < 1) {
        fail<"scan<T>(...): T, the number of steps, is at least 1", Clauses...>();
        return refused_scan{};
    } else if constexpr (!all({is_clause<Clauses>..., true})) return not_understood<Clauses...>();
    else if constexpr (!computes_something<Clauses...>()) {
        fail<"scan<T>(...): a carry, an accumulate or an emit is missing", Clauses...>();
        return refused_scan{};
    } else if constexpr (!bound_once<Clauses...>()) {
        fail<"scan<T>(...): a variable is bound twice", Clauses...>();
        return refused_scan{};
    } else if constexpr (!all({sequence_fits<Steps, Clauses>()...})) return refused_scan{};
    else if constexpr (!of_countable_size<Steps, Clauses...>()) {
        fail<"scan<T>(...): the results of all steps have at most 2^30 entries", Clauses...>();
        return refused_scan{};
    } else if constexpr (!holds_length<Run>()) return refused_scan{};
    else {
        using all = decltype(output_expression<scan_pass<Run, Clauses...>, 0>());
        if constexpr (!Unrolled) return scanned<loop_results<all, Run, Clauses...>>{};
        else if constexpr (count_of_unrolled<all::id>.nodes > most_unrolled_nodes) {
            fail_with<&too_long_to_unroll<"unroll", all::id, most_unrolled_nodes>>();
            return refused_scan{};
        } else return scanned<unrolled_results<all, Run, Clauses...>>{};
    }
}

/// The same of clauses and of what says how the loop runs, in any order.
template <int Steps, bool Unrolled, bool Backward, class... Arguments>
constexpr auto scan_with() {
    constexpr scan_run run = run_of<Arguments...>(Steps, Backward);
    constexpr bool once =
        (0 + ... + is_checkpoint<Arguments>) < 2 && (0 + ... + length_expression<Arguments>) < 2;
    if constexpr (!once) return not_understood<Arguments...>();
    else return scan_of<run, Unrolled>((clauses_alone<>{} + ... + clause_alone<Arguments>()));
}

template <core::label Sentence, class... Dependent> constexpr auto refused_clause() {
    fail<Sentence, Dependent...>();
    return scan_clause<scan_part::output, 0, 0, decltype(constant_expression<0, 1>())::id>{};
}

}  // namespace detail

/// A clause of scan: variable x is carried from step to step. In the first one it is `initial`, and
/// a step makes it `next`, an expression in the variables of the scan and any others.
template <operand X, operand Initial, operand Next> constexpr auto carry(X, Initial, Next) {
    using namespace detail;
    if constexpr (!variable<X>)
        return refused_clause<"carry(x, initial, next): x must be a variable", X>();
    else if constexpr (extent_of<Initial> != X::extent() || extent_of<Next> != X::extent()) {
        fail_with<&state_mismatch<X, Initial, Next>>();
        return scan_clause<scan_part::state, X::id, X::id, X::id>{};
    } else return scan_clause<scan_part::state, X::id, id_of<Initial>, id_of<Next>>{};
}

/// A clause of scan: in step t variable x is row t of `rows`; entry t where x is a scalar; where it
/// is a matrix, number t of those that lie below each other.
template <operand X, operand Rows> constexpr auto each(X, Rows) {
    using namespace detail;
    if constexpr (!variable<X>) return refused_clause<"each(x, rows): x must be a variable", X>();
    else return scan_clause<scan_part::sequence, X::id, id_of<Rows>, 0>{};
}

/// A clause of scan: the sum of an expression over all steps, of any shape.
template <operand E> constexpr auto accumulate(E) {
    using namespace detail;
    return scan_clause<scan_part::total, 0, 0, id_of<E>>{};
}

/// A clause of scan: the value of an expression in every step. Carried variables are in it what
/// they are when the step begins; what the step makes of them is written by its formula again, and
/// not computed twice.
template <operand E> constexpr auto emit(E) {
    using namespace detail;
    return scan_clause<scan_part::output, 0, 0, id_of<E>>{};
}

/// A clause of scan, for long sequences: of what the derivative reads, only the state of every
/// Interval-th step is kept, and what is between is computed again on the way back. The results are
/// the same bit for bit; a gradient takes one forward pass more, and memory for T / Interval states
/// and the kept values of Interval steps: least where Interval is about sqrt(T).
template <int Interval> constexpr auto checkpoint() {
    if constexpr (Interval < 1) {
        fail<"checkpoint<k>(): k, the steps from one kept state to the next, is at least 1",
             std::integral_constant<int, Interval>>();
        return detail::checkpoint_clause<1>{};
    } else return detail::checkpoint_clause<Interval>{};
}

/// Applies a cell Steps times, or as often as a length among the clauses says (expr/length.hpp): no
/// other steps run, nor are their rows looked at. What it carries, is given, sums up and puts out
/// its clauses say, in any order. Other variables are parameters: they are the same in all steps,
/// and what depends on them alone is computed once. The derivative of a scan is a scan from the
/// last step to the first, which reads what the forward one kept of each step. Types, code and the
/// compiler's work do not grow with Steps; memory does by the kept values of a step, and where that
/// is more than 64 kB in all, it is each thread's, reserved once; `checkpoint` makes it less. Scans
/// stand inside of cells, too; the derivative runs them again: a scan of 100 scans of 100 steps
/// keeps 200 states in place of 10,000.
template <int Steps, class... Clauses> constexpr auto scan(Clauses...) {
    return detail::scan_with<Steps, false, false, Clauses...>();
}

/// The same from the last row to the first. Outputs keep the order of the rows.
template <int Steps, class... Clauses> constexpr auto scan_backward(Clauses...) {
    return detail::scan_with<Steps, false, true, Clauses...>();
}

/// The same results as expressions without a loop, a cell after another: for short sequences, and
/// to look at. Types, code and the compiler's work grow with Steps. With a length all steps are
/// computed, and chosen or not: their rows must be numbers. Loops inside of the cell are written
/// out as well.
template <int Steps, class... Clauses> constexpr auto unroll(Clauses...) {
    return detail::scan_with<Steps, true, false, Clauses...>();
}
template <int Steps, class... Clauses> constexpr auto unroll_backward(Clauses...) {
    return detail::scan_with<Steps, true, true, Clauses...>();
}

/// The value of any expression with all of its loops written out; of a derivative too.
template <operand F> constexpr auto unroll(F) {
    return detail::written_out<"unroll", detail::id_of<F>, detail::most_unrolled_nodes>();
}

}  // namespace ctgrad
