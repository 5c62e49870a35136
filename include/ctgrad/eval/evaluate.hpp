/// Calling an expression: bindings are matched with the program's inputs, and the program runs.
#pragma once

#include <type_traits>

#include <ctgrad/eval/array_binding.hpp>
#include <ctgrad/eval/check_bindings.hpp>
#include <ctgrad/eval/constant_result.hpp>
#include <ctgrad/eval/execute.hpp>
#include <ctgrad/eval/number.hpp>
#include <ctgrad/eval/value.hpp>
#include <ctgrad/expr/diff.hpp>

namespace ctgrad {

namespace detail {

/// The pass that only loads one expression.
template <identity F> struct value_pass {
    static constexpr int expected_nodes = expected_of_tree(entry_of<F>.content.size, 1);
    static constexpr void run(graph& g, list<int>& outputs) { outputs.push(load(g, entry_of<F>)); }
};

/// A bound value as an array of T: itself where it already is one, else a converted copy. Variables
/// of one shape share it, as there may be hundreds.
template <class T, shape Extent, class Value> struct operand_view {
    using source = numbers_of<Value>;
    large_array<T, static_cast<std::size_t>(Extent.size())> copy;
    CTGRAD_INLINE constexpr explicit operand_view(const Value& value) : copy{} {
        for (int i = 0; i < Extent.size(); ++i) {
            if constexpr (source::contiguous) copy[i] = T(source::data(value)[i]);
            else copy[i] = T(source::at(value, Extent, i / Extent.columns, i % Extent.columns));
        }
    }
    CTGRAD_INLINE constexpr const T* data() const { return copy; }
};

template <class T, shape Extent, class Value>
    requires(numbers_of<Value>::contiguous && std::is_same_v<T, typename numbers_of<Value>::type>)
struct operand_view<T, Extent, Value> {
    const T* in_place;
    CTGRAD_INLINE constexpr explicit operand_view(const Value& value)
        : in_place(numbers_of<Value>::data(value)) {}
    CTGRAD_INLINE constexpr const T* data() const { return in_place; }
};

template <class T, class Binding>
using view_of = operand_view<T, Binding::variable_type::extent(), typename Binding::value_type>;

/// Numbers travel in registers, if this is not inlined; whole arrays are never copied for it.
template <class View>
using passed_view = std::conditional_t<sizeof(View) <= 2 * sizeof(void*), const View, const View&>;

/// The program itself.
template <const auto& Program, identity F, class T, class Result, class Inputs>
CTGRAD_INLINE constexpr Result computed_from(Inputs inputs) {
    if constexpr (Program.output_count == 0) return Result{};
    Result result;  // every number of it is written
    const auto outputs = outputs_of(result);
    run<Program>(inputs, outputs.argument());
    if constexpr (math::native<T>)
        if (std::is_constant_evaluated() &&
            !acceptable(Program.inputs, Program.input_count, inputs, Program.outputs,
                        Program.output_count, outputs.argument()))
            has_no_finite_result<expression_of<F>>();
    return result;
}

/// For a program with few inputs. Input k is the view number Positions.at[k].
template <const auto& Program, const auto& Positions, identity F, class T, class Result,
          class... Views, int... K>
CTGRAD_INLINE constexpr Result computed_in_line(std::integer_sequence<int, K...>,
                                                const Views&... views) {
    const T* const bound[] = {views.data()..., nullptr};
    const T* const inputs[] = {bound[Positions.at[K]]..., nullptr};
    return computed_from<Program, F, T, Result, const T* const*>(inputs);
}

/// The same; whether it is inlined is up to the compiler.
template <const auto& Program, const auto& Positions, identity F, class T, class Result,
          class... Views, int... K>
constexpr Result computed(std::integer_sequence<int, K...> inputs, passed_view<Views>... views) {
    return computed_in_line<Program, Positions, F, T, Result, Views...>(inputs, views...);
}

/// More steps, or more numbers that they read and write in all, are not short: each call would be a
/// copy of their code.
inline constexpr int most_short_steps = 24;
inline constexpr int most_short_numbers = 6000;

/// Whether a program is a few steps on small arrays. Those are part of what calls them: a state
/// that goes in and comes out, of a cell or a filter, then is not copied before it is read again.
template <const auto& Program> constexpr bool is_short() {
    if constexpr (requires { Program.moves; }) return false;
    else if constexpr (requires { Program.steps[0].operand_extent; }) {
        if (Program.size > most_short_steps) return false;
        int numbers = 0;
        for (int i = 0; i < Program.size; ++i) {
            const program_step& s = Program.steps[i];
            numbers += s.extent.size();
            for (int k = 0; k < s.count; ++k) numbers += s.operand_extent[k].size();
        }
        return numbers <= most_short_numbers;
    } else return false;
}

/// For more: compilers take long for a function with hundreds of parameters.
inline constexpr int most_passed = 32;

template <const auto& Program, identity F, class T, class Result, class Inputs>
constexpr Result computed_apart(Inputs inputs) {
    return computed_from<Program, F, T, Result>(inputs);
}
template <const auto& Program, const auto& Positions, identity F, class T, class Result,
          class... Views, int... K>
CTGRAD_INLINE constexpr Result computed_of_many(std::integer_sequence<int, K...>,
                                                const Views&... views) {
    const T* const bound[] = {views.data()...};
    const T* const inputs[] = {bound[Positions.at[K]]..., nullptr};
    return computed_apart<Program, F, T, Result, const T* const*>(inputs);
}

/// Where all of them are numbers.
template <const auto& Program, const auto& Positions, identity F, class T, class Result,
          class... Values, int... K>
CTGRAD_INLINE constexpr Result computed_of_numbers(std::integer_sequence<int, K...>,
                                                   const Values&... values) {
    const T bound[] = {T(values)...};
    if constexpr (Positions.in_order)
        return computed_apart<Program, F, T, Result>(consecutive<const T>{bound});
    else {
        const T inputs[] = {bound[Positions.at[K]]..., T()};
        return computed_apart<Program, F, T, Result>(consecutive<const T>{inputs});
    }
}

template <const auto& Program, identity F, class T, class Result, class... Bindings>
CTGRAD_INLINE constexpr Result call(const Bindings&... bindings);

template <const auto& Program, identity F, class T, class Result, class Flat, int... K>
CTGRAD_INLINE constexpr Result call_flat(const Flat& flat, std::integer_sequence<int, K...>) {
    return call<Program, F, T, Result>(flat.template at<K>()...);
}

/// Matches bindings with a program's inputs and runs it. F names the expression in messages.
template <const auto& Program, identity F, class T, class Result, class... Bindings>
CTGRAD_INLINE constexpr Result call(const Bindings&... bindings) {
    constexpr bool named = all({binds_variables<Bindings>...});
    constexpr bool flat = all({binds_one<Bindings>...});
    if constexpr (!named) {
        fail_with<&value_without_name<Program, F>>();
        return Result{};
    } else if constexpr (!flat)
        return call_flat<Program, F, T, Result>(
            flat_bindings<Bindings...>(bindings...),
            std::make_integer_sequence<int, flat_bindings<Bindings...>::count>{});
    else if constexpr (check_bindings<Program, F, Bindings...>()) {
        check_values(bindings...);
        constexpr const auto& positions = matched<Program, Bindings...>;
        constexpr std::make_integer_sequence<int, Program.input_count> inputs;
        if constexpr (is_short<Program>())
            return computed_in_line<Program, positions, F, T, Result, view_of<T, Bindings>...>(
                inputs, view_of<T, Bindings>(bindings.value)...);
        else if constexpr (sizeof...(Bindings) <= most_passed)
            return computed<Program, positions, F, T, Result, view_of<T, Bindings>...>(
                inputs, view_of<T, Bindings>(bindings.value)...);
        else if constexpr (all({is_number(entry_of<Bindings::id>.content)...}))
            return computed_of_numbers<Program, positions, F, T, Result>(inputs, bindings.value...);
        else
            return computed_of_many<Program, positions, F, T, Result>(
                inputs, view_of<T, Bindings>(bindings.value)...);
    } else return Result{};
}

}  // namespace detail

/// The value of an expression for these bindings: a number or a tensor of its shape, in the type of
/// the bound values. Working memory of more than 64 KiB is the calling thread's, who keeps it, not
/// on the stack; of more than 256 KiB, the thread's first call allocates it. Results, and copies of
/// what is bound in another type, are on the heap if they take more than 4 MiB. Nothing else is
/// allocated or thrown, except that a range whose size is only known at run time is checked
/// (std::length_error), and the value of a symmetric matrix (std::invalid_argument). Outside of its
/// domain it is NaN or infinite; in a constant expression it then does not compile. Calls of exp,
/// log, sin and their like that do not need each other are the kernel's on machines with AVX, in
/// float and double: errors of at most 5 units in the last place (kernel/elementary.hpp), where std
/// has one.
template <identity Id, auto Text, class... Bindings>
CTGRAD_INLINE constexpr auto evaluate(expr<Id, Text>, const Bindings&... bindings) {
    using T = detail::number_of_call_t<Bindings...>;
    using result = detail::value_t<T, expr<Id, Text>::extent()>;
    return detail::call<program<detail::value_pass<Id>>, Id, T, result>(bindings...);
}

}  // namespace ctgrad
