/// Expressions as ordinary nested types, and back: `spelled_t<decltype(e)>`, `expression_t<S>`.
#pragma once

#include <ctgrad/expr/build.hpp>
#include <ctgrad/show/spelled_types.hpp>

namespace ctgrad {

namespace detail {

/// Trees of more nodes are not spelled: names of nested types grow with every level.
inline constexpr int largest_spelled = 200;

template <identity Id> constexpr auto too_large_to_spell() {
    sentence out;
    out << "spelled_t: an expression of at most " << largest_spelled
        << " nodes, written as a tree; this one has " << entry_of<Id>.content.size;
    return out;
}

/// What stands for a type in the result of a function.
template <class T> struct spelled_as {
    using type = T;
};

template <identity Id> constexpr auto spelled_variable() {
    constexpr const record& r = entry_of<Id>.content;
    constexpr core::text_view name = r.name;
    constexpr core::label<name.size() + 1> label(name);
    if constexpr (r.extent.rank == 0) return spelled_as<spelled::scalar<label>>{};
    else if constexpr (r.extent.rank == 1)
        return spelled_as<spelled::vector<label, r.extent.rows>>{};
    else if constexpr (r.p != 0) return spelled_as<spelled::symmetric<label, r.extent.rows>>{};
    else return spelled_as<spelled::matrix<label, r.extent.rows, r.extent.columns>>{};
}

template <identity Id> constexpr auto spelled_node();

template <identity Id> using spelled_of = typename decltype(spelled_node<Id>())::type;

template <identity Id, int... K> constexpr auto spelled_call(std::integer_sequence<int, K...>) {
    constexpr const record& r = entry_of<Id>.content;
    using operation = operation_with<r.op->key>;
    using first = spelled_of<entry_of<Id>.operand(0).content.id>;
    if constexpr (r.op->kind == role::power) return spelled_as<spelled::power<first, r.p, r.q>>{};
    else if constexpr (r.op == &descriptor<operations::slice>)
        return spelled_as<spelled::slice<first, r.p, r.q, r.extent>>{};
    else if constexpr (r.op == &descriptor<operations::place>)
        return spelled_as<spelled::place<first, r.p, r.extent>>{};
    else if constexpr (r.op == &descriptor<operations::one_hot>)
        return spelled_as<spelled::one_hot<first, static_cast<int>(r.p)>>{};
    else if constexpr (r.op == &descriptor<operations::diagonal_matrix>)
        return spelled_as<spelled::diagonal_matrix<first, r.extent.rows, r.extent.columns>>{};
    else if constexpr (r.op == &descriptor<operations::scan>)
        return spelled_as<
            spelled::scan<r.p, r.q, r.extent, spelled_of<entry_of<Id>.operand(K).content.id>...>>{};
    else if constexpr (r.op == &descriptor<operations::stack>)
        return spelled_as<
            spelled::stack<r.extent, spelled_of<entry_of<Id>.operand(K).content.id>...>>{};
    else if constexpr (r.p != 0 || r.q != 0)
        return spelled_as<spelled::term_with<operation, r.p, r.q, r.extent,
                                             spelled_of<entry_of<Id>.operand(K).content.id>...>>{};
    else
        return spelled_as<decltype(spelled::spell(
            spelled::term<operation, spelled_of<entry_of<Id>.operand(K).content.id>...>{}))>{};
}

template <identity Id> constexpr auto spelled_node() {
    constexpr const record& r = entry_of<Id>.content;
    if constexpr (r.op->kind == role::variable) return spelled_variable<Id>();
    else if constexpr (r.op->kind == role::constant)
        return spelled_as<spelled::constant<r.p, r.q, r.extent>>{};
    else if constexpr (r.op == &descriptor<operations::step_variable> && r.name.size > 0)
        return spelled_as<
            spelled::step_of<static_cast<int>(r.p), spelled_of<static_cast<identity>(r.q)>>>{};
    else if constexpr (r.op == &descriptor<operations::step_variable>)
        return spelled_as<spelled::step<static_cast<int>(r.p), static_cast<int>(r.q), r.extent>>{};
    else if constexpr (r.count == 0)
        return spelled_as<decltype(spelled::spell(spelled::term<operation_with<r.op->key>>{}))>{};
    else {
        constexpr int count = r.count;
        return spelled_call<Id>(std::make_integer_sequence<int, count>{});
    }
}

template <expression E> constexpr auto spelled_expression() {
    if constexpr (entry_of<E::id>.content.size > largest_spelled) {
        fail_with<&too_large_to_spell<E::id>>();
        return spelled_as<void>{};
    } else return spelled_node<E::id>();
}

template <class Spelled> struct spelled_pass {
    static constexpr void run(graph& g, list<int>& outputs) { outputs.push(Spelled::build(g)); }
};

}  // namespace detail

/// The expression as a nested type of the templates in ctgrad::spelled, for those who study types:
/// sum<product<cos<scalar<"x">>, ...>, ...>. For trees of up to 200 nodes; an error beyond.
template <class E>
    requires expression<std::remove_cvref_t<E>>
using spelled_t = typename decltype(detail::spelled_expression<std::remove_cvref_t<E>>())::type;

/// The expression that a nested type spells, node by node, without any simplification.
template <class Spelled>
using expression_t = decltype(detail::output_expression<detail::spelled_pass<Spelled>, 0>());

}  // namespace ctgrad
