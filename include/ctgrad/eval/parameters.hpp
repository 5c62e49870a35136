/// All parameters of a model in one contiguous buffer, with a typed view for every variable.
#pragma once

#include <boost/hana/tuple.hpp>

#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/tensor/buffer.hpp>
#include <ctgrad/tensor/view.hpp>

namespace ctgrad {

namespace detail {

/// Every variable starts at a cache line; the gap in front of the next one is zero and stays zero.
inline constexpr std::size_t line_bytes = 64;

template <class T> constexpr std::size_t to_line(std::size_t numbers) {
    constexpr std::size_t line = sizeof(T) < line_bytes ? line_bytes / sizeof(T) : 1;
    return (numbers + line - 1) / line * line;
}

/// The shapes of variables in a type, where a debugger finds them (show/gdb_printers.py).
template <shape... Extents> struct shapes {};

}  // namespace detail

/// Numbers for the given variables, all in one aligned buffer: `p[W](0, 1)`, `p.data()`. A gradient
/// is an object of the same type, so that parameter and derivative stand at the same place. Starts
/// as zeros; allocates once, when it is made or copied.
template <class T, variable... Variables>
class parameters : detail::shapes<Variables::extent()...> {
public:
    using value_type = T;

    parameters() : numbers_(total) {}
    /// `parameters<double, ...> p(tuple)`: of the variables that the tuple names.
    template <class... Named>
        requires(std::is_same_v<detail::all_named<Named...>, detail::variable_list<Variables...>>)
    explicit parameters(const boost::hana::tuple<Named...>&) : parameters() {}

    /// The numbers of one variable, in place.
    template <variable X> auto operator[](X) { return view_of<T, X>(data() + offset<X>()); }
    template <variable X> auto operator[](X) const {
        return view_of<const T, X>(data() + offset<X>());
    }

    T* data() { return numbers_.data(); }
    const T* data() const { return numbers_.data(); }
    /// Numbers in the buffer, gaps included: the extent of a pass over all of them.
    static constexpr std::size_t size() { return total; }
    /// Parameters, gaps not included.
    static constexpr std::size_t count() {
        return (std::size_t{0} + ... + static_cast<std::size_t>(Variables::extent().size()));
    }
    number_span<T> all() { return {data(), total}; }
    number_span<const T> all() const { return {data(), total}; }

    /// Where a variable starts in the buffer.
    template <variable X> static constexpr std::size_t offset() {
        return offsets[detail::gradient_variables<Variables...>::template index<X>()];
    }

    /// The same parameters in another number type.
    template <class U> parameters<U, Variables...> to() const {
        parameters<U, Variables...> result;
        (copy_numbers<Variables>(result), ...);
        return result;
    }

private:
    struct layout_table {
        std::size_t at[sizeof...(Variables) + 1]{};
        constexpr std::size_t operator[](std::size_t i) const { return at[i]; }
    };

    static constexpr layout_table make_layout() {
        layout_table result;
        std::size_t i = 0;
        ((result.at[i + 1] = result.at[i] + detail::to_line<T>(static_cast<std::size_t>(
                                                Variables::extent().size())),
          ++i),
         ...);
        return result;
    }

    template <class Number, variable X> static auto view_of(Number* first) {
        if constexpr (X::extent().rank == 2)
            return tensor_view<Number, X::extent().rows, X::extent().columns>{first};
        else return tensor_view<Number, X::extent().size()>{first};
    }

    template <variable X, class U> void copy_numbers(parameters<U, Variables...>& to) const {
        const auto from = (*this)[X{}];
        auto target = to[X{}];
        for (std::size_t i = 0; i < from.size(); ++i)
            target.data()[i] = static_cast<U>(from.data()[i]);
    }

    static constexpr layout_table offsets = make_layout();
    static constexpr std::size_t total = offsets[sizeof...(Variables)];

    buffer<T> numbers_;
};

namespace detail {

template <class T, class Named> struct parameters_of {
    using type = typename parameters_of<T, all_named<Named>>::type;
};
template <class T, class... Named> struct parameters_of<T, boost::hana::tuple<Named...>> {
    using type = typename parameters_of<T, all_named<Named...>>::type;
};
template <class T, class... Variables> struct parameters_of<T, variable_list<Variables...>> {
    using type = parameters<T, Variables...>;
};

template <class T, int... Extents> struct numbers_of<tensor_view<T, Extents...>> {
    using type = std::remove_const_t<T>;
    using value = tensor_view<T, Extents...>;
    static constexpr bool fixed = true, contiguous = true;
    static constexpr shape extent() {
        return value::rank == 1 ? vector_shape(value::rows())
                                : matrix_shape(value::rows(), value::columns());
    }
    static constexpr bool fits(shape s) {
        return s == extent() || (s.rank == 0 && value::size() == 1);
    }
    static constexpr const T* data(const value& v) { return v.data(); }
};

}  // namespace detail

/// The parameters type for a Hana tuple of variables, or of arrays of them, which stand in it one
/// by one; also for one array: `parameters_for<double, decltype(w)>`, `p[w[2_c]]`.
template <class T, class Tuple>
using parameters_for = typename detail::parameters_of<T, std::remove_cvref_t<Tuple>>::type;

}  // namespace ctgrad
