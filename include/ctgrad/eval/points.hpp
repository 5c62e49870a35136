/// Values and gradients at many points: `over_points(f)` computes as many at once as a register has
/// lanes.
#pragma once

#include <cstddef>

#include <ctgrad/eval/array_binding.hpp>
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/eval/point_run.hpp>

namespace ctgrad {

/// Where results go: one span each, with one row per point.
template <class T, int Count> struct result_spans {
    number_span<T> at[Count];
};

namespace detail {

template <class T, identity F, class Binding> constexpr auto wrong_point_rows() {
    sentence out;
    out << text_of<Binding::id>().view() << " = rows(...): over_points<T> takes rows of T, as its "
        << "results are; over_points without a type those of double";
    return out;
}

template <identity F> constexpr auto no_point_rows() {
    sentence out;
    out << "over_points(" << text_of<F>().view()
        << "): at least one variable must be bound to rows(...), with one row per point";
    return out;
}

template <class T, class Binding> constexpr bool is_of_type() {
    return !is_rows<typename Binding::value_type> ||
           std::is_same_v<typename Binding::number_type, T>;
}

template <class T, identity F, class Binding> constexpr void check_point_rows() {
    if constexpr (!is_of_type<T, Binding>()) fail_with<&wrong_point_rows<T, F, Binding>>();
}

/// Points of one register take their steps together.
template <class Binding> constexpr bool is_one_length() {
    return !is_rows<typename Binding::value_type> ||
           most_of_length<typename Binding::variable_type> == 0;
}
template <class Binding> constexpr auto length_of_points() {
    sentence out;
    out << text_of<Binding::id>().view() << " = rows(...): all points of over_points run the same "
        << "number of steps; make_batch_output takes one for each";
    return out;
}
template <class Binding> constexpr void check_point_length() {
    if constexpr (!is_one_length<Binding>()) fail_with<&length_of_points<Binding>>();
}

template <const auto& Program, class T, identity F, class... Bindings>
constexpr bool check_point_bindings() {
    if constexpr (!all({is_of_type<T, Bindings>()...})) {
        (check_point_rows<T, F, Bindings>(), ...);
        return false;
    } else if constexpr (!all({is_one_length<Bindings>()...})) {
        (check_point_length<Bindings>(), ...);
        return false;
    } else if constexpr (all({!is_rows<typename Bindings::value_type>...})) {
        fail_with<&no_point_rows<F>>();
        return false;
    } else return check_bindings<Program, F, Bindings...>();
}

/// The number of points, which all rows have; -1: not known yet.
template <class Binding> void count_points(const Binding& bound, std::ptrdiff_t& points) {
    if constexpr (is_rows<typename Binding::value_type>) {
        const std::ptrdiff_t count = count_whole_rows(bound);
        if (points < 0) points = count;
        if (count != points)
            refuse_batch(name_text<Binding::id>.view(),
                         "the number of points must be that of the other rows, ", points, count);
    } else {
        check_size(bound);
        check_symmetry(bound);
        check_bound_length(bound);
    }
}

[[noreturn]] inline void refuse_results(core::text_view name, bool value, std::ptrdiff_t points,
                                        int width, std::size_t found) {
    core::throw_invalid_argument({"over_points: the ", value ? "value" : "derivative by ",
                                  value ? "" : name, " takes ", points * width, " numbers, ", width,
                                  " for each of ", points, " points, the span has ", found});
}

/// Which inputs differ from point to point.
template <int Inputs> struct input_flags {
    bool at[Inputs + 1]{};
};

template <const auto& Program, class... Bindings> constexpr auto find_varying() {
    const bool by_binding[] = {is_rows<typename Bindings::value_type>...};
    input_flags<Program.input_count> result;
    for (int k = 0; k < Program.input_count; ++k)
        result.at[k] = by_binding[matched<Program, Bindings...>.at[k]];
    return result;
}
template <const auto& Program, class... Bindings>
inline constexpr auto varying = find_varying<Program, Bindings...>();

}  // namespace detail

/// A program at many points. A call takes the spans of the results, in braces where there are
/// several, and bindings: `x = rows(numbers)` gives every point a row of its own, `c = 2.0` is the
/// same for all. The results are the value, then the derivatives in the order of the variables; a
/// span takes as many numbers per point as the result has entries, row by row.
///   over_points(value_and_gradient(f, x, y))({values, by_x, by_y}, x = rows(xs), y = rows(ys),
///                                            c = 2.0);
/// Any number of points. Fastest where all rows and results are single numbers without gaps: they
/// are then read and written in place. A result may lie exactly where rows as wide do, but must not
/// overlap anything otherwise. Functions are the kernel's (kernel/elementary.hpp: errors of at most
/// 5 units in the last place), and where it has none, those of std. Allocates nothing; its memory
/// is a register for each number of the program, on the stack. Errors (std::invalid_argument): rows
/// of unequal count, a result of another size.
template <class T, identity F, class Pass, bool Value, class... Variables> struct point_function {
    static constexpr int results = static_cast<int>(sizeof...(Variables)) + Value;

    template <class... Bindings>
    void operator()(const result_spans<T, results>& to, const Bindings&... bindings) const {
        const auto single = [&](const auto&... each) { run_all(to, each...); };
        detail::with_single_bindings(single, bindings...);
    }
    template <class... Bindings>
        requires(results == 1)
    void operator()(number_span<T> to, const Bindings&... bindings) const {
        (*this)(result_spans<T, 1>{{to}}, bindings...);
    }

private:
    template <class... Bindings>
    static void run_all(const result_spans<T, results>& to, const Bindings&... bindings) {
        if constexpr (detail::check_point_bindings<program<Pass>, T, F, Bindings...>()) {
            std::ptrdiff_t points = -1;
            const int counted[] = {(detail::count_points(bindings, points), 0)...};
            static_cast<void>(counted);
            run<Bindings...>(to, points, detail::point_view<T, Bindings>(bindings)...);
        }
    }
    template <class... Bindings>
    static void run(const result_spans<T, results>& to, std::ptrdiff_t points,
                    const detail::point_view<T, Bindings>&... views) {
        constexpr const auto& all = program<Pass>;
        constexpr const auto& match = detail::matched<all, Bindings...>;
        const detail::point_rows<const T> bound[] = {views.rows()...};
        detail::point_rows<const T> values[all.input_count + 1];
        for (int k = 0; k < all.input_count; ++k) values[k] = bound[match.at[k]];
        detail::point_rows<T> places[results];
        for (int k = 0; k < results; ++k) {
            constexpr core::text_view names[] = {detail::name_text<Variables::id>.view()..., ""};
            const int width = all.outputs[k].size();
            if (to.at[k].size() !=
                static_cast<std::size_t>(points) * static_cast<std::size_t>(width))
                detail::refuse_results(Value && k == 0 ? "" : names[k - Value], Value && k == 0,
                                       points, width, to.at[k].size());
            places[k] = {to.at[k].data(), static_cast<std::size_t>(width)};
        }
        detail::point_runner<all, detail::varying<all, Bindings...>, T>::run(
            values, places, static_cast<std::size_t>(points));
    }
};

/// An expression of any shape at many points.
template <class T = double, operand F> constexpr auto over_points(F) {
    constexpr identity id = detail::id_of<F>;
    return point_function<T, id, detail::value_pass<id>, true>{};
}

/// A gradient, or a value and its gradient.
template <class T = double, expression F, class... Variables>
constexpr auto over_points(gradient_expressions<F, Variables...>) {
    using pass = typename gradient_expressions<F, Variables...>::pass;
    return point_function<T, F::id, pass, false, Variables...>{};
}
template <class T = double, expression F, class... Variables>
constexpr auto over_points(value_and_gradient_expressions<F, Variables...>) {
    using pass = typename value_and_gradient_expressions<F, Variables...>::pass;
    return point_function<T, F::id, pass, true, Variables...>{};
}

}  // namespace ctgrad
