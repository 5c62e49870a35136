/// Checks a symbolic gradient against numeric differences: `check_gradient(f, x = 1.0, W = weights)`.
#pragma once

#include <memory>

#include <ctgrad/check/arguments.hpp>
#include <ctgrad/check/variable_check.hpp>

namespace ctgrad {

namespace detail {

/// The bound values as arrays of Real, in the order of the bindings: what gets varied.
template <class Real, class... Bindings>
using point_values = std::tuple<value_t<Real, Bindings::variable_type::extent()>...>;

template <class Real, class Value, class Binding> void copy_bound(Value& copy, const Binding& bound) {
    constexpr shape extent = Binding::variable_type::extent();
    check_size(bound);
    const operand_view<Real, extent, Binding> view(bound);
    std::copy_n(view.data(), extent.size(), numbers(copy));
}

template <class Real, std::size_t... I, class... Bindings>
auto copied_point(std::index_sequence<I...>, const Bindings&... bindings) {
    auto point = std::make_unique<point_values<Real, Bindings...>>();
    (copy_bound<Real>(std::get<I>(*point), bindings), ...);
    return point;
}

/// Calls an expression, or the gradient of one, with the values of a point.
template <class Evaluated, class... Bindings, class Point, std::size_t... I>
auto called_with(const Point& point, std::index_sequence<I...>) {
    return Evaluated{}(bind(typename Bindings::variable_type{}, std::get<I>(point))...);
}
template <class Evaluated, class... Bindings, class Point> auto called_at(const Point& point) {
    return called_with<Evaluated, Bindings...>(point, std::index_sequence_for<Bindings...>{});
}

/// The function under check: its value for the present state of the point.
template <class Real, class F, class... Bindings> struct function_at_point {
    const point_values<Real, Bindings...>* point;
    Real operator()() const { return static_cast<Real>(called_at<F, Bindings...>(*point)); }
};

/// The numbers of one variable, in a type in which they can be compared.
template <class Real, class Value> std::vector<Real> as_list_of(const Value& value, int size) {
    const auto* const first = numbers(value);
    return std::vector<Real>(first, first + size);
}

/// Checks given values of the gradient by the listed variables.
template <class Real, class F, class T, class... Chosen, class... Bindings>
gradient_report compared(const check_options& options, const gradient_values<T, Chosen...>& values,
                         point_values<Real, Bindings...>& point, const Bindings&...) {
    const std::function<Real()> value = function_at_point<Real, F, Bindings...>{&point};
    std::mt19937_64 random(options.seed);
    gradient_report report{std::string(text_of<F::id>().view()), options};
    (check_variable<Real>(
         report,
         {entry_of<Chosen::id>.content.name, Chosen::extent(),
          numbers(std::get<static_cast<std::size_t>(position<Bindings...>(Chosen::id))>(point)),
          as_list_of<Real>(values[Chosen{}], Chosen::extent().size())},
         value, random),
     ...);
    return report;
}

/// Whether a call is one that can be run; stops with a sentence where it is not.
template <class F, class... Chosen, class... Bindings>
constexpr bool check_call(variable_list<Chosen...>, const Bindings&...) {
    constexpr const auto& read = program<value_pass<F::id>>;
    if constexpr (check_gradient_call<"check_gradient", F, Chosen...>())
        if constexpr (check_bindings<read, F::id, Bindings...>(
                          std::make_integer_sequence<int, read.input_count>{}))
            return (check_is_bound<Chosen, Bindings...>() && ... && true);
    return false;
}
