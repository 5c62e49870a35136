/// `x = 1.0`, `W = weights`: where symbols meet numbers.
#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/eval/number.hpp>
#include <ctgrad/expr/variable.hpp>
#include <ctgrad/tensor/number_span.hpp>
#include <ctgrad/tensor/tensor.hpp>

namespace ctgrad {

namespace detail {

/// How a value's numbers are reached: their type, the shapes they can be, the number at (i, j).
/// `fixed` tells whether the count is known while compiling, `contiguous` whether `data` serves.
template <class Value> struct numbers_of {
    using type = Value;  // a number by itself
    static constexpr bool fixed = true, contiguous = false;
    static constexpr bool fits(shape s) { return s.rank == 0; }
    static constexpr shape extent() { return scalar_shape; }
    static constexpr const Value& at(const Value& v, shape, int, int) { return v; }
};

template <class T, int Rows, int... Columns> struct numbers_of<tensor<T, Rows, Columns...>> {
    using type = T;
    using value = tensor<T, Rows, Columns...>;
    static constexpr bool fixed = true, contiguous = true;
    static constexpr shape extent() {
        return value::rank == 1 ? vector_shape(Rows) : matrix_shape(Rows, value::columns());
    }
    static constexpr bool fits(shape s) { return s == extent(); }
    static constexpr const T* data(const value& v) { return v.data(); }
};

/// In the place of a count: only the run knows it.
inline constexpr std::size_t unknown_count = static_cast<std::size_t>(-1);

/// std::array, std::span, and what is like them, known by their shape.
template <class Array, std::size_t N>
concept counted_array = requires { requires std::tuple_size<Array>::value == N; } ||
                        requires { requires Array::extent == N; };

/// Consecutive numbers: a vector, or the rows of a matrix one after the other.
template <class Value, class T, std::size_t N> struct flat_numbers {
    using type = std::remove_const_t<T>;
    static constexpr bool fixed = N != unknown_count, contiguous = true;
    static constexpr shape extent() { return vector_shape(static_cast<int>(N)); }
    static constexpr bool fits(shape s) {
        return s.rank > 0 && (!fixed || static_cast<std::size_t>(s.size()) == N);
    }
    static constexpr const T* data(const Value& v) { return first_number(v); }
};

template <class T, std::size_t N> struct numbers_of<T[N]> : flat_numbers<T[N], T, N> {};
template <template <class, std::size_t> class Array, class T, std::size_t N>
    requires counted_array<Array<T, N>, N>
struct numbers_of<Array<T, N>> : flat_numbers<Array<T, N>, T, N> {};

/// Rows as arrays of their own.
template <class Value, class T, std::size_t Rows, std::size_t Columns> struct nested_numbers {
    using type = std::remove_const_t<T>;
    static constexpr bool fixed = true, contiguous = false;
    static constexpr shape extent() {
        return matrix_shape(static_cast<int>(Rows), static_cast<int>(Columns));
    }
    static constexpr bool fits(shape s) { return s == extent(); }
    static constexpr const T& at(const Value& v, shape, int i, int j) {
        return v[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
    }
};

template <class T, std::size_t Rows, std::size_t Columns>
struct numbers_of<T[Rows][Columns]> : nested_numbers<T[Rows][Columns], T, Rows, Columns> {};
template <template <class, std::size_t> class Array, class T, std::size_t Rows, std::size_t Columns>
    requires counted_array<Array<Array<T, Columns>, Rows>, Rows>
struct numbers_of<Array<Array<T, Columns>, Rows>>
    : nested_numbers<Array<Array<T, Columns>, Rows>, T, Rows, Columns> {};

/// std::vector and its like: the count is checked when the value is used.
template <class Value>
    requires(contiguous_range<const Value> && !std::is_array_v<Value>)
struct numbers_of<Value> : flat_numbers<Value, number_in<const Value>, unknown_count> {};

/// A number or a view is kept by value, so that `auto b = (x = 1.0)` outlives its expression; what
/// owns many numbers is kept by reference.
template <class Value>
inline constexpr bool kept_by_value =
    std::is_arithmetic_v<Value> ||
    (!std::is_array_v<Value> && std::is_trivially_copyable_v<Value> && sizeof(Value) <= 32);

}  // namespace detail

/// A variable and what stands for it. Numbers are kept by value; arrays by reference, and so have
/// to live as long as the binding is used.
template <class Variable, class Value> struct binding {
    using variable_type = Variable;
    using value_type = Value;
    using numbers = detail::numbers_of<Value>;
    using number_type = typename numbers::type;
    static constexpr identity id = Variable::id;

    std::conditional_t<detail::kept_by_value<Value>, const Value, const Value&> value;
};

namespace detail {

/// Whether an argument of a call binds a variable, or several.
template <class T> concept binds_variables = requires { typename T::number_type; };

/// The type a call computes in; of a call that is refused, double.
template <class... Arguments> constexpr auto number_of_call() {
    if constexpr (all({binds_variables<Arguments>...}))
        return common_number<typename Arguments::number_type...>();
    else return type_tag<double>{};
}
template <class... Arguments>
using number_of_call_t = typename decltype(number_of_call<Arguments...>())::type;

template <class Variable, class Value> constexpr auto not_bindable() {
    sentence out;
    out << text_of<Variable::id>().view() << " = value: only a variable can be given a value";
    return out;
}

template <class Variable, class Value> constexpr auto shape_mismatch() {
    sentence out;
    out << text_of<Variable::id>().view() << " = value: " << text_of<Variable::id>().view()
        << " is a " << Variable::extent() << ", the value a " << numbers_of<Value>::extent();
    return out;
}

/// What stands for a refused value, so that the refusal is the only error.
template <class Variable>
using refused_value = tensor<double, Variable::extent().rows, Variable::extent().columns>;
template <class Variable> inline constexpr refused_value<Variable> no_value{};

}  // namespace detail

/// What `x = value` makes.
template <class Variable, class Value>
CTGRAD_INLINE constexpr auto bind(Variable, const Value& value) {
    if constexpr (expression<Value>) {
        fail<"x = value: the value must be numbers, not an expression", Value>();
        return binding<Variable, detail::refused_value<Variable>>{detail::no_value<Variable>};
    } else {
        if constexpr (!detail::bindable_expression<Variable>)
            fail_with<&detail::not_bindable<Variable, Value>>();
        else if constexpr (!detail::numbers_of<Value>::fits(Variable::extent()))
            fail_with<&detail::shape_mismatch<Variable, Value>>();
        return binding<Variable, Value>{value};
    }
}

}  // namespace ctgrad
