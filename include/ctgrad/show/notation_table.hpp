/// How every operation is written: one row each, for mathematics, C++ and Python.
#pragma once

#include <ctgrad/calculus/operations.hpp>
#include <ctgrad/core/text_view.hpp>

namespace ctgrad {

namespace detail {

/// How an operation stands in mathematics.
enum class typeset : unsigned char {
    call,         ///< f(u, v)
    symbol,       ///< a constant
    fence,        ///< |u|: left and right symbol, a space between
    indicator,    ///< [u < v]
    superscript,  ///< u^T
    operators,    ///< by rules of its own: sums, products, powers, parts
};

/// Texts of C++ and Python are patterns: {0}, {1}, {2} stand for the operands, {p} and {q} for the
/// parameters, {n} and {n0} for the number of entries of the result and of the first operand, {y}
/// for the result. What is `operators` has only its sign there; programs know how to write it.
struct notation {
    identity key = 0;  ///< of the operation; its descriptor would be made for nothing
    typeset how = typeset::call;
    core::text_view unicode{};  ///< name or symbol; also MathML's
    core::text_view latex{};
    core::text_view cpp{};
    core::text_view python{};
};

}  // namespace detail

/// Where the operations are called by their names alone.
namespace operations::notations {

using detail::notation;
using detail::typeset;

template <class Operation>
constexpr notation row(typeset how, core::text_view unicode, core::text_view latex,
                       core::text_view cpp, core::text_view python) {
    return {hash(Operation::name.view()), how, unicode, latex, cpp, python};
}

using enum typeset;

inline constexpr notation table[] = {
    row<sum>(operators, "+", "+", "+", "+"),
    row<product>(operators, "⊙", "\\odot", "*", "*"),
    row<power>(operators, "^", "^", "std::pow", "**"),
    row<pow>(operators, "^", "^", "std::pow({0}, {1})", "np.power({0}, {1})"),
    row<one_minus_square>(operators, "−", "-", "(1.0 - {0}) * (1.0 + {0})",
                          "(1 - {0}) * (1 + {0})"),
    row<pi>(symbol, "π", "\\pi", "std::acos(-1.0)", "np.pi"),
    row<exp>(call, "exp", "\\exp", "std::exp({0})", "np.exp({0})"),
    row<expm1>(call, "expm1", "\\operatorname{expm1}", "std::expm1({0})", "np.expm1({0})"),
    row<exp2>(call, "exp2", "\\operatorname{exp2}", "std::exp2({0})", "np.exp2({0})"),
    row<log>(call, "log", "\\log", "std::log({0})", "np.log({0})"),
    row<log1p>(call, "log1p", "\\operatorname{log1p}", "std::log1p({0})", "np.log1p({0})"),
    row<log2>(call, "log₂", "\\log_{2}", "std::log2({0})", "np.log2({0})"),
    row<log10>(call, "log₁₀", "\\log_{10}", "std::log10({0})", "np.log10({0})"),
    row<sin>(call, "sin", "\\sin", "std::sin({0})", "np.sin({0})"),
    row<cos>(call, "cos", "\\cos", "std::cos({0})", "np.cos({0})"),
    row<tan>(call, "tan", "\\tan", "std::tan({0})", "np.tan({0})"),
    row<asin>(call, "arcsin", "\\arcsin", "std::asin({0})", "np.arcsin({0})"),
    row<acos>(call, "arccos", "\\arccos", "std::acos({0})", "np.arccos({0})"),
    row<atan>(call, "arctan", "\\arctan", "std::atan({0})", "np.arctan({0})"),
    row<atan2>(call, "atan2", "\\operatorname{atan2}", "std::atan2({0}, {1})",
               "np.arctan2({0}, {1})"),
    row<sinh>(call, "sinh", "\\sinh", "std::sinh({0})", "np.sinh({0})"),
    row<cosh>(call, "cosh", "\\cosh", "std::cosh({0})", "np.cosh({0})"),
    row<tanh>(call, "tanh", "\\tanh", "std::tanh({0})", "np.tanh({0})"),
    row<log_cosh>(call, "log cosh", "\\log\\cosh", "log_cosh({0})",
                  "(np.logaddexp({0}, -({0})) - np.log(2))"),
    row<asinh>(call, "arsinh", "\\operatorname{arsinh}", "std::asinh({0})", "np.arcsinh({0})"),
    row<acosh>(call, "arcosh", "\\operatorname{arcosh}", "std::acosh({0})", "np.arccosh({0})"),
    row<atanh>(call, "artanh", "\\operatorname{artanh}", "std::atanh({0})", "np.arctanh({0})"),
    row<erf>(call, "erf", "\\operatorname{erf}", "std::erf({0})", "special.erf({0})"),
    row<erfc>(call, "erfc", "\\operatorname{erfc}", "std::erfc({0})", "special.erfc({0})"),
    row<tgamma>(call, "Γ", "\\Gamma", "std::tgamma({0})", "special.gamma({0})"),
    row<lgamma>(call, "lnΓ", "\\ln\\Gamma", "std::lgamma({0})", "special.gammaln({0})"),
    row<digamma>(call, "ψ", "\\psi", "digamma({0})", "special.digamma({0})"),
    row<polygamma>(operators, "ψ", "\\psi", "polygamma({0}, {1})", "special.polygamma({0}, {1})"),
    row<abs>(fence, "| |", "\\lvert \\rvert", "std::abs({0})", "np.abs({0})"),
    row<sign>(call, "sgn", "\\operatorname{sgn}", "({0} > 0.0 ? 1.0 : {0} < 0.0 ? -1.0 : {0})",
              "np.sign({0})"),
    row<floor>(fence, "⌊ ⌋", "\\lfloor \\rfloor", "std::floor({0})", "np.floor({0})"),
    row<relu>(call, "relu", "\\operatorname{relu}", "({0} < 0.0 ? 0.0 : {0})",
              "np.maximum({0}, 0)"),
    row<leaky_relu>(call, "leaky_relu", "\\operatorname{leaky\\_relu}",
                    "({0} > 0.0 ? {0} : {1} * {0})", "np.where({0} > 0, {0}, {1} * {0})"),
    row<elu>(call, "elu", "\\operatorname{elu}", "({0} > 0.0 ? {0} : std::expm1({0}))",
             "np.where({0} > 0, {0}, np.expm1(np.minimum({0}, 0)))"),
    row<hard_tanh>(call, "hard_tanh", "\\operatorname{hard\\_tanh}",
                   "std::min(std::max({0}, -1.0), 1.0)", "np.clip({0}, -1, 1)"),
    row<sigmoid>(call, "σ", "\\sigma", "sigmoid({0})", "special.expit({0})"),
    row<softplus>(call, "softplus", "\\operatorname{softplus}", "softplus({0})",
                  "np.logaddexp({0}, 0)"),
    row<softsign>(call, "softsign", "\\operatorname{softsign}", "{0} / (1.0 + std::abs({0}))",
                  "{0} / (1 + np.abs({0}))"),
    row<exactly>(call, "exactly", "\\operatorname{exactly}", "{0}", "{0}"),
    row<hypot>(call, "hypot", "\\operatorname{hypot}", "std::hypot({0}, {1})",
               "np.hypot({0}, {1})"),
    row<max>(call, "max", "\\max", "({0} < {1} || {1} != {1} ? {1} : {0})", "np.maximum({0}, {1})"),
    row<min>(call, "min", "\\min", "({1} < {0} || {1} != {1} ? {1} : {0})", "np.minimum({0}, {1})"),
    row<clamp>(call, "clamp", "\\operatorname{clamp}", "std::min(std::max({0}, {1}), {2})",
               "np.minimum(np.maximum({0}, {1}), {2})"),
    row<select>(operators, "if", "\\text{if } ", "({0} != 0.0 ? {1} : {2})",
                "np.where({0} != 0, {1}, {2})"),
    row<less>(indicator, "<", "<", "({0} < {1} ? 1.0 : 0.0)", "1.0 * ({0} < {1})"),
    row<less_equal>(indicator, "≤", "\\le", "({0} <= {1} ? 1.0 : 0.0)", "1.0 * ({0} <= {1})"),
    row<equal>(indicator, "=", "=", "({0} == {1} ? 1.0 : 0.0)", "1.0 * ({0} == {1})"),
    row<sum_of_entries>(operators, "sum", "\\operatorname{sum}", "+=", "np.sum({0})"),
    row<softmax>(call, "softmax", "\\operatorname{softmax}", "softmax({n}, {0}, {y});",
                 "np.exp({0} - np.max({0})) / np.sum(np.exp({0} - np.max({0})))"),
    row<log_sum_exp>(call, "log_sum_exp", "\\operatorname{log\\_sum\\_exp}",
                     "log_sum_exp({n0}, {0})", "special.logsumexp({0})"),
    row<one_hot>(call, "one_hot", "\\operatorname{one\\_hot}",
                 "for (int i = 0; i < {n}; ++i) {y}[i] = {0} == i ? 1.0 : 0.0;",
                 "1.0 * (np.arange({p}) == {0})"),
    row<transpose>(superscript, "ᵀ", "\\top", "[]", "{0}.T"),
    row<as_vector>(call, "vec", "\\operatorname{vec}", "[]", "np.ravel({0})"),
    row<outer>(operators, "ᵀ", "\\top", "*", "np.outer({0}, {1})"),
    row<matrix_product>(operators, " ", "\\,", "+=", "{0} @ {1}"),
    row<diagonal>(call, "diag", "\\operatorname{diag}",
                  "for (int i = 0; i < {n}; ++i) {y}[i] = {0}[i * {s0}];", "np.diagonal({0})"),
    row<diagonal_matrix>(call, "diag", "\\operatorname{diag}",
                         "for (int i = 0; i < {n}; ++i) {y}[i] = 0.0;\n"
                         "for (int i = 0; i < {n0}; ++i) {y}[i * {s}] = {0}[i];",
                         "np.diag({0})"),
    row<place>(call, "place", "\\operatorname{place}", "=",
               "np.pad(np.ravel({0}), ({p}, {n} - {p} - {n0}))"),
    row<slice>(operators, "[ ]", "[ ]", "[]", "np.ravel({0})[{p}]"),
    row<stack>(operators, "( )", "( )", "=", "np.array([{all}])"),
    row<concat>(operators, "( )", "( )", "=", "np.hstack([{0}, {1}])"),
    row<determinant>(call, "det", "\\det", "determinant({r0}, {0})", "np.linalg.det({0})"),
    row<cofactors>(call, "cof", "\\operatorname{cof}", "cofactors({r0}, {0}, {y});",
                   "np.array([[(-1) ** (_i + _j) * np.linalg.det(np.delete(np.delete({0}, _i, 0), "
                   "_j, 1)) for _j in range({r0})] for _i in range({r0})])"),
    // In every minor, rows give place to those of the directions.
    row<cofactors_along>(
        call, "cof′", "\\operatorname{cof}'", "cofactors_along({r0}, {r1}, {0}, {1}, {y});",
        "np.array([[(-1) ** (_i + _j) * sum(np.linalg.det(np.delete(np.array([{1}[{r0} * "
        "_t.index(_k) + _k] if _k in _t else {0}[_k] for _k in range({r0}) if _k != _i]).reshape("
        "(-1, {r0})), _j, 1)) for _t in [tuple(_q // {r0} ** _k % {r0} for _k in range({r1} // "
        "{r0})) for _q in range({r0} ** ({r1} // {r0}))] if len(set(_t + (_i,))) == len(_t) + 1) "
        "for _j in range({r0})] for _i in range({r0})])"),
    row<inverse>(superscript, "⁻¹", "-1", "inverse({r0}, {0}, {y});", "np.linalg.inv({0})"),
    row<solve>(operators, "⁻¹", "-1", "solve({r0}, {c1}, {0}, {1}, {y});",
               "np.linalg.solve({0}, {1})"),
};

}  // namespace operations::notations

namespace detail {

/// The row of an operation; null for one that is defined elsewhere.
constexpr const notation* row_of(const operation* op) {
    constexpr int rows = sizeof(operations::notations::table) / sizeof(notation);
    const identity key = op->key;
    const notation* const table = operations::notations::table;
    for (int i = 0; i < rows; ++i)
        if (table[i].key == key) return table + i;
    return nullptr;
}

/// The same; an operation that is not in the table is called by its name.
constexpr notation notation_of(const operation& op) {
    const notation* const row = row_of(&op);
    return row ? *row : notation{op.key, typeset::call, op.name, {}, {}, {}};
}

}  // namespace detail

}  // namespace ctgrad
