/// What expressions are partial derivatives of: so that those in any order are the same type,
/// however calls of diff are nested.
///
/// No rules of algebra bring all forms of a mixed derivative to one. So a derivative is remembered:
/// its origin (function, variable) hangs in the registry on an identity that belongs to its own,
/// and diff(diff(f, y), x) is what diff(f, x, y) is: f differentiated in one order, that of the
/// smallest derivatives.
///
/// The type of a derivative is that of the same formula written by hand. So that one has the
/// origin, too, once a call of diff has made it known: the value of its derivatives is the same,
/// their form may be another. A formula has one origin, the first that was found; each pair of
/// function and variable asks for it once, and the answer stays to the end of the translation unit.
/// Another one may know another origin. So an inline function that several of them share should not
/// return memory laid out by such a form.
///
/// Not remembered is where a function came back to itself: f, if f is its own second derivative by
/// y (sinh) or its fourth (sin), is no derivative. Its first: calculus/own_derivative.hpp.
#pragma once

#include <ctgrad/calculus/equal_partials.hpp>
#include <ctgrad/calculus/order.hpp>
#include <ctgrad/expr/registry.hpp>

namespace ctgrad::detail {

/// Where a derivative comes from.
struct partial {
    identity function = 0;
    identity variable = 0;
};

constexpr identity origin_identity(identity derivative) {
    constexpr identity name = hash("origin");
    return mix(name, derivative);
}

/// In larger formulas, variables that have the same derivative are not looked for: no compiler
/// takes calls that are nested deeper in a constant.
inline constexpr int most_looked_through = 400;

/// Variables, repeated ones as often as they are.
template <int Count> struct order_of_partials {
    static constexpr int count = Count;
    identity at[Count]{};

    /// All but number Left.
    template <int Left> constexpr order_of_partials<Count - 1> without() const {
        order_of_partials<Count - 1> result;
        for (int i = 0; i + 1 < Count; ++i) result.at[i] = at[i < Left ? i : i + 1];
        return result;
    }
};

/// The variables of a derivative in the order of their names, one variable for all by which the
/// function has the same derivative (as far as that shows, calculus/equal_partials.hpp): diff(u, t)
/// of u(x + t) does not tell whether it is that or diff(u, x).
template <int Count>
constexpr order_of_partials<Count> by_name(const entry& function,
                                           const entry* const (&variables)[Count]) {
    bool alike = true;
    for (const entry* const x : variables)
        alike = alike && x->content.id == variables[0]->content.id;
    const record* chosen[Count]{};
    for (int i = 0; i < Count; ++i) chosen[i] = &variables[i]->content;
    graph g;
    if (!alike && function.content.size <= most_looked_through && has_variables_in_sums(function)) {
        const equal_partials of(g, load(g, function));
        for (const record*& x : chosen)
            if (const int node = g.find(x->id); node >= 0) x = &g.nodes.data[of.first(node)];
    }
    const auto before = [](const record& a, const record& b) {
        const int order = compare_text(a.name, b.name);
        return order != 0 ? order < 0 : a.id < b.id;  // of other shapes
    };
    order_of_partials<Count> result;
    for (int i = 0; i < Count; ++i) {
        const record* const x = chosen[i];
        int k = i;
        for (; k > 0 && before(*x, *chosen[k - 1]); --k) chosen[k] = chosen[k - 1];
        chosen[k] = x;
    }
    for (int i = 0; i < Count; ++i) result.at[i] = chosen[i]->id;
    return result;
}

/// A function and the variables by which it is differentiated, once each.
template <identity Function, identity... Variables> struct partials {
    static constexpr identity function = Function;
    static constexpr int count = static_cast<int>(sizeof...(Variables));
    template <identity... More> using by = partials<Function, Variables..., More...>;
};

template <class Partials> inline constexpr int order_of = 0;
template <identity Function, identity... Variables>
inline constexpr auto order_of<partials<Function, Variables...>> =
    by_name(entry_of<Function>, {&entry_of<Variables>...});

/// All that is known of F when it is differentiated by X: the function that F comes from, itself if
/// it is no derivative, with the variables. The compiler keeps the answer to <F, X>.
template <identity F, identity X, identity Id = F, identity... Variables>
constexpr auto origin_of() {
    if constexpr (requires { definition_of(key<origin_identity(Id)>{}); }) {
        constexpr partial from = definition_of(key<origin_identity(Id)>{});
        return origin_of<F, X, from.function, from.variable, Variables...>();
    } else return partials<Id, Variables...>{};
}

/// Whether D is F or among what F comes from, asked when F was differentiated by X.
template <identity D, identity F, identity X, identity Id = F> constexpr bool comes_from() {
    if constexpr (Id == D) return true;
    else if constexpr (requires { definition_of(key<origin_identity(Id)>{}); }) {
        constexpr partial from = definition_of(key<origin_identity(Id)>{});
        return comes_from<D, F, X, from.function>();
    } else return false;
}

/// Remembers that D is the derivative of F by X, if nothing is known of D. Variables and constants
/// have the same derivatives however they came about. No expression comes from itself: exp(x) is
/// its own derivative, sin(x) its fourth.
template <identity D, identity F, identity X> constexpr bool remember() {
    if constexpr (entry_of<D>.content.count == 0) return true;
    else if constexpr (requires { definition_of(key<origin_identity(D)>{}); }) return true;
    else if constexpr (comes_from<D, F, X>()) return true;
    else return is_defined<origin_identity(D), partial{F, X}>;
}

}  // namespace ctgrad::detail
