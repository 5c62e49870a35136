/// Gradients: all derivatives of a scalar by one forward and one backward sweep.
#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/eval/evaluate.hpp>
#include <ctgrad/eval/gradient_numbers.hpp>

namespace ctgrad {

namespace detail {

template <operand F, class X> constexpr void check_is_variable() {
    if constexpr (!variable<X>) fail_with<&not_a_variable<F, X>>();
}

template <operand F, class... Variables> constexpr bool are_variables() {
    if constexpr (all({variable<Variables>...})) return true;
    else {
        (check_is_variable<F, Variables>(), ...);
        return false;
    }
}

template <core::label Function, operand F, identity X> constexpr auto repeated_variable() {
    sentence out;
    out << Function.view() << "(" << text_of<id_of<F>>().view() << ", ...): variable "
        << text_of<X>().view() << " is named twice";
    return out;
}

template <core::label Function, operand F, class... Variables> constexpr bool
check_gradient_call() {
    if constexpr (extent_of<F>.rank != 0) {
        fail_with<&not_a_scalar_loss<Function, F>>();
        return false;
    } else if constexpr (!are_variables<F, Variables...>()) return false;
    else if constexpr (constexpr int i = gradient_variables<Variables...>::known.repeated; i >= 0) {
        constexpr identity ids[] = {Variables::id...};
        fail_with<&repeated_variable<Function, F, ids[i]>>();
        return false;
    } else return true;
}

/// The expressions that belong to the variables of an array.
template <class Expressions, class Array> struct part_of_array {
    template <class I> constexpr auto operator[](I index) const {
        return Expressions{}[Array{}[index]];
    }
};

/// The variables that some arguments name, those of arrays one by one.
template <class... A, class... B>
variable_list<A..., B...> operator+(variable_list<A...>, variable_list<B...>);

template <class X> auto named_by(X) {
    if constexpr (!array_of_variables<X>) return variable_list<X>{};
    else
        return []<int... I>(std::integer_sequence<int, I...>) {
            return variable_list<decltype(X::template at<I>())...>{};
        }(std::make_integer_sequence<int, X::size()>{});
}
template <class... X>
using all_named = decltype((variable_list<>{} + ... + named_by(std::declval<X>())));

template <class... X>
concept names_arrays =
    all({(operand<X> || array_of_variables<X>)...}) && !all({!array_of_variables<X>...});

}  // namespace detail

/// The gradient of F: `g[x]` is an expression; `g(x = 1.0, y = 2.0)` computes all of them in one
/// program and gives gradient_values.
template <expression F, class... Variables> struct gradient_expressions {
    using pass = detail::gradient_pass<false, F::id, Variables::id...>;

    template <variable X> constexpr auto operator[](X) const {
        using all = detail::gradient_variables<Variables...>;
        using partials = detail::partials_pass<F::id, Variables::id...>;
        return detail::output_expression<partials, all::template index<X>()>();
    }

    /// `g[x][2_c]` is `g[x[2_c]]`.
    template <array_of_variables X> constexpr auto operator[](X) const {
        return detail::part_of_array<gradient_expressions, X>{};
    }

    template <class... Bindings>
    CTGRAD_INLINE constexpr auto operator()(const Bindings&... bindings) const {
        using T = detail::number_of_call_t<Bindings...>;
        using result = gradient_values<T, Variables...>;
        return detail::call<program<pass>, F::id, T, result>(bindings...);
    }
};

/// F and its gradient, sharing all work: called with bindings it gives value_with_gradient.
template <expression F, class... Variables> struct value_and_gradient_expressions {
    using pass = detail::gradient_pass<true, F::id, Variables::id...>;

    static constexpr F value{};
    static constexpr gradient_expressions<F, Variables...> gradient{};

    template <class... Bindings>
    CTGRAD_INLINE constexpr auto operator()(const Bindings&... bindings) const {
        using T = detail::number_of_call_t<Bindings...>;
        using result = value_with_gradient<T, Variables...>;
        return detail::call<program<pass>, F::id, T, result>(bindings...);
    }
};

namespace detail {

/// What a refused call of gradient returns: zeros, so that the refusal is the only error.
struct refused_gradient {
    using zero = decltype(constant_expression<0, 1>());
    static constexpr zero value{};
    constexpr zero operator[](expression auto) const { return {}; }
    template <class... Bindings> constexpr auto operator()(const Bindings&...) const {
        return *this;
    }
};

}  // namespace detail

/// The gradient of a scalar expression by the given variables.
template <operand F, class... Variables>
    requires(detail::all({operand<Variables>...}))
constexpr auto gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"gradient", F, Variables...>())
        return gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

/// A scalar expression and its gradient by the given variables.
template <operand F, class... Variables>
    requires(detail::all({operand<Variables>...}))
constexpr auto value_and_gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"value_and_gradient", F, Variables...>())
        return value_and_gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

namespace detail {

template <class F, class... X> constexpr auto gradient_by(F f, variable_list<X...>) {
    return gradient(f, X{}...);
}
template <class F, class... X> constexpr auto value_and_gradient_by(F f, variable_list<X...>) {
    return value_and_gradient(f, X{}...);
}

}  // namespace detail

/// The same where arrays of variables are among them; r.gradient[x] is an array, too.
template <operand F, class... Variables>
    requires detail::names_arrays<Variables...>
constexpr auto gradient(F f, Variables...) {
    return detail::gradient_by(f, detail::all_named<Variables...>{});
}
template <operand F, class... Variables>
    requires detail::names_arrays<Variables...>
constexpr auto value_and_gradient(F f, Variables...) {
    return detail::value_and_gradient_by(f, detail::all_named<Variables...>{});
}

}  // namespace ctgrad
