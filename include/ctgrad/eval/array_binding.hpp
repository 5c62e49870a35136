/// `x = values` for an array of variables: one value after the other, each a binding of its own.
#pragma once

#include <utility>

#include <ctgrad/eval/check_bindings.hpp>
#include <ctgrad/eval/rows.hpp>
#include <ctgrad/expr/variable_array.hpp>

namespace ctgrad {

namespace detail {

template <class Value>
using entry_type = std::remove_cvref_t<decltype(std::declval<const Value&>()[std::size_t{}])>;

/// Entries of a value, where the type tells; else -1.
template <class Value> constexpr long count_of() {
    if constexpr (std::is_bounded_array_v<Value>) return std::extent_v<Value>;
    else if constexpr (requires { std::tuple_size<Value>::value; })
        return std::tuple_size<Value>::value;
    else if constexpr (numbers_of<Value>::fixed && requires { numbers_of<Value>::extent(); })
        return numbers_of<Value>::extent().rows;
    else return -1;
}

template <class Array, class Value> constexpr auto array_mismatch() {
    sentence out;
    out << Array::name().view() << " = value: " << Array::name().view() << " is an array of "
        << Array::size() << ", each a " << Array::extent() << "; the value ";
    if constexpr (count_of<Value>() >= 0 && count_of<Value>() != Array::size())
        out << "has " << count_of<Value>() << " entries";
    else out << "has entries of other shapes";
    return out;
}

[[noreturn]] inline void refuse_count(core::text_view name, int expected, std::size_t found) {
    core::throw_length_error({name, " = value: ", name, " is an array of ", expected,
                              ", the value has ", found, " entries"});
}

[[noreturn]] inline void refuse_rows(core::text_view name, std::size_t width, std::size_t found,
                                     std::size_t stride) {
    text_buffer<60> apart;
    if (stride != 0) apart << ", " << static_cast<std::int64_t>(stride) << " apart";
    core::throw_invalid_argument({name, " = rows(...): the size must be that of whole rows of ",
                                  width, apart.view(), ", not ", found});
}

/// What stands for refused values, so that the refusal is the only error.
template <class Array>
using refused_values = refused_value<decltype(Array::template at<0>())>[Array::size()];
template <class Array> inline constexpr refused_values<Array> no_values{};

template <class Array, class Value> concept binds_array =
    requires { typename entry_type<Value>; } &&
    numbers_of<entry_type<Value>>::fits(Array::extent()) &&
    (count_of<Value>() < 0 || count_of<Value>() == Array::size());

}  // namespace detail

/// An array of variables and what stands for them, kept as in a binding.
template <class Array, class Value> struct array_binding {
    using number_type = typename detail::numbers_of<detail::entry_type<Value>>::type;
    static constexpr int count = Array::size();

    std::conditional_t<detail::kept_by_value<Value>, const Value, const Value&> value;

    template <int I> CTGRAD_INLINE constexpr auto at() const {
        return bind(Array::template at<I>(), value[I]);
    }
    constexpr void check() const {
        if constexpr (detail::count_of<Value>() < 0)
            if (detail::count_numbers(value) != static_cast<std::size_t>(count))
                detail::refuse_count(Array::name().view(), count, detail::count_numbers(value));
    }
};

/// What `x = values` makes of an array of variables: `values[i]` stands for `x[i]`. Errors: not as
/// many entries as variables (std::length_error where only the run knows).
template <array_of_variables Array, class Value>
CTGRAD_INLINE constexpr auto bind(Array, const Value& value) {
    if constexpr (detail::binds_array<Array, Value>) return array_binding<Array, Value>{value};
    else {
        fail_with<&detail::array_mismatch<Array, Value>>();
        return array_binding<Array, detail::refused_values<Array>>{detail::no_values<Array>};
    }
}

/// An array of variables and rows of a batch: each has the numbers of x[0], then those of x[1] ...
template <class Array, class T> struct array_rows_binding {
    using number_type = T;
    static constexpr std::size_t width = static_cast<std::size_t>(Array::extent().size());
    static constexpr std::size_t row = width * static_cast<std::size_t>(Array::size());

    row_span<T> value;

    /// The rows of one variable: of its own numbers alone, as far apart as before.
    template <int I> constexpr auto at() const {
        const std::size_t step = value.row_stride(row);
        const auto count = static_cast<std::size_t>(value.count(row));
        return bind(
            Array::template at<I>(),
            row_span<T>{value.data + I * width, count > 0 ? (count - 1) * step + width : 0, step});
    }
    constexpr void check() const {
        if (value.count(row) < 0)
            detail::refuse_rows(Array::name().view(), row, value.size, value.stride);
    }
};

/// `x = rows(numbers)` in a batch or over points: one row for all variables of the array. Errors
/// (std::invalid_argument): the size is not that of whole rows.
template <array_of_variables Array, class T>
constexpr auto bind(Array, const row_span<T>& value) {
    return array_rows_binding<Array, T>{value};
}

namespace detail {

template <class T> inline constexpr int bindings_in_one = 1;
template <class Array, class T>
inline constexpr int bindings_in_one<array_rows_binding<Array, T>> = Array::size();
template <class Array, class Value>
inline constexpr int bindings_in_one<array_binding<Array, Value>> = Array::size();

template <class T> inline constexpr bool binds_one = true;
template <class Array, class T>
inline constexpr bool binds_one<array_rows_binding<Array, T>> = false;
template <class Array, class Value>
inline constexpr bool binds_one<array_binding<Array, Value>> = false;

struct place_of_binding {
    int argument = 0;
    int entry = 0;
};

template <int Count> struct places_of_bindings {
    place_of_binding at[Count + 1]{};
};

template <int K, class Binding> struct held_binding {
    const Binding& binding;
};

template <class Sequence, class... Bindings> struct held_bindings;

/// Bindings with those of arrays taken apart.
template <int... K, class... Bindings>
struct held_bindings<std::integer_sequence<int, K...>, Bindings...> : held_binding<K, Bindings>... {
    static constexpr int count = (0 + ... + bindings_in_one<Bindings>);
    static constexpr auto places = [] {
        places_of_bindings<count> result;
        int next = 0, argument = 0;
        for (const int many : {bindings_in_one<Bindings>...}) {
            for (int entry = 0; entry < many; ++entry) result.at[next++] = {argument, entry};
            ++argument;
        }
        return result;
    }();

