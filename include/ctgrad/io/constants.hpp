/// Loads parameters from arrays that are compiled in, as io/header.hpp writes them.
#pragma once

#include <tuple>
#include <type_traits>

#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::io {

namespace detail {

template <class Array> constexpr shape shape_of_constant() {
    using plain = std::remove_cvref_t<Array>;
    if constexpr (std::rank_v<plain> == 2)
        return matrix_shape(static_cast<int>(std::extent_v<plain, 0>),
                            static_cast<int>(std::extent_v<plain, 1>));
    else if constexpr (std::rank_v<plain> == 1)
        return vector_shape(static_cast<int>(std::extent_v<plain>));
    else return scalar_shape;
}

template <variable X, shape Found> constexpr auto constant_of_shape() {
    sentence out;
    out << "load(constants, weights): " << ctgrad::detail::text_of<X::id>().view() << " is a "
        << X::extent() << ", its constant a " << Found;
    return out;
}

template <variable X, class T, class Array> void load_constant(const Array& from, T* to) {
    constexpr shape found = shape_of_constant<Array>();
    if constexpr (found != X::extent()) fail_with<&constant_of_shape<X, found>>();
    else if constexpr (found.rank == 2) {
        for (const auto& row : from)
            for (const auto number : row) *to++ = static_cast<T>(number);
    } else if constexpr (found.rank == 1) {
        for (const auto number : from) *to++ = static_cast<T>(number);
    } else *to = static_cast<T>(from);
}

template <int Found, int Wanted> constexpr auto count_of_constants() {
    sentence out;
    out << "load(constants, weights): " << Wanted << " variables, but " << Found << " constants";
    return out;
}

}  // namespace detail

/// Sets the parameters to constants, C arrays of the variables' shapes in the variables' order:
/// `load(digits::all, weights)`, where digits is the namespace of a header from write_header.
/// Shapes are checked while compiling. Cost: a copy; no file is opened, nothing allocated.
template <class T, variable... Variables, class... Arrays>
void load(const std::tuple<const Arrays&...>& constants, parameters<T, Variables...>& weights) {
    constexpr int found = sizeof...(Arrays), wanted = sizeof...(Variables);
    if constexpr (found != wanted) fail_with<&detail::count_of_constants<found, wanted>>();
    else
        std::apply(
            [&](const auto&... from) {
                (detail::load_constant<Variables>(from, weights[Variables{}].data()), ...);
            },
            constants);
}

}  // namespace ctgrad::io
