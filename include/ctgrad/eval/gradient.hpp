/// Gradients: all derivatives of a scalar by one forward and one backward sweep.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/core/identity_table.hpp>
#include <ctgrad/eval/evaluate.hpp>

namespace ctgrad {

namespace detail {

/// Variables, defined under an identity: a short name for hundreds.
template <class... Variables> struct variable_list {};

template <class... Variables> constexpr identity identity_of_list() {
    constexpr identity id = [] {
        identity all = hash("variables");
        for (const identity one : {identity{0}, Variables::id...}) all = mix(all, one);
        return all;
    }();
    static_assert(is_defined<id, variable_list<Variables...>{}>, "the list is registered");
    return id;
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

    struct places {
        identity_table<count> table{};
        int repeated = -1;  ///< the last one that stands before, too
    };
    static constexpr places known = [] {
        places result;
        const identity ids[] = {Variables::id..., 0};
        for (int i = 0; i < count; ++i)
            if (result.table.put(ids[i], i) >= 0) result.repeated = i;
        return result;
    }();

    template <class X> static constexpr int index() {
        constexpr int i = known.table.find(X::id);
        if constexpr (i < 0) fail_with<&not_among<"gradient", X, Variables...>>();
        return i < 0 ? 0 : i;
    }
};

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
    else if constexpr (constexpr int i = gradient_variables<Variables...>::known.repeated; i >= 0) {
        using twice = std::tuple_element_t<static_cast<std::size_t>(i), std::tuple<Variables...>>;
        fail_with<&repeated_variable<Function, F, twice>>();
        return false;
    } else return true;
}

/// Not initialised: a program writes every number of it, and clearing them first costs a tenth.
template <class T, class X> struct gradient_part {
    value_t<T, X::extent()> numbers;
};

template <class T, class List> struct gradient_parts;
template <class T, class... Variables>
struct gradient_parts<T, variable_list<Variables...>> : gradient_part<T, Variables>... {
    /// The numbers of a variable that is not among these, to a refusal that stays the only error.
    template <class X> constexpr auto& refused() const {
        fail_with<&not_among<"gradient", X, Variables...>>();
        using first = std::tuple_element_t<0, std::tuple<Variables...>>;
        return static_cast<const gradient_part<T, first>&>(*this).numbers;
    }
};

/// One entry for each variable of an array.
template <class T, class Array>
using gradient_of_array =
    std::array<value_t<T, Array::extent()>, static_cast<unsigned>(Array::size())>;

/// Numbers by variable. The variables are known by their list's identity: each index is a function,
/// which otherwise would bear the names of all of them.
template <class T, identity List>
struct indexed_parts : gradient_parts<T, decltype(definition_of(key<List>{}))> {
    template <variable X> CTGRAD_INLINE constexpr auto& operator[](X) {
        if constexpr (std::is_base_of_v<gradient_part<T, X>, indexed_parts>)
            return static_cast<gradient_part<T, X>&>(*this).numbers;
        else return this->template refused<X>();
    }
    template <variable X> CTGRAD_INLINE constexpr const auto& operator[](X) const {
        if constexpr (std::is_base_of_v<gradient_part<T, X>, indexed_parts>)
            return static_cast<const gradient_part<T, X>&>(*this).numbers;
        else return this->template refused<X>();
    }
    /// By all variables of an array, as a value that can be bound to it again.
    template <array_of_variables X> constexpr auto operator[](X) const {
        gradient_of_array<T, X> result{};
        copy_entries<X>(result, std::make_integer_sequence<int, X::size()>{});
        return result;
    }

private:
    template <class X, int... I>
    constexpr void copy_entries(auto& to, std::integer_sequence<int, I...>) const {
        const int done[] = {(to[I] = (*this)[X::template at<I>()], 0)...};
        static_cast<void>(done);
    }
};

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

/// The numbers of a gradient: `values[x]` has the shape of x.
template <class T, class... Variables>
struct gradient_values : detail::indexed_parts<T, detail::identity_of_list<Variables...>()> {
    CTGRAD_INLINE friend constexpr auto outputs_of(gradient_values& g) {
        return detail::output_pointers<T, sizeof...(Variables)>{
            {detail::numbers(static_cast<detail::gradient_part<T, Variables>&>(g).numbers)...}};
    }
};

/// A value and its gradient, computed together.
template <class T, class... Variables> struct value_with_gradient {
    T value;
    gradient_values<T, Variables...> gradient;

    CTGRAD_INLINE friend constexpr auto outputs_of(value_with_gradient& v) {
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
    requires(all({operand<Variables>...}))
constexpr auto gradient(F, Variables...) {
    using function = decltype(as_expression(F{}));
    if constexpr (detail::check_gradient_call<"gradient", F, Variables...>())
        return gradient_expressions<function, Variables...>{};
    else return detail::refused_gradient{};
}

/// A scalar expression and its gradient by the given variables.
template <operand F, class... Variables>
    requires(all({operand<Variables>...}))
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
