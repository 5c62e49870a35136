/// Symbolic gradients against numeric differences: `check_gradient(f, x = 1.0, W = weights)`.
#pragma once

#include <memory>

#include <ctgrad/check/arguments.hpp>
#include <ctgrad/check/variable_check.hpp>

namespace ctgrad {

namespace detail {

/// The bound values as arrays of Real, in the order of the bindings: what gets varied.
template <class Real, class... Bindings>
using point_values = std::tuple<value_t<Real, Bindings::variable_type::extent()>...>;

template <class Real, class Value, class Binding> void copy_bound(Value& copy,
                                                                  const Binding& bound) {
    constexpr shape extent = Binding::variable_type::extent();
    check_size(bound);
    const view_of<Real, Binding> view(bound.value);
    std::copy_n(view.data(), extent.size(), numbers(copy));
}

/// A function at a point that can be varied: f, the values of its variables, and the options.
template <class Real, expression F, class... Bindings> struct check_point {
    check_options options;
    std::unique_ptr<point_values<Real, Bindings...>> values;

    template <std::size_t... I>
    void copy(const std::tuple<Bindings...>& bindings, std::index_sequence<I...>) {
        values = std::make_unique<point_values<Real, Bindings...>>();
        (copy_bound<Real>(std::get<I>(*values), std::get<I>(bindings)), ...);
    }

    /// Calls f, or its gradient, with the present values.
    template <class Evaluated, std::size_t... I> auto call(std::index_sequence<I...>) const {
        return Evaluated{}(bind(typename Bindings::variable_type{}, std::get<I>(*values))...);
    }
    template <class Evaluated> auto call() const {
        return call<Evaluated>(std::index_sequence_for<Bindings...>{});
    }

    template <class X> Real* entries() const {
        return numbers(std::get<static_cast<std::size_t>(position<Bindings...>(X::id))>(*values));
    }
};

template <class Point, expression F> struct function_at_point {
    const Point* point;
    auto operator()() const { return point->template call<F>(); }
};

template <class Real, class T> std::vector<Real> all_numbers(const T& scalar) {
    return {static_cast<Real>(scalar)};
}
template <class Real, class T, int... Extents>
std::vector<Real> all_numbers(const tensor<T, Extents...>& array) {
    return {array.begin(), array.end()};
}

/// The report on one variable whose derivatives are given.
template <class X, class Real, expression F, class Value, class... Bindings>
void check_given(gradient_report& report, const check_point<Real, F, Bindings...>& point,
                 const Value& derivatives, std::mt19937_64& random) {
    using point_type = check_point<Real, F, Bindings...>;
    check_variable<Real>(report,
                         {entry_of<X::id>.content.name, X::extent(), point.template entries<X>(),
                          all_numbers<Real>(derivatives), is_declared_symmetric<X>},
                         function_at_point<point_type, F>{&point}, random);
}

template <class Real, expression F, class T, class... Chosen, class... Bindings>
gradient_report compared(const check_point<Real, F, Bindings...>& point,
                         const gradient_values<T, Chosen...>& values) {
    gradient_report report{std::string(name_text<F::id>.view()), point.options};
    std::mt19937_64 random(point.options.seed);
    (check_given<Chosen>(report, point, values[Chosen{}], random), ...);
    return report;
}

template <expression F, class... Bindings>
auto point_at(const check_options& options, const std::tuple<Bindings...>& bindings) {
    using Real = typename decltype(check_number<Bindings...>())::type;
    check_point<Real, F, Bindings...> point{options, nullptr};
    point.copy(bindings, std::index_sequence_for<Bindings...>{});
    return point;
}

template <expression F, class... Chosen, class... Bindings>
gradient_report checked(const check_options& options, variable_list<Chosen...>,
                        const std::tuple<Bindings...>& bindings) {
    if constexpr (can_check<F>(variable_list<Chosen...>{}, type_tag<std::tuple<Bindings...>>{})) {
        const auto point = point_at<F>(options, bindings);
        if constexpr (sizeof...(Chosen) > 0) {
            using symbolic = gradient_expressions<F, Chosen...>;
            using result = decltype(point.template call<symbolic>());
            const auto values = std::make_unique<const result>(point.template call<symbolic>());
            return compared(point, *values);
        } else return compared(point, gradient_values<double>{});
    } else return {};
}

template <expression F, class T, class... Chosen, class... Bindings>
gradient_report checked(const check_options& options, const gradient_values<T, Chosen...>& values,
                        const std::tuple<Bindings...>& bindings) {
    if constexpr (can_check<F>(variable_list<Chosen...>{}, type_tag<std::tuple<Bindings...>>{}))
        return compared(point_at<F>(options, bindings), values);
    else return {};
}

template <class... Arguments> constexpr bool check_arguments() {
    constexpr bool known = (check_argument<Arguments> && ... && true);
    constexpr bool once = (int{is_choice<Arguments>} + ... + 0) < 2 &&
                          (int{std::is_same_v<Arguments, check_options>} + ... + 0) < 2;
    if constexpr (!known || !once)
        fail<"check_gradient(f, ...): behind f stand bindings x = value, at most one "
             "hana::make_tuple of variables, at most one check_options",
             Arguments...>();
    return known && once;
}

}  // namespace detail

/// Compares the symbolic gradient of a scalar function with numeric differences, entry by entry.
/// Behind f stand, in any order, the bindings, optionally `check_options{...}`, and optionally
/// `boost::hana::make_tuple(W, b)`, the variables to differentiate by; otherwise these are all the
/// bound ones that occur in f. Computes in long double if that is bound, otherwise in double, also
/// what is bound as float. Cost: the evaluations of f that `difference` names, for every entry.
/// Errors: std::invalid_argument for options without sense.
template <operand F, class... Arguments>
gradient_report check_gradient(F, const Arguments&... arguments) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_arguments<Arguments...>()) {
        const auto bindings = std::tuple_cat(detail::bindings_in(arguments)...);
        const auto choice = std::tuple_cat(detail::choices_in(arguments)...);
        return detail::checked<function>(detail::options_in(arguments...),
                                         detail::chosen<function>(choice, bindings), bindings);
    } else return {};
}

/// Compares given values of the gradient of f instead, such as those that another program computed,
/// by the variables they are for: `compare_gradient(f, r.gradient, x = 1.0, y = 2.0)`. What they
/// are called in the report remains "symbolic".
template <operand F, class T, class... Variables, class... Arguments>
gradient_report compare_gradient(F, const gradient_values<T, Variables...>& values,
                                 const Arguments&... arguments) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_arguments<boost::hana::tuple<Variables...>, Arguments...>())
        return detail::checked<function>(detail::options_in(arguments...), values,
                                         std::tuple_cat(detail::bindings_in(arguments)...));
    else return {};
}

}  // namespace ctgrad
