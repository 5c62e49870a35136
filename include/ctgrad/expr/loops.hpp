/// Loops that are over when the program is compiled: formulas with many terms alike.
#pragma once

#include <utility>

#include <ctgrad/expr/operators.hpp>

namespace ctgrad {

namespace detail {

/// Index I of a loop: where an index is asked for, and beside expressions, a literal.
template <int I> inline constexpr std::integral_constant<int, I> loop_index{};

/// Steps From, ..., From + Count - 1. Halves keep instantiations from nesting as deep as the loop.
template <int From, int Count, class Accumulated, class Step>
constexpr auto folded(const Accumulated& accumulated, const Step& step) {
    if constexpr (Count == 0) return accumulated;
    else if constexpr (Count == 1) return step(accumulated, loop_index<From>);
    else
        return folded<From + Count / 2, Count - Count / 2>(
            folded<From, Count / 2>(accumulated, step), step);
}

/// The sum of all parts, made of sums of neighbours.
template <int Capacity> constexpr construction<Capacity> sum_of_parts(const part* parts,
                                                                      int count) {
    graph g;
    list<int> sums;
    for (int i = 0; i < count; ++i) sums.push(refer(g, parts[i]));
    while (sums.size > 1) {
        const int pairs = sums.size / 2, odd = sums.size % 2;
        for (int i = 0; i < pairs; ++i)
            sums.data[i] = make_sum(g, sums.data[2 * i], sums.data[2 * i + 1]);
        if (odd > 0) sums.data[pairs] = sums.data[sums.size - 1];
        sums.size = pairs + odd;
    }
    return construction<Capacity>(g, sums.data[0]);
}

/// The first term whose shape does not fit those before it; -1: all fit.
constexpr int first_misfit(const part* parts, int count) {
    shape joined = scalar_shape;
    for (int i = 0; i < count; ++i) {
        const shape& extent = parts[i].definition->content.extent;
        if (!broadcastable(joined, extent)) return i;
        joined = broadcast(joined, extent);
    }
    return -1;
}

template <class... Terms> struct terms_of_sum {
    static constexpr int count = sizeof...(Terms);
    static constexpr part parts[] = {part_of<Terms>...};
    static constexpr int misfit = first_misfit(parts, count);
    template <int Capacity> static constexpr auto made = sum_of_parts<Capacity>(parts, count);

    static constexpr auto write_misfit() {
        int other = misfit - 1;  // scalars fit everything
        while (parts[other].definition->content.extent.rank == 0) --other;
        sentence out;
        out << "sum_of: all terms must have one shape, not "
            << parts[other].definition->content.extent << " and "
            << parts[misfit].definition->content.extent;
        return out;
    }
};

/// Whether every term can stand in a sum; else compilation stops.
template <class... Terms> constexpr bool are_terms() {
    if constexpr (all({plain_operand<Terms>...})) return true;
    else {
        if constexpr (!all({!std::is_arithmetic_v<std::remove_cvref_t<Terms>>...}))
            fail<"a number in an expression is exact and part of its type: write 2_c or 0.5_c",
                 Terms...>();
        else fail<"sum_of<N>(term): a term is an expression", Terms...>();
        return false;
    }
}

/// All terms in one step: one graph for the whole sum, where operators would make one for each.
template <class... Terms> constexpr auto sum_of_terms() {
    using terms = terms_of_sum<Terms...>;
    if constexpr (terms::misfit >= 0) {
        fail_with<&terms::write_misfit>();
        return constant_expression<0, 1>();
    } else {
        constexpr int count = terms::template made<terms::count>.count;
        constexpr int capacity = count > terms::count ? count : terms::count;
        constexpr const auto& made = terms::template made<capacity>;
        static_assert(define_new_nodes<made>(std::make_integer_sequence<int, made.count>{}),
                      "the nodes of the result are registered");
        constexpr int size = made.text.size + 1;
        return with_label<made.root, size, core::label<size>(made.text.view())>();
    }
}

/// So many terms are summed in one step. A compiler limits how long one constant takes it.
inline constexpr int most_terms = 256;

template <int From, class Term, int... I>
constexpr auto sum_of_block(std::integer_sequence<int, I...>) {
    if constexpr (are_terms<decltype(std::declval<const Term&>()(loop_index<From + I>))...>())
        return sum_of_terms<decltype(std::declval<const Term&>()(loop_index<From + I>))...>();
    else return constant_expression<0, 1>();
}

template <int From, int Count, class Term> constexpr auto sum_of_range() {
    if constexpr (Count <= most_terms)
        return sum_of_block<From, Term>(std::make_integer_sequence<int, Count>{});
    else
        return sum_of_terms<decltype(sum_of_range<From, Count / 2, Term>()),
                            decltype(sum_of_range<From + Count / 2, Count - Count / 2, Term>())>();
}

}  // namespace detail

/// step(... step(step(initial, 0), 1) ..., N - 1). The index is a std::integral_constant, so that
/// `element(v, i)`, `slice<i, 2>(v)`, `i * x`, `x[i + 1_c]` are what they seem. What is accumulated
/// may be of another type after each step. N = 0 gives `initial`.
template <int N, class Initial, class Step>
constexpr auto fold(const Initial& initial, const Step& step) {
    if constexpr (N < 0) {
        fail<"fold<N>(initial, step): N is at least 0", Step>();
        return initial;
    } else return detail::folded<0, N>(initial, step);
}

/// term(0) + term(1) + ... + term(N - 1), scalars or of one shape; the index as in `fold`. Sums of
/// hundreds of terms compile the faster for it, and none is too long. N = 0 gives 0.
template <int N, class Term> constexpr auto sum_of(const Term&) {
    if constexpr (N < 0) {
        fail<"sum_of<N>(term): N is at least 0", Term>();
        return detail::constant_expression<0, 1>();
    } else if constexpr (N == 0) return detail::constant_expression<0, 1>();
    else return detail::sum_of_range<0, N, Term>();
}

}  // namespace ctgrad
