/// What a call of check_gradient is made of: bindings, options, a choice of variables.
#pragma once

#include <tuple>

#include <ctgrad/check/options.hpp>
#include <ctgrad/eval/gradient.hpp>

namespace ctgrad::detail {

template <class T> inline constexpr bool is_binding = false;
template <class X, class Value> inline constexpr bool is_binding<binding<X, Value>> = true;

template <class T> inline constexpr bool is_variable_choice = false;
template <class... Variables>
inline constexpr bool is_variable_choice<boost::hana::tuple<Variables...>> =
    (expression<Variables> && ...);

template <class T>
concept check_argument = is_binding<T> || is_variable_choice<T> || std::is_same_v<T, check_options>;

template <class T> auto bindings_in(const T& argument) {
    if constexpr (is_binding<T>) return std::tuple<T>(argument);
    else return std::tuple<>();
}
template <class T> auto choice_in(const T&) {
    if constexpr (is_variable_choice<T>) return std::tuple<T>();
    else return std::tuple<>();
}
template <class T> void set_options(check_options& options, const T& argument) {
    if constexpr (std::is_same_v<T, check_options>) options = argument;
}

/// Variables as a type.
template <class... Variables> struct variable_list {};
template <class... Variables> auto as_list(std::tuple<Variables...>) {
    return variable_list<Variables...>{};
}
template <class... Variables> auto as_list(boost::hana::tuple<Variables...>) {
    return variable_list<Variables...>{};
}

template <expression F, class X> constexpr bool occurs_in() {
    for (const input& read : program<value_pass<F::id>>.inputs)
        if (read.id == X::id) return true;
    return false;
}

/// The variables that were chosen, or else all the bound ones that f has.
template <expression F, class... Bindings> auto chosen(std::tuple<>, const Bindings&...) {
    return as_list(std::tuple_cat(
        std::conditional_t<occurs_in<F, typename Bindings::variable_type>(),
                           std::tuple<typename Bindings::variable_type>, std::tuple<>>{}...));
}
template <expression F, class Choice, class... Bindings>
auto chosen(std::tuple<Choice>, const Bindings&...) {
    return as_list(Choice{});
}

template <class X> constexpr auto not_bound_for_check() {
    sentence out;
    out << "check_gradient: " << text_of<X::id>().view() << " is to be checked, but not bound";
    return out;
}

template <class X, class... Bindings> constexpr bool check_is_bound() {
    if constexpr (position<Bindings...>(X::id) < 0) fail_with<&not_bound_for_check<X>>();
    return position<Bindings...>(X::id) >= 0;
}

/// float is checked in double: single precision has too few digits for differences.
template <class... Bindings> auto check_number() {
    using T = common_number_t<typename Bindings::number_type...>;
    if constexpr (std::is_same_v<T, long double>) return type_tag<long double>{};
    else {
        if constexpr (!std::is_floating_point_v<T>)
            fail<"check_gradient: numbers must be float, double or long double", T>();
        return type_tag<double>{};
    }
}

}  // namespace ctgrad::detail
