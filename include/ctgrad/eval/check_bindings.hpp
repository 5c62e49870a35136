/// Every variable bound once: what is wrong with a call, in one sentence.
#pragma once

#include <ctgrad/core/identity_table.hpp>
#include <ctgrad/core/refusal.hpp>
#include <ctgrad/eval/binding.hpp>
#include <ctgrad/plan/program.hpp>

namespace ctgrad::detail {

/// Position of the binding of an input among the bindings; -1 unbound, -2 bound twice.
template <class... Bindings> constexpr int position(identity id) {
    const identity ids[] = {Bindings::id..., 0};
    int found = -1;
    for (int i = 0; i < static_cast<int>(sizeof...(Bindings)); ++i)
        if (ids[i] == id) found = found == -1 ? i : -2;
    return found;
}

template <identity F, class... Bindings> constexpr text_buffer<240> call_text() {
    sentence out;
    out << text_of<F>().view() << ", called with (";
    int k = 0;
    ((out << (k++ == 0 ? "" : ", ") << text_of<Bindings::id>().view() << " = ..."), ...);
    out << "): ";
    return out;
}

template <const auto& Program, identity F> constexpr auto value_without_name() {
    constexpr int shown = Program.input_count < 4 ? Program.input_count : 3;
    sentence out;
    out << text_of<F>().view() << ": values are given to variables by name, (";
    for (int k = 0; k < shown; ++k)
        out << (k == 0 ? "" : ", ") << Program.inputs[k].name << " = value";
    out << (shown < Program.input_count ? ", ...)" : ")");
    return out;
}

template <const auto& Program, int I, identity F, class... Bindings> constexpr auto unbound() {
    sentence out = call_text<F, Bindings...>();
    out << "variable " << Program.inputs[I].name << " (" << Program.inputs[I].extent
        << ") is not bound";
    return out;
}

template <identity F, identity Twice, class... Bindings> constexpr auto bound_twice() {
    sentence out = call_text<F, Bindings...>();
    out << "variable " << text_of<Twice>().view() << " is bound twice";
    return out;
}

/// Which binding belongs to which input, or what is wrong.
template <int Inputs> struct binding_match {
    int at[Inputs + 1]{};  ///< per input: position of its binding
    int unbound = -1;      ///< the last input without a binding
    int twice = -1;        ///< position of the last binding whose variable is bound before
    bool in_order = true;  ///< the bindings stand in the order of the inputs
};

/// Both may be hundreds.
template <const auto& Program, class... Bindings> constexpr auto match_bindings() {
    constexpr int count = static_cast<int>(sizeof...(Bindings));
    const identity ids[] = {Bindings::id..., 0};
    identity_table<count> table;
    binding_match<Program.input_count> result;
    for (int i = 0; i < count; ++i)
        if (table.put(ids[i], i) >= 0) result.twice = i;
    for (int i = 0; i < Program.input_count; ++i) {
        result.at[i] = table.find(Program.inputs[i].id);
        if (result.at[i] < 0) result.unbound = i;
        if (result.at[i] != i) result.in_order = false;
    }
    return result;
}
template <const auto& Program, class... Bindings>
inline constexpr auto matched = match_bindings<Program, Bindings...>();

template <identity F, class Binding, class... Bindings> constexpr bool check_once() {
    if constexpr (position<Bindings...>(Binding::id) == -2)
        fail_with<&bound_twice<F, Binding::id, Bindings...>>();
    return position<Bindings...>(Binding::id) != -2;
}

template <const auto& Program, identity F, class... Bindings> constexpr bool check_bindings() {
    constexpr const auto& match = matched<Program, Bindings...>;
    if constexpr (match.twice >= 0) {
        constexpr identity ids[] = {Bindings::id...};
        fail_with<&bound_twice<F, ids[match.twice], Bindings...>>();
    } else if constexpr (match.unbound >= 0)
        fail_with<&unbound<Program, match.unbound, F, Bindings...>>();
    return match.twice < 0 && match.unbound < 0;
}

/// Refuses a range of the wrong size, by the variable's name and both sizes.
[[noreturn]] inline void refuse_size(core::text_view name, int expected, std::size_t found) {
    core::throw_length_error(
        {name, " = value: ", name, " takes ", expected, " numbers, the value has ", found});
}

/// A range whose size only the run knows must have as many numbers as its variable.
template <class Binding> constexpr void check_size(const Binding& b) {
    if constexpr (!Binding::numbers::fixed)
        if (count_numbers(b.value) !=
            static_cast<std::size_t>(Binding::variable_type::extent().size()))
            refuse_size(name_text<Binding::id>.view(), Binding::variable_type::extent().size(),
                        count_numbers(b.value));
}

template <class Variable>
inline constexpr bool is_declared_symmetric = entry_of<Variable::id>.content.p != 0;

/// Whether not all numbers will do.
constexpr bool is_restricted(const record& variable) { return variable.p != 0 || variable.q != 0; }

[[noreturn]] inline void refuse_asymmetry(core::text_view name, int row, int column) {
    core::throw_invalid_argument({name, " = value: ", name, " is symmetric, the value's entries (",
                                  row, ", ", column, ") and (", column, ", ", row, ") differ"});
}

/// The value of a symmetric matrix must be one.
template <class Binding> constexpr void check_symmetry(const Binding& b) {
    if constexpr (is_declared_symmetric<typename Binding::variable_type>) {
        using numbers = typename Binding::numbers;
        constexpr shape extent = Binding::variable_type::extent();
        const auto at = [&](int i, int j) {
            if constexpr (numbers::contiguous)
                return numbers::data(b.value)[i * extent.columns + j];
            else return numbers::at(b.value, extent, i, j);
        };
        for (int i = 0; i < extent.rows; ++i)
            for (int j = 0; j < i; ++j)
                if (at(i, j) < at(j, i) || at(j, i) < at(i, j))
                    refuse_asymmetry(name_text<Binding::id>.view(), j, i);
    }
}

/// "n = 41: a number of steps is a whole number from 1 to 40"
[[noreturn]] inline void refuse_length(core::text_view name, double value, int most) {
    constexpr double many = 1e15;
    text_buffer<60> shown;
    if (value != value) shown << "NaN";
    else if (value >= many || value <= -many)
        shown << (value < 0 ? "-10^15" : "10^15") << " or more";
    else write_number(shown, rational(static_cast<std::int64_t>(value * 1000), 1000));
    core::throw_invalid_argument(
        {name, " = ", shown.view(), ": a number of steps is a whole number from 1 to ", most});
}

/// Of a length: a whole number up to its maximum.
template <class X, class T> constexpr void check_length(const T& value) {
    // Small integers may not count so far.
    using number = std::conditional_t<std::is_integral_v<T>, std::int64_t, T>;
    constexpr int most = static_cast<int>(most_of_length<X>);
    const auto given = static_cast<number>(value);
    if (!(number(whole_steps(given, most)) == given))
        refuse_length(name_text<X::id>.view(), static_cast<double>(value), most);
}
template <class Binding> constexpr void check_bound_length(const Binding& b) {
    using variable_type = typename Binding::variable_type;
    if constexpr (most_of_length<variable_type> > 0) check_length<variable_type>(b.value);
}

/// Hundreds of numbers are not looked at one by one; a fold has a limit of terms.
template <class... Bindings> constexpr void check_values(const Bindings&... bindings) {
    if constexpr (!all({Bindings::numbers::fixed...}) ||
                  !all({!is_restricted(entry_of<Bindings::id>.content)...})) {
        const int checked[] = {
            (check_size(bindings), check_symmetry(bindings), check_bound_length(bindings), 0)...,
            0};
        static_cast<void>(checked);
    }
}

}  // namespace ctgrad::detail
