/// How a derivative comes about, step by step: `derivation(f, x)`, `text(derivation(f, x))`.
#pragma once

#include <ctgrad/expr/directional.hpp>
#include <ctgrad/expr/jacobian.hpp>
#include <ctgrad/expr/linear.hpp>
#include <ctgrad/show/derivation_notation.hpp>

namespace ctgrad {

namespace detail {

/// The Jacobian, of a scalar the gradient. Not diff, which may know another form of it, where f is
/// itself a derivative or its own.
template <expression F, expression X> constexpr auto derived_by(F f, X x) {
    if constexpr (F::extent().rank == 0) return vjp(f, x, constant_expression<1, 1>());
    else if constexpr (X::extent().rank == 0) return jvp(f, x, constant_expression<1, 1>());
    else return jacobian(f, x);
}

}  // namespace detail

/// The derivation of df/dx, from `derivation(f, x)`. Where the Jacobian is no product of matrices,
/// `function` is the inner product of `cotangent`, any vector w, and f: else that is void.
template <expression F, expression X, class Cotangent = void> struct derivation_of {
    static constexpr F function{};
    static constexpr X by{};
    using cotangent = Cotangent;
    static constexpr auto result = detail::derived_by(function, by);  ///< what it ends with

    /// The steps in a notation: an array of derivation_step. Each tells which rule of
    /// differentiation or law of algebra makes which terms what. The last one leads to `result`.
    template <written_as How = written_as::text> static constexpr const auto& steps() {
        return detail::written_in<How, F, X>.steps;
    }
};

namespace detail {

template <operand F, operand X, core::label Requirement> constexpr auto no_derivation() {
    sentence out;
    out << "derivation(" << text_of<id_of<F>>().view() << ", " << text_of<id_of<X>>().view()
        << "): " << Requirement.view();
    return out;
}

/// Clang limits how long a constant may take to compute.
inline constexpr int most_derived = 200;

template <identity Id> constexpr int nodes_of() {
    graph g;
    load(g, entry_of<Id>);
    return g.nodes.size;
}

template <operand F, operand X> constexpr auto too_large_to_derive() {
    sentence out;
    out << "derivation: of at most " << most_derived << " different nodes; this expression has "
        << nodes_of<id_of<F>>();
    return out;
}

/// Whether the Jacobian is a product of matrices, by matrix_jacobian.
template <identity F, identity X> constexpr bool in_matrices() {
    graph g;
    const int f = load(g, entry_of<F>), x = load(g, entry_of<X>);
    return matrix_jacobian(g, x).of(f) >= 0;
}

/// A letter that no variable of a formula is called.
template <identity F> constexpr char letter_of_cotangent() {
    graph g;
    load(g, entry_of<F>);
    for (char letter : core::text_view("wucpqrsaefghijklmnotvxyz")) {
        bool taken = false;
        for (const record& r : g.nodes)
            taken = taken || same_text(r.name, core::text_view(&letter, 1));
        if (!taken) return letter;
    }
    return 'W';
}

/// The derivation of the inner product with any w.
template <expression F, expression X> constexpr auto derivation_with_cotangent() {
    constexpr char letter[] = {letter_of_cotangent<F::id>(), '\0'};
    constexpr shape extent = F::extent();
    if constexpr (extent.rank == 1) {
        constexpr auto w = vector<core::label(letter), extent.rows>;
        constexpr auto inner = dot(w, F{});
        return derivation_of<decltype(as_expression(inner)), X, decltype(as_expression(w))>{};
    } else {
        constexpr auto w = matrix<core::label(letter), extent.rows, extent.columns>;
        constexpr auto inner = sum(hadamard(w, F{}));
        return derivation_of<decltype(as_expression(inner)), X, decltype(as_expression(w))>{};
    }
}

template <auto Sentence, class X = std::remove_const_t<decltype(scalar<"x">)>>
constexpr auto refuse_derivation() {
    fail_with<Sentence>();
    return derivation_of<X, X>{};
}

}  // namespace detail

/// The derivation of df/dx, for f and a variable x of any shapes.
/// Of a scalar, the chain rule from the outermost operation inwards, as textbooks write it. A line
/// is a sum of adjoints times derivatives that are yet to be carried out, d/dx(u); by a vector or
/// matrix it is one of inner products with differentials, dot(adjoint, d(u)), and the gradient is
/// what stands before d(x).
/// Of a vector or matrix by a scalar, one derivative after the other from the variable up.
/// Of a vector by a vector, the same chain of differentials, d(f) = ... = J d(x), which ends with J
/// = jacobian(f, x). Where that is no product of matrices (parts of vectors, matrices that depend
/// on x), and where f or x is a matrix, the inner product of f with any w is derived: the gradient
/// is vjp(f, x, w), and row i of the Jacobian is the one where w is 1 at i and 0 elsewhere.
/// Layers and what else a large formula repeats have the names of `listing`. Of at most 200
/// different nodes: an error beyond.
template <operand F, operand X> constexpr auto derivation(F, X) {
    using namespace detail;
    using variable_type = decltype(as_expression(X{}));
    using function = decltype(as_expression(F{}));
    if constexpr (!variable<variable_type>)
        return refuse_derivation<
            &no_derivation<F, X, "an expression is differentiated by a variable">>();
    else if constexpr (nodes_of<id_of<F>>() > most_derived)
        return refuse_derivation<&too_large_to_derive<F, X>>();
    else if constexpr (extent_of<F>.rank != 0 && extent_of<X>.rank != 0) {
        if constexpr (in_matrices<id_of<F>, id_of<X>>())
            return derivation_of<function, variable_type>{};
        else return derivation_with_cotangent<function, variable_type>();
    } else return derivation_of<function, variable_type>{};
}

/// The derivation in lines that read as C++ with this library, with the rule behind each.
template <expression F, expression X, class C>
constexpr core::text_view text(derivation_of<F, X, C>) {
    return detail::written_by<detail::derivation_lines<written_as::text, F, X, C>>;
}

/// The same in Unicode's mathematical characters.
template <expression F, expression X, class C>
constexpr core::text_view unicode(derivation_of<F, X, C>) {
    return detail::written_by<detail::derivation_lines<written_as::unicode, F, X, C>>;
}

/// The same for a LaTeX document's mathematics mode: an `aligned` (needs amsmath).
template <expression F, expression X, class C>
constexpr core::text_view latex(derivation_of<F, X, C>) {
    return detail::written_by<detail::latex_derivation<F, X, C>>;
}

/// The same as a table in HTML, with formulas in MathML: a fragment for a page, without scripts
/// (UTF-8).
template <expression F, expression X, class C>
constexpr core::text_view html(derivation_of<F, X, C>) {
    return detail::written_by<detail::html_derivation<F, X, C>>;
}

}  // namespace ctgrad
