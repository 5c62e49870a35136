/// Arrays of variables: `scalars<"x", 10>`, `vectors<"v", 4, 3>`, `matrices<"W", 2, 4, 3>`.
#pragma once

#include <boost/hana/fwd/core/tag_of.hpp>
#include <boost/hana/fwd/unpack.hpp>
#include <utility>

#include <ctgrad/expr/rules.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

namespace detail {

/// x0, x1, ...; behind a digit x1_0, x1_1, ..., so that no two arrays share a variable by accident.
template <core::label Name, int I> constexpr auto indexed_name() {
    text_buffer<static_cast<int>(Name.view().size()) + 12> out;
    out << Name.view();
    if (!Name.view().empty() && Name.view().back() >= '0' && Name.view().back() <= '9') out << '_';
    out << I;
    return out;
}

template <core::label Name, int Count, operand I> constexpr auto index_outside() {
    sentence out;
    out << Name.view() << "[" << text_of<id_of<I>>().view() << "]: an array of " << Count
        << " variables has the indices 0 to " << Count - 1;
    return out;
}

struct variable_array_tag {};

}  // namespace detail

/// `Count` variables of one shape. `x[2_c]` is one of them, a variable like any other, with the
/// name x2; `auto [a, b] = scalars<"x", 2>` names them all, and Hana's algorithms go
/// over them. `x = values` binds all at once, `gradient(f, x)` differentiates by all.
template <core::label Name, int Count, shape Extent> struct variable_array {
    using hana_tag = detail::variable_array_tag;

    static constexpr int size() { return Count; }
    static constexpr shape extent() { return Extent; }  ///< of each
    static constexpr auto name() { return Name; }

    template <int I> static constexpr auto at() {
        return detail::make_variable<label_of<&detail::indexed_name<Name, I>>, Extent>();
    }

    /// The index is a literal or an integral constant, in [0, Count).
    template <class I>
        requires(operand<I> || std::is_arithmetic_v<I>)
    constexpr auto operator[](I) const {
        if constexpr (std::is_arithmetic_v<I>) {
            fail<"an index is an integral constant: write x[2_c]", I>();
            return at<0>();
        } else {
            constexpr int i = detail::integer_value<I>();
            if constexpr (i < 0 || i >= Count) {
                fail_with<&detail::index_outside<Name, Count, I>>();
                return at<0>();
            } else return at<i>();
        }
    }

    /// `x = values` binds all of them, for the duration of the call it stands in.
    template <class Value> CTGRAD_INLINE constexpr auto operator=(const Value& value) const {
        return bind(*this, value);
    }
    template <class Value, std::size_t N>
    constexpr auto operator=(const Value (&values)[N]) const {
        return bind(*this, values);
    }

    template <std::size_t I> friend constexpr auto get(const variable_array&) {
        return at<static_cast<int>(I)>();
    }

    constexpr variable_array() = default;
    constexpr variable_array(const variable_array&) = default;
    constexpr variable_array& operator=(const variable_array&) = delete;
};

namespace detail {

template <class T> inline constexpr bool is_variable_array = false;
template <core::label Name, int Count, shape Extent>
inline constexpr bool is_variable_array<variable_array<Name, Count, Extent>> = true;

template <core::label Name, int Count, shape Extent> constexpr auto make_variable_array() {
    if constexpr (Count < 1) {
        fail<"scalars<name, count>, vectors, matrices: count is at least 1",
             std::integral_constant<int, Count>>();
        return variable_array<Name, 1, Extent>{};
    } else return variable_array<Name, Count, Extent>{};
}

}  // namespace detail

template <class T> concept array_of_variables = detail::is_variable_array<std::remove_cvref_t<T>>;

/// The numbers Name0, Name1, ...
template <core::label Name, int Count>
inline constexpr auto scalars = detail::make_variable_array<Name, Count, scalar_shape>();

/// Columns of Size numbers each.
template <core::label Name, int Count, int Size>
inline constexpr auto vectors = detail::make_variable_array<Name, Count, vector_shape(Size)>();

/// Matrices of Rows x Columns numbers each.
template <core::label Name, int Count, int Rows, int Columns> inline constexpr auto matrices =
    detail::make_variable_array<Name, Count, matrix_shape(Rows, Columns)>();

/// An array has as many derivatives as variables: gradient(f, x), or diff(f, x[0_c]).
template <operand F, array_of_variables X> constexpr auto diff(F f, X) {
    fail<"diff(f, x): x is an array of variables, write gradient(f, x) or diff(f, x[0_c])", F, X>();
    return as_expression(f);
}

}  // namespace ctgrad

template <ctgrad::core::label Name, int Count, ctgrad::shape Extent>
struct std::tuple_size<ctgrad::variable_array<Name, Count, Extent>>
    : std::integral_constant<std::size_t, static_cast<std::size_t>(Count)> {};

template <std::size_t I, ctgrad::core::label Name, int Count, ctgrad::shape Extent>
struct std::tuple_element<I, ctgrad::variable_array<Name, Count, Extent>> {
    using type =
        decltype(ctgrad::variable_array<Name, Count, Extent>::template at<static_cast<int>(I)>());
};

namespace boost::hana {

/// All of Hana's algorithms over a Foldable: for_each, fold, to_tuple.
template <> struct unpack_impl<ctgrad::detail::variable_array_tag> {
    template <class Array, class F> static constexpr decltype(auto) apply(Array&&, F&& f) {
        return []<int... I>(std::integer_sequence<int, I...>, F&& g) -> decltype(auto) {
            return static_cast<F&&>(g)(std::remove_cvref_t<Array>::template at<I>()...);
        }(std::make_integer_sequence<int, std::remove_cvref_t<Array>::size()>{},
                                                                     static_cast<F&&>(f));
    }
};

}  // namespace boost::hana
