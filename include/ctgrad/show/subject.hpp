/// What programs are written of: an expression, a gradient, or a value with its gradient.
#pragma once

#include <ctgrad/core/array.hpp>
#include <ctgrad/eval/hessian.hpp>
#include <ctgrad/show/written.hpp>

namespace ctgrad {

namespace detail {

/// The pass that makes the outputs: the value, if there is one, then a derivative by each variable.
template <class X> struct subject;

template <identity Id, auto Text> struct subject<expr<Id, Text>> {
    using pass = value_pass<Id>;
    static constexpr identity root = Id;
    static constexpr bool value = true;
    static constexpr int variables = 0;
    static constexpr core::text_view names[1]{};
};

template <expression F, class... Variables> struct subject<gradient_expressions<F, Variables...>> {
    using pass = gradient_pass<false, F::id, Variables::id...>;
    static constexpr identity root = F::id;
    static constexpr bool value = false;
    static constexpr int variables = static_cast<int>(sizeof...(Variables));
    static constexpr core::text_view names[variables + 1] = {
        entry_of<Variables::id>.content.name..., ""};
};

template <expression F, class... Variables>
struct subject<value_and_gradient_expressions<F, Variables...>>
    : subject<gradient_expressions<F, Variables...>> {
    using pass = gradient_pass<true, F::id, Variables::id...>;
    static constexpr bool value = true;
};

/// Second derivatives, row by row: names[k] and then second[k].
template <expression F, class... Variables> struct subject<hessian_expressions<F, Variables...>> {
    static constexpr int count = static_cast<int>(sizeof...(Variables));
    using pass = hessian_pass<F::id, Variables::id...>;
    static constexpr identity root = F::id;
    static constexpr bool value = false;
    static constexpr int variables = count * count;

    static constexpr auto each(bool rows) {
        const core::text_view all[] = {entry_of<Variables::id>.content.name...};
        core::array<core::text_view, static_cast<unsigned>(count * count)> result{};
        for (int i = 0; i < count; ++i)
            for (int j = 0; j < count; ++j)
                result[static_cast<unsigned>(i * count + j)] = all[rows ? i : j];
        return result;
    }
    static constexpr auto names = each(true);
    static constexpr auto second = each(false);
};

}  // namespace detail

/// An expression, `gradient(f, x...)`, `value_and_gradient(f, x...)` or `hessian(f, x, y...)`.
template <class X>
concept computation = requires { typename detail::subject<std::remove_cvref_t<X>>::pass; };

namespace detail {

/// What a text of a computation is written of: its nodes, each once, and which of them it gives.
struct shown_graph {
    graph nodes;
    list<int> outputs;
    list<core::text_view> variables;  ///< per derivative among the outputs
    list<core::text_view> second;     ///< the same of second derivatives, else empty
    bool value = false;               ///< the first output is the value
};

/// The text of a computation, by a struct with `static constexpr void write(shown_graph&,
/// long_text&)`.
template <class Writer, class X> struct program_text {
    static constexpr void write(long_text& out) {
        using shown = subject<X>;
        constexpr const auto& frozen_nodes = frozen<typename shown::pass>;
        shown_graph g;
        frozen_nodes.thaw(g.nodes);
        for (int o : frozen_nodes.outputs) g.outputs.push(o);
        for (unsigned k = 0; k < shown::variables; ++k) g.variables.push(shown::names[k]);
        if constexpr (requires { shown::second; })
            for (const core::text_view& name : shown::second) g.second.push(name);
        g.value = shown::value;
        Writer::write(g, out);
    }
};

}  // namespace detail

}  // namespace ctgrad
