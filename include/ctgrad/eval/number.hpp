/// The type an evaluation computes in: that of what is bound.
#pragma once

#include <type_traits>

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

template <class... Numbers> constexpr auto common_number() {
    constexpr auto sum = (type_tag<int>{} + ... + type_tag<Numbers>{});
    using type = typename decltype(sum)::type;
    return type_tag<std::conditional_t<std::is_integral_v<type>, double, type>>{};
}

/// double where only whole numbers are bound.
template <class... Numbers>
using common_number_t = typename decltype(common_number<Numbers...>())::type;

}  // namespace ctgrad::detail