    CTGRAD_INLINE constexpr explicit held_bindings(const Bindings&... bindings)
        : held_binding<K, Bindings>{bindings}... {
        (check(bindings), ...);
    }

    template <int P> CTGRAD_INLINE constexpr auto at() const {
        return one<places.at[P].entry>(argument<places.at[P].argument>(*this));
    }

private:
    template <class Binding> static constexpr void check(const Binding& b) {
        if constexpr (!binds_one<Binding>) b.check();
    }
    template <int I, class Binding>
    CTGRAD_INLINE static constexpr const Binding& argument(const held_binding<I, Binding>& held) {
        return held.binding;
    }
    template <int Entry, class Binding>
    CTGRAD_INLINE static constexpr auto one(const Binding& binding) {
        if constexpr (!binds_one<Binding>) return binding.template at<Entry>();
        else return binding;
    }
};

template <class... Bindings> using flat_bindings =
    held_bindings<std::make_integer_sequence<int, static_cast<int>(sizeof...(Bindings))>,
                  Bindings...>;

/// Calls a function with bindings of single variables.
template <class Function, class... Bindings>
CTGRAD_INLINE constexpr decltype(auto) with_single_bindings(const Function& function,
                                                            const Bindings&... bindings) {
    if constexpr (all({binds_one<Bindings>...})) return function(bindings...);
    else {
        const flat_bindings<Bindings...> flat(bindings...);
        return [&]<int... K>(std::integer_sequence<int, K...>) -> decltype(auto) {
            return function(flat.template at<K>()...);
        }(std::make_integer_sequence<int, flat_bindings<Bindings...>::count>{});
    }
}

}  // namespace detail

}  // namespace ctgrad
