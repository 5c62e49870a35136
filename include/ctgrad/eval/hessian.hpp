/// Hessians: all second derivatives of a scalar, as expressions and as numbers.
#pragma once

#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/hessian.hpp>

namespace ctgrad {

namespace detail {

/// Where the entries of an upper triangle are stored: those that are not 0 everywhere, row by row.
template <int Entries> struct triangle_slots {
    int at[Entries > 0 ? Entries : 1]{};  ///< -1: the entry is 0
    int count = 0;
};

template <class Graph> constexpr auto slots_of(const Graph& g) {
    triangle_slots<Graph::output_count> result;
    for (int o = 0; o < Graph::output_count; ++o) {
        const record& r = g.nodes[g.outputs[o]];
        const bool zero = r.op->kind == role::constant && r.p == 0;
        result.at[o] = zero ? -1 : result.count++;
    }
    return result;
}

template <class Triangle> inline constexpr auto slots = slots_of(frozen<Triangle>);

/// The entries that are stored.
template <class Triangle> struct nonzero_pass {
    static constexpr int expected_nodes = frozen<Triangle>.count + frozen<Triangle>.output_count;
    static constexpr void run(graph& g, list<int>& outputs) {
        frozen<Triangle>.thaw(g);
        for (int o = 0; o < frozen<Triangle>.output_count; ++o)
            if (slots<Triangle>.at[o] >= 0) outputs.push(frozen<Triangle>.outputs[o]);
    }
};

}  // namespace detail

/// The numbers of a Hessian: `h[x][y]` is a number or a tensor (rows for x), by value. Stored are
/// the entries of the upper triangle that are not 0 for every argument.
template <class T, expression F, variable... Variables> class hessian_values {
    using triangle = detail::upper_triangle_pass<F::id, Variables::id...>;
    static constexpr const auto& slots = detail::slots<triangle>;
    static constexpr int extent = (0 + ... + Variables::extent().size());

    T numbers[slots.count > 0 ? slots.count : 1];

    template <variable X> static constexpr int offset() {
        int rows = 0;
        bool found = false;
        ((found = found || Variables::id == X::id, rows += found ? 0 : Variables::extent().size()),
         ...);
        return rows;
    }

    constexpr T number(int i, int j) const {
        const int slot = slots.at[detail::place_in_triangle(i, j, extent)];
        return slot < 0 ? T(0) : numbers[slot];
    }

    template <variable X> struct row {
        const hessian_values& all;

        template <variable Y> constexpr auto operator[](Y) const {
            static_assert(((Variables::id == Y::id) || ...), "h[x][y]: y was given to hessian");
            constexpr shape rows = X::extent(), columns = Y::extent();
            constexpr int from = offset<X>(), to = offset<Y>();
            if constexpr (rows.rank == 0 && columns.rank == 0) return all.number(from, to);
            else {
                constexpr shape block = detail::block_shape(rows, columns);
                detail::value_t<T, block> result{};
                for (int i = 0; i < rows.size(); ++i)
                    for (int j = 0; j < columns.size(); ++j)
                        detail::numbers(result)[i * columns.size() + j] =
                            all.number(from + i, to + j);
                return result;
            }
        }
    };

public:
    /// Numbers that are stored, and that a call computes.
    static constexpr int size = slots.count;

    template <variable X> constexpr auto operator[](X) const {
        static_assert(((Variables::id == X::id) || ...), "h[x][y]: x was given to hessian");
        return row<X>{*this};
    }

    CTGRAD_INLINE friend constexpr auto outputs_of(hessian_values& h) {
        return detail::consecutive<T>{h.numbers};
    }
};

/// The second derivatives of a scalar by several variables: `H[x][y]` is an expression (a matrix
/// for two vectors, rows for x), `H(x = 1.0, y = 2.0)` computes all of them: hessian_values.
template <expression F, variable... Variables> struct hessian_expressions {
    using pass = detail::hessian_pass<F::id, Variables::id...>;

    template <variable X> struct row {
        template <variable Y> constexpr auto operator[](Y) const {
            constexpr int n = sizeof...(Variables);
            return detail::output_expression<pass, n * index<X>() + index<Y>()>();
        }
    };
    template <variable X> constexpr auto operator[](X) const { return row<X>{}; }

    /// All numbers by one program.
    template <class... Bindings>
    CTGRAD_INLINE constexpr auto operator()(const Bindings&... bindings) const {
        using T = detail::number_of_call_t<Bindings...>;
        using entries = detail::nonzero_pass<detail::upper_triangle_pass<F::id, Variables::id...>>;
        return detail::call<program<entries>, F::id, T, hessian_values<T, F, Variables...>>(
            bindings...);
    }

    template <variable X> static constexpr int index() {
        int i = 0;
        static_cast<void>(((Variables::id == X::id || (++i, false)) || ...));
        static_assert(((Variables::id == X::id) || ...), "H[x][y]: x and y were given to hessian");
        return i;
    }
};

/// All second derivatives of a scalar f by these variables. By one variable alone: an expression.
template <operand F, operand X, operand... More> constexpr auto hessian(F, X, More...) {
    using namespace detail;
    if constexpr (!variable<X> || !(variable<More> && ...))
        return refuse<&not_a_variable<F, X>, F>();
    else if constexpr (extent_of<F>.rank != 0) return refuse<&not_a_scalar_loss<"hessian", F>, F>();
    else if constexpr (sizeof...(More) == 0)
        return output_expression<hessian_pass<id_of<F>, X::id>, 0>();
    else return hessian_expressions<decltype(as_expression(F{})), X, More...>{};
}

namespace detail {

template <class F, class... X> constexpr auto hessian_by(F f, variable_list<X...>) {
    return hessian(f, X{}...);
}

}  // namespace detail

/// The same where arrays of variables are among them: `h[x[0_c]][x[1_c]]`.
template <operand F, class... Variables>
    requires detail::names_arrays<Variables...>
constexpr auto hessian(F f, Variables...) {
    return detail::hessian_by(f, detail::all_named<Variables...>{});
}

}  // namespace ctgrad
