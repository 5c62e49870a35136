/// Calling an expression: bindings are matched with the program's inputs, and the program runs.
#pragma once

#include <ctgrad/eval/check_bindings.hpp>
#include <ctgrad/eval/execute.hpp>
#include <ctgrad/eval/number.hpp>
#include <ctgrad/expr/diff.hpp>

namespace ctgrad {

namespace detail {

/// The pass that only loads one expression.
template <identity F> struct value_pass {
    static constexpr void run(graph& g, list<int>& outputs) { outputs.push(load(g, entry_of<F>)); }
};

/// A value of this shape: T, tensor<T, n> or tensor<T, rows, columns>.
template <class T, shape Extent> struct value_of {
    using type = tensor<T, Extent.rows, Extent.columns>;
};
template <class T, shape Extent>
    requires(Extent.rank == 0)
struct value_of<T, Extent> {
    using type = T;
};
template <class T, shape Extent>
    requires(Extent.rank == 1)
struct value_of<T, Extent> {
    using type = tensor<T, Extent.rows>;
};
template <class T, shape Extent> using value_t = typename value_of<T, Extent>::type;

template <class T> constexpr T* numbers(T& scalar) { return &scalar; }
template <class T, int... Extents> constexpr T* numbers(tensor<T, Extents...>& t) {
    return t.data();
}

/// A bound value as an array of T: itself where it already is one, else a converted copy.
template <class T, shape Extent, class Binding> struct operand_view {
    using source = typename Binding::numbers;
    T copy[Extent.size()];
    constexpr explicit operand_view(const Binding& bound) : copy{} {
        for (int i = 0; i < Extent.size(); ++i) {
            if constexpr (source::contiguous) copy[i] = T(source::data(bound.value)[i]);
            else
                copy[i] =
                    T(source::at(bound.value, Extent, i / Extent.columns, i % Extent.columns));
        }
    }
    constexpr const T* data() const { return copy; }
};

template <class T, shape Extent, class Binding>
    requires(Binding::numbers::contiguous && std::is_same_v<T, typename Binding::number_type>)
struct operand_view<T, Extent, Binding> {
    const T* in_place;
    constexpr explicit operand_view(const Binding& bound)
        : in_place(Binding::numbers::data(bound.value)) {}
    constexpr const T* data() const { return in_place; }
};

/// The views live for the length of this call, in the order of the bindings.
template <const auto& Program, class T, class... Bindings, int... I, class... Views>
CTGRAD_INLINE constexpr void run_on_views(T* const* outputs, std::integer_sequence<int, I...>,
                                          const Views&... views) {
    const T* const bound[] = {views.data()..., nullptr};
    const T* const inputs[] = {bound[matched<Program, Bindings...>.at[I]]..., nullptr};
    run<Program>(inputs, outputs);
}

/// Runs a program for bindings that have been matched with its inputs. F names the expression in
/// messages.
template <const auto& Program, identity F, class T, class... Bindings>
CTGRAD_INLINE constexpr void call(T* const* outputs, const Bindings&... bindings) {
    using inputs = std::make_integer_sequence<int, Program.input_count>;
    if constexpr (check_bindings<Program, F, Bindings...>()) {
        const int checked[] = {(check_size(bindings), 0)..., 0};  // a fold has a limit of terms
        static_cast<void>(checked);
        run_on_views<Program, T, Bindings...>(
            outputs, inputs{},
            operand_view<T, Bindings::variable_type::extent(), Bindings>(bindings)...);
    }
}

}  // namespace detail

/// The value of an expression for these bindings: a number or a tensor of its shape, in the type of
/// the bound values. Allocates nothing and throws nothing, except that a range whose size is only
/// known at run time is checked: std::length_error.
template <identity Id, core::label Text, class... Bindings>
constexpr auto evaluate(expr<Id, Text>, const Bindings&... bindings) {
    using T = detail::common_number_t<typename Bindings::number_type...>;
    detail::value_t<T, expr<Id, Text>::extent()> result{};
    T* const outputs[] = {detail::numbers(result)};
    detail::call<program<detail::value_pass<Id>>, Id>(outputs, bindings...);
    return result;
}

}  // namespace ctgrad
