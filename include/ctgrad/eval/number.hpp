/// The type an evaluation computes in: that of what is bound.
#pragma once

#include <type_traits>

#include <ctgrad/core/list.hpp>

namespace ctgrad::detail {

template <class T> struct type_tag {
    using type = T;
};

/// Whole numbers say nothing of the precision wanted; of two other types the wider one wins.
template <class A, class B> constexpr auto operator+(type_tag<A>, type_tag<B>) {
    if constexpr (std::is_integral_v<B>) return type_tag<A>{};
    else if constexpr (std::is_integral_v<A>) return type_tag<B>{};
    else return type_tag<std::common_type_t<A, B>>{};
}

template <int = 0> constexpr auto common_number() { return type_tag<double>{}; }

template <class First, class... Numbers> constexpr auto common_number() {
    using type = typename decltype([] {
        // Mostly all are of one type, and of hundreds a fold would have too many terms.
        if constexpr (all({std::is_same_v<First, Numbers>...})) return type_tag<First>{};
        else return (type_tag<First>{} + ... + type_tag<Numbers>{});
    }())::type;
    return type_tag<std::conditional_t<std::is_integral_v<type>, double, type>>{};
}

/// double where only whole numbers are bound.
template <class... Numbers>
using common_number_t = typename decltype(common_number<Numbers...>())::type;

}  // namespace ctgrad::detail
