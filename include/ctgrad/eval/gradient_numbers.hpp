/// The numbers of a gradient, by variable.
#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/core/array.hpp>
#include <ctgrad/core/identity_table.hpp>
#include <ctgrad/eval/arguments.hpp>
#include <ctgrad/eval/binding.hpp>
#include <ctgrad/eval/value.hpp>
#include <ctgrad/expr/variable_array.hpp>

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

/// Not initialised, like all numbers here: a program writes every one of them, and clearing them
/// first costs a tenth.
template <class T, class X> struct gradient_part {
    value_t<T, X::extent()> numbers;
};

/// The numbers by all variables of a list.
template <class T, class List> struct gradient_parts;
template <class T, class... Variables>
struct gradient_parts<T, variable_list<Variables...>> : gradient_part<T, Variables>... {
    static constexpr bool of_scalars = false;
    CTGRAD_INLINE constexpr auto outputs() {
        return pointers<T, static_cast<int>(sizeof...(Variables))>{
            {detail::numbers(static_cast<gradient_part<T, Variables>&>(*this).numbers)...}};
    }
};

/// Scalars are one array: of hundreds, each as a part of its own is a class.
template <class T, class... Variables>
    requires(sizeof...(Variables) > 0 && all({is_number(entry_of<Variables::id>.content)...}))
struct gradient_parts<T, variable_list<Variables...>> {
    static constexpr bool of_scalars = true;

    T numbers[sizeof...(Variables)];

    CTGRAD_INLINE constexpr auto outputs() { return consecutive<T>{numbers}; }
};

template <class... Variables>
constexpr const auto& places_of(variable_list<Variables...>) {
    return gradient_variables<Variables...>::known.table;
}
template <class First, class... Others> First first_of(variable_list<First, Others...>);
template <class X, class... Variables> constexpr void refuse_index(variable_list<Variables...>) {
    fail_with<&not_among<"gradient", X, Variables...>>();
}

/// One entry for each variable of an array.
template <class T, class Array>
using gradient_of_array =
    core::array<value_t<T, Array::extent()>, static_cast<unsigned>(Array::size())>;

/// Numbers by variable. The variables are known by their list's identity: each index is a function,
/// which otherwise would bear the names of all of them.
template <class T, identity List>
struct indexed_parts : gradient_parts<T, decltype(definition_of(key<List>{}))> {
    template <variable X> CTGRAD_INLINE constexpr auto& operator[](X) {
        if constexpr (indexed_parts::of_scalars && place<X> >= 0) return this->numbers[place<X>];
        else return by<X>(*this);
    }
    template <variable X> CTGRAD_INLINE constexpr const auto& operator[](X) const {
        if constexpr (indexed_parts::of_scalars && place<X> >= 0) return this->numbers[place<X>];
        else return by<X>(*this);
    }
    /// By all variables of an array, as a value that can be bound to it again.
    template <array_of_variables X> constexpr auto operator[](X) const {
        gradient_of_array<T, X> result{};
        copy_entries<X>(result, std::make_integer_sequence<int, X::size()>{});
        return result;
    }

private:
    using variables = decltype(definition_of(key<List>{}));

    template <class X> static constexpr int place = places_of(variables{}).find(X::id);

    template <class X> CTGRAD_INLINE static constexpr auto& by(auto& parts) {
        using first = decltype(first_of(variables{}));
        if constexpr (place<X> < 0) {
            refuse_index<X>(variables{});
            return by<first>(parts);  // so that it stays the only error
        } else if constexpr (indexed_parts::of_scalars) return parts.numbers[place<X>];
        else if constexpr (std::is_const_v<std::remove_reference_t<decltype(parts)>>)
            return static_cast<const gradient_part<T, X>&>(parts).numbers;
        else return static_cast<gradient_part<T, X>&>(parts).numbers;
    }
    template <class X, int... I>
    constexpr void copy_entries(auto& to, std::integer_sequence<int, I...>) const {
        const int done[] = {(to[I] = (*this)[X::template at<I>()], 0)...};
        static_cast<void>(done);
    }
};

}  // namespace detail

/// The numbers of a gradient: `values[x]` has the shape of x.
template <class T, class... Variables>
struct gradient_values : detail::indexed_parts<T, detail::identity_of_list<Variables...>()> {
    CTGRAD_INLINE friend constexpr auto outputs_of(gradient_values& g) { return g.outputs(); }
};

/// A value and its gradient, computed together.
template <class T, class... Variables> struct value_with_gradient {
    T value;
    gradient_values<T, Variables...> gradient;

    CTGRAD_INLINE friend constexpr auto outputs_of(value_with_gradient& v) {
        if constexpr (gradient_values<T, Variables...>::of_scalars)
            return detail::consecutive_behind<T>{&v.value, v.gradient.numbers};
        else {
            constexpr int count = static_cast<int>(sizeof...(Variables));
            const auto others = v.gradient.outputs();
            detail::pointers<T, count + 1> result{{&v.value}};
            for (int k = 0; k < count; ++k) result.at[k + 1] = others.at[k];
            return result;
        }
    }
};

}  // namespace ctgrad
