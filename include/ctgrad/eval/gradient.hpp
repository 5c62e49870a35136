/// Gradients: all derivatives of a scalar by one forward and one backward sweep.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/eval/evaluate.hpp>

namespace ctgrad {

namespace detail {

// Hundreds of variables are more terms than a compiler takes in a fold, or in a constrained pack.
template <class... Variables> constexpr bool all_operands() {
    for (const bool is_operand : {operand<Variables>..., true})
        if (!is_operand) return false;
    return true;
}

/// Position of a variable in a list of them; -1 if it is not there.
constexpr int position_of(identity id, const identity* first, int count) {
    for (int i = 0; i < count; ++i)
        if (first[i] == id) return i;
    return -1;
}

template <core::label Function, class X, class... Variables> constexpr auto not_among() {
    sentence out;
    out << Function.view() << "[" << text_of<X::id>().view() << "]: this is a gradient by ";
    int k = 0;
    ((out << (k++ == 0 ? "" : ", ") << text_of<Variables::id>().view()), ...);
    return out;
}

/// The variables of a gradient. Hundreds of them are a long list: it is named once, not again for
/// each that is looked up.
template <class... Variables> struct gradient_variables {
    static constexpr int count = static_cast<int>(sizeof...(Variables));
    static constexpr identity ids[count + 1] = {Variables::id..., 0};

    template <class X> static constexpr int index() {
        constexpr int i = position_of(X::id, ids, count);
        if constexpr (i < 0) fail_with<&not_among<"gradient", X, Variables...>>();
        return i < 0 ? 0 : i;
    }
    static constexpr int repeated() {
        for (int i = 1; i < count; ++i)
            if (position_of(ids[i], ids, i) >= 0) return i;
        return -1;
    }
};

template <operand F, class X> constexpr bool check_is_variable() {
    if constexpr (!variable<X>) fail_with<&not_a_variable<F, X>>();
    return variable<X>;
}

template <operand F, class... Variables> constexpr bool are_variables() {
    for (const bool is_variable : {check_is_variable<F, Variables>()..., true})
        if (!is_variable) return false;
    return true;
}

template <core::label Function, operand F, class X> constexpr auto repeated_variable() {
    sentence out;
    out << Function.view() << "(" << text_of<id_of<F>>().view() << ", ...): variable "
        << text_of<X::id>().view() << " is named twice";
    return out;
}

template <core::label Function, operand F, class... Variables> constexpr bool
check_gradient_call() {
    if constexpr (extent_of<F>.rank != 0) {
        fail_with<&not_a_scalar_loss<Function, F>>();
        return false;
    } else if constexpr (!are_variables<F, Variables...>()) return false;
    else if constexpr (constexpr int i = gradient_variables<Variables...>::repeated(); i >= 0) {
        using twice = std::tuple_element_t<static_cast<std::size_t>(i), std::tuple<Variables...>>;
        fail_with<&repeated_variable<Function, F, twice>>();
        return false;
    } else return true;
}

/// Not initialised: a program writes every number of it, and clearing them first costs a tenth.
template <class T, class X> struct gradient_part {
    value_t<T, X::extent()> numbers;
};

}  // namespace detail

/// The numbers of a gradient: `values[x]` has the shape of x.
template <class T, class... Variables>
struct gradient_values : detail::gradient_part<T, Variables>... {
    template <variable X> constexpr auto& operator[](X) { return part<X>(*this); }
    template <variable X> constexpr const auto& operator[](X) const { return part<X>(*this); }

    friend constexpr auto outputs_of(gradient_values& g) {
        return detail::output_pointers<T, sizeof...(Variables)>{
            {detail::numbers(static_cast<detail::gradient_part<T, Variables>&>(g).numbers)...}};
    }

private:
    /// For a variable that is not among them, the first one: the refusal stays the only error.
    template <class X, class Self> static constexpr auto& part(Self& self) {
        constexpr bool among = std::is_base_of_v<detail::gradient_part<T, X>, gradient_values>;
        if constexpr (!among) fail_with<&detail::not_among<"gradient", X, Variables...>>();
        using first = std::tuple_element_t<0, std::tuple<Variables...>>;
        using found = detail::gradient_part<T, std::conditional_t<among, X, first>>;
        return static_cast<std::conditional_t<std::is_const_v<Self>, const found&, found&>>(self)
            .numbers;
    }
};

/// A value and its gradient, computed together.
template <class T, class... Variables> struct value_with_gradient {
    T value;
    gradient_values<T, Variables...> gradient;

    friend constexpr auto outputs_of(value_with_gradient& v) {
        return detail::output_pointers<T, 1 + sizeof...(Variables)>{
            {&v.value,
             detail::numbers(
                 static_cast<detail::gradient_part<T, Variables>&>(v.gradient).numbers)...}};
    }
};

/// The gradient of F: `g[x]` is an expression; `g(x = 1.0, y = 2.0)` computes all of them in one
/// program and gives gradient_values.
template <expression F, class... Variables> struct gradient_expressions {
    using pass = detail::gradient_pass<false, F::id, Variables::id...>;

    template <variable X> constexpr auto operator[](X) const {
        using all = detail::gradient_variables<Variables...>;
        return detail::output_expression<pass, all::template index<X>()>();
    }

    template <class... Bindings>
    CTGRAD_INLINE constexpr auto operator()(const Bindings&... bindings) const {
        using T = detail::common_number_t<typename Bindings::number_type...>;
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
        using T = detail::common_number_t<typename Bindings::number_type...>;
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
    requires(detail::all_operands<Variables...>())
constexpr auto gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"gradient", F, Variables...>())
        return gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

/// A scalar expression and its gradient by the given variables.
template <operand F, class... Variables>
    requires(detail::all_operands<Variables...>())
constexpr auto value_and_gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"value_and_gradient", F, Variables...>())
        return value_and_gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

}  // namespace ctgrad
