/// Gradients: all derivatives of a scalar by one forward and one backward sweep.
#pragma once

#include <boost/hana/tuple.hpp>

#include <ctgrad/eval/evaluate.hpp>

namespace ctgrad {

namespace detail {

/// Position of a variable in a list of them; the size of the list if it is not there.
template <class X, class... Variables> constexpr std::size_t index_of() {
    const identity ids[] = {Variables::id..., X::id};  // a fold has a limit of terms
    std::size_t i = 0;
    while (ids[i] != X::id) ++i;
    return i;
}

template <core::label Function, class X, class... Variables> constexpr auto not_among() {
    sentence out;
    out << Function.view() << "[" << text_of<X::id>().view() << "]: this is a gradient by ";
    int k = 0;
    ((out << (k++ == 0 ? "" : ", ") << text_of<Variables::id>().view()), ...);
    return out;
}

template <class X, class... Variables> constexpr std::size_t checked_index_of() {
    constexpr std::size_t i = index_of<X, Variables...>();
    if constexpr (i == sizeof...(Variables)) fail_with<&not_among<"gradient", X, Variables...>>();
    return i == sizeof...(Variables) ? 0 : i;
}

template <operand F, class X> constexpr bool check_is_variable() {
    if constexpr (!variable<X>) fail_with<&not_a_variable<F, X>>();
    return variable<X>;
}

template <core::label Function, operand F, class... Variables> constexpr bool
check_gradient_call() {
    if constexpr (extent_of<F>.rank != 0) {
        fail_with<&not_a_scalar_loss<Function, F>>();
        return false;
    } else {
        for (const bool is_variable : {check_is_variable<F, Variables>()..., true})
            if (!is_variable) return false;
        return true;
    }
}

}  // namespace detail

/// The numbers of a gradient: `values[x]` has the shape of x.
template <class T, class... Variables> struct gradient_values {
    boost::hana::tuple<detail::value_t<T, Variables::extent()>...> parts{};

    template <variable X> constexpr auto& operator[](X) {
        return parts[boost::hana::size_c<detail::checked_index_of<X, Variables...>()>];
    }
    template <variable X> constexpr const auto& operator[](X) const {
        return parts[boost::hana::size_c<detail::checked_index_of<X, Variables...>()>];
    }
};

/// A value and its gradient, computed together.
template <class T, class... Variables> struct value_with_gradient {
    T value{};
    gradient_values<T, Variables...> gradient{};
};

/// The gradient of F: `g[x]` is an expression; `g(x = 1.0, y = 2.0)` computes all of them in one
/// program and gives gradient_values.
template <expression F, variable... Variables> struct gradient_expressions {
    using pass = detail::gradient_pass<false, F::id, Variables::id...>;

    template <variable X> constexpr auto operator[](X) const {
        return detail::output_expression<pass, static_cast<int>(
                                                   detail::checked_index_of<X, Variables...>())>();
    }

    template <class... Bindings> constexpr auto operator()(const Bindings&... bindings) const {
        using T = detail::common_number_t<typename Bindings::number_type...>;
        gradient_values<T, Variables...> result;
        T* const outputs[] = {detail::numbers(result[Variables{}])...};
        detail::call<program<pass>, F::id>(outputs, bindings...);
        return result;
    }
};

/// F and its gradient, sharing all work: called with bindings it gives value_with_gradient.
template <expression F, variable... Variables> struct value_and_gradient_expressions {
    using pass = detail::gradient_pass<true, F::id, Variables::id...>;

    static constexpr F value{};
    static constexpr gradient_expressions<F, Variables...> gradient{};

    template <class... Bindings> constexpr auto operator()(const Bindings&... bindings) const {
        using T = detail::common_number_t<typename Bindings::number_type...>;
        value_with_gradient<T, Variables...> result;
        T* const outputs[] = {&result.value, detail::numbers(result.gradient[Variables{}])...};
        detail::call<program<pass>, F::id>(outputs, bindings...);
        return result;
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
template <operand F, operand... Variables> constexpr auto gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"gradient", F, Variables...>())
        return gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

/// A scalar expression and its gradient by the given variables.
template <operand F, operand... Variables> constexpr auto value_and_gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"value_and_gradient", F, Variables...>())
        return value_and_gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

}  // namespace ctgrad
