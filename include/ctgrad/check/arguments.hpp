/// What a call of check_gradient is made of: bindings, options, a choice of variables.
#pragma once

#include <tuple>

#include <boost/hana/tuple.hpp>

#include <ctgrad/check/options.hpp>
#include <ctgrad/eval/gradient.hpp>

namespace ctgrad::detail {

template <class T> inline constexpr bool is_binding = false;
template <class X, class Value> inline constexpr bool is_binding<binding<X, Value>> = true;
template <class X, class Value> inline constexpr bool is_binding<array_binding<X, Value>> = true;

template <class Flat, int... K>
auto as_tuple(const Flat& flat, std::integer_sequence<int, K...>) {
    return std::tuple(flat.template at<K>()...);
}

template <class T> inline constexpr bool is_choice = false;
template <class... Variables>
inline constexpr bool is_choice<boost::hana::tuple<Variables...>> = (expression<Variables> && ...);

/// What may follow the function, in any order.
template <class T>
concept check_argument = is_binding<T> || is_choice<T> || std::is_same_v<T, check_options>;

/// The argument in a tuple, or an empty tuple: to be concatenated.
template <class T> auto bindings_in(const T& argument) {
    if constexpr (is_binding<T> && !binds_one<T>)
        return as_tuple(flat_bindings<T>(argument), std::make_integer_sequence<int, T::count>{});
    else if constexpr (is_binding<T>) return std::tuple<T>(argument);
    else return std::tuple<>();
}
template <class T> auto choices_in(const T&) {
    if constexpr (is_choice<T>) return std::tuple<T>();
    else return std::tuple<>();
}

template <class T> void set_options(check_options& options, const T& argument) {
    if constexpr (std::is_same_v<T, check_options>) options = argument;
}

/// The options among the arguments, the usual ones where there are none.
template <class... Arguments> check_options options_in(const Arguments&... arguments) {
    check_options options;
    (set_options(options, arguments), ...);
    options.validate();
    return options;
}

template <class... Variables> variable_list<Variables...> as_list(std::tuple<Variables...>) {
    return {};
}

template <expression F, class X> constexpr bool occurs_in() {
    for (const auto& read : program<value_pass<F::id>>.inputs)
        if (read.id == X::id) return true;
    return false;
}
template <expression F, class X>
using if_occurring =
    std::conditional_t<occurs_in<F, X>() && variable<X>, std::tuple<X>, std::tuple<>>;

/// The variables that were chosen, or else all the bound ones that f has, but for lengths.
template <expression F, class... Bindings>
auto chosen(std::tuple<>, const std::tuple<Bindings...>&) {
    return as_list(std::tuple_cat(if_occurring<F, typename Bindings::variable_type>{}...));
}
template <expression F, class... Variables, class... Bindings>
auto chosen(std::tuple<boost::hana::tuple<Variables...>>, const std::tuple<Bindings...>&) {
    return variable_list<Variables...>{};
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

/// Whether the check can be compiled; where it cannot, compilation stops with a sentence.
template <expression F, class... Chosen, class... Bindings>
consteval bool can_check(variable_list<Chosen...>, type_tag<std::tuple<Bindings...>>) {
    constexpr const auto& read = program<value_pass<F::id>>;
    if constexpr (check_gradient_call<"check_gradient", F, Chosen...>())
        if constexpr (check_bindings<read, F::id, Bindings...>())
            return (check_is_bound<Chosen, Bindings...>() && ... && true);
    return false;
}

/// The type a check computes in. float is checked in double: it has too few digits for differences.
template <class... Bindings> constexpr auto check_number() {
    using T = common_number_t<typename Bindings::number_type...>;
    if constexpr (std::is_same_v<T, long double>) return type_tag<long double>{};
    else {
        if constexpr (!std::is_floating_point_v<T>)
            fail<"check_gradient: what is bound must be float, double or long double", T>();
        return type_tag<double>{};
    }
}

}  // namespace ctgrad::detail
