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

/// How an operation is written in mathematics.
struct notation {
    identity key = 0;  ///< of the operation; its descriptor would be made for nothing
    typeset how = typeset::call;
    core::text_view unicode{};  ///< name or symbol; also MathML's
    core::text_view latex{};
};

/// The same, and in programs. Texts of C++ and Python are patterns: {0}, {1}, {2} stand for the
/// operands, {p} and {q} for the parameters, {n} and {n0} for the number of entries of the result
/// and of the first operand, {y} for the result. What is `operators` has only its sign there;
/// programs know how to write it.
struct notation_row {
    identity key;
    typeset how;
    const char* unicode;
    const char* latex;
    const char* cpp;
    const char* python;
};

}  // namespace detail

/// Where the operations are called by their names alone.
namespace operations::notations {

using detail::notation_row;
using detail::typeset;

using enum typeset;

inline constexpr notation_row table[] = {
    {sum::key, operators, "+", "+", "+", "+"},
    {product::key, operators, "⊙", "\\odot", "*", "*"},
    {power::key, operators, "^", "^", "std::pow", "**"},
    {pow::key, operators, "^", "^", "std::pow({0}, {1})", "np.power({0}, {1})"},
    {one_minus_square::key, operators, "−", "-", "(1.0 - {0}) * (1.0 + {0})",
     "(1 - {0}) * (1 + {0})"},
    {pi::key, symbol, "π", "\\pi", "std::acos(-1.0)", "np.pi"},
    {exp::key, call, "exp", "\\exp", "std::exp({0})", "np.exp({0})"},
    {expm1::key, call, "expm1", "\\operatorname{expm1}", "std::expm1({0})", "np.expm1({0})"},
    {exp2::key, call, "exp2", "\\operatorname{exp2}", "std::exp2({0})", "np.exp2({0})"},
    {log::key, call, "log", "\\log", "std::log({0})", "np.log({0})"},
    {log1p::key, call, "log1p", "\\operatorname{log1p}", "std::log1p({0})", "np.log1p({0})"},
    {log2::key, call, "log₂", "\\log_{2}", "std::log2({0})", "np.log2({0})"},
    {log10::key, call, "log₁₀", "\\log_{10}", "std::log10({0})", "np.log10({0})"},
    {sin::key, call, "sin", "\\sin", "std::sin({0})", "np.sin({0})"},
    {cos::key, call, "cos", "\\cos", "std::cos({0})", "np.cos({0})"},
    {tan::key, call, "tan", "\\tan", "std::tan({0})", "np.tan({0})"},
    {asin::key, call, "arcsin", "\\arcsin", "std::asin({0})", "np.arcsin({0})"},
    {acos::key, call, "arccos", "\\arccos", "std::acos({0})", "np.arccos({0})"},
    {atan::key, call, "arctan", "\\arctan", "std::atan({0})", "np.arctan({0})"},
    {atan2::key, call, "atan2", "\\operatorname{atan2}", "std::atan2({0}, {1})",
     "np.arctan2({0}, {1})"},
    {sinh::key, call, "sinh", "\\sinh", "std::sinh({0})", "np.sinh({0})"},
    {cosh::key, call, "cosh", "\\cosh", "std::cosh({0})", "np.cosh({0})"},
    {tanh::key, call, "tanh", "\\tanh", "std::tanh({0})", "np.tanh({0})"},
    {log_cosh::key, call, "log cosh", "\\log\\cosh", "log_cosh({0})",
     "(np.logaddexp({0}, -({0})) - np.log(2))"},
    {asinh::key, call, "arsinh", "\\operatorname{arsinh}", "std::asinh({0})", "np.arcsinh({0})"},
    {acosh::key, call, "arcosh", "\\operatorname{arcosh}", "std::acosh({0})", "np.arccosh({0})"},
    {atanh::key, call, "artanh", "\\operatorname{artanh}", "std::atanh({0})", "np.arctanh({0})"},
    {erf::key, call, "erf", "\\operatorname{erf}", "std::erf({0})", "special.erf({0})"},
    {erfc::key, call, "erfc", "\\operatorname{erfc}", "std::erfc({0})", "special.erfc({0})"},
    {tgamma::key, call, "Γ", "\\Gamma", "std::tgamma({0})", "special.gamma({0})"},
    {lgamma::key, call, "lnΓ", "\\ln\\Gamma", "std::lgamma({0})", "special.gammaln({0})"},
    {digamma::key, call, "ψ", "\\psi", "digamma({0})", "special.digamma({0})"},
    {polygamma::key, operators, "ψ", "\\psi", "polygamma({0}, {1})", "special.polygamma({0}, {1})"},
    {abs::key, fence, "| |", "\\lvert \\rvert", "std::abs({0})", "np.abs({0})"},
    {sign::key, call, "sgn", "\\operatorname{sgn}", "({0} > 0.0 ? 1.0 : {0} < 0.0 ? -1.0 : {0})",
     "np.sign({0})"},
    {floor::key, fence, "⌊ ⌋", "\\lfloor \\rfloor", "std::floor({0})", "np.floor({0})"},
    {relu::key, call, "relu", "\\operatorname{relu}", "({0} < 0.0 ? 0.0 : {0})",
     "np.maximum({0}, 0)"},
    {leaky_relu::key, call, "leaky_relu", "\\operatorname{leaky\\_relu}",
     "({0} > 0.0 ? {0} : {1} * {0})", "np.where({0} > 0, {0}, {1} * {0})"},
    {elu::key, call, "elu", "\\operatorname{elu}", "({0} > 0.0 ? {0} : std::expm1({0}))",
     "np.where({0} > 0, {0}, np.expm1(np.minimum({0}, 0)))"},
    {hard_tanh::key, call, "hard_tanh", "\\operatorname{hard\\_tanh}",
     "std::min(std::max({0}, -1.0), 1.0)", "np.clip({0}, -1, 1)"},
    {sigmoid::key, call, "σ", "\\sigma", "sigmoid({0})", "special.expit({0})"},
    {softplus::key, call, "softplus", "\\operatorname{softplus}", "softplus({0})",
     "np.logaddexp({0}, 0)"},
    {softsign::key, call, "softsign", "\\operatorname{softsign}", "{0} / (1.0 + std::abs({0}))",
     "{0} / (1 + np.abs({0}))"},
    {exactly::key, call, "exactly", "\\operatorname{exactly}", "{0}", "{0}"},
    {hypot::key, call, "hypot", "\\operatorname{hypot}", "std::hypot({0}, {1})",
     "np.hypot({0}, {1})"},
    {max::key, call, "max", "\\max", "({0} < {1} || {1} != {1} ? {1} : {0})",
     "np.maximum({0}, {1})"},
    {min::key, call, "min", "\\min", "({1} < {0} || {1} != {1} ? {1} : {0})",
     "np.minimum({0}, {1})"},
    {clamp::key, call, "clamp", "\\operatorname{clamp}", "std::min(std::max({0}, {1}), {2})",
     "np.minimum(np.maximum({0}, {1}), {2})"},
    {select::key, operators, "if", "\\text{if } ", "({0} != 0.0 ? {1} : {2})",
     "np.where({0} != 0, {1}, {2})"},
    {less::key, indicator, "<", "<", "({0} < {1} ? 1.0 : 0.0)", "1.0 * ({0} < {1})"},
    {less_equal::key, indicator, "≤", "\\le", "({0} <= {1} ? 1.0 : 0.0)", "1.0 * ({0} <= {1})"},
    {equal::key, indicator, "=", "=", "({0} == {1} ? 1.0 : 0.0)", "1.0 * ({0} == {1})"},
    {sum_of_entries::key, operators, "sum", "\\operatorname{sum}", "+=", "np.sum({0})"},
    {softmax::key, call, "softmax", "\\operatorname{softmax}", "softmax({n}, {0}, {y});",
     "np.exp({0} - np.max({0})) / np.sum(np.exp({0} - np.max({0})))"},
    {log_sum_exp::key, call, "log_sum_exp", "\\operatorname{log\\_sum\\_exp}",
     "log_sum_exp({n0}, {0})", "special.logsumexp({0})"},
    {one_hot::key, call, "one_hot", "\\operatorname{one\\_hot}",
     "for (int i = 0; i < {n}; ++i) {y}[i] = {0} == i ? 1.0 : 0.0;",
     "1.0 * (np.arange({p}) == {0})"},
    {transpose::key, superscript, "ᵀ", "\\top", "[]", "{0}.T"},
    {as_vector::key, call, "vec", "\\operatorname{vec}", "[]", "np.ravel({0})"},
    {outer::key, operators, "ᵀ", "\\top", "*", "np.outer({0}, {1})"},
    {matrix_product::key, operators, " ", "\\,", "+=", "{0} @ {1}"},
    {diagonal::key, call, "diag", "\\operatorname{diag}",
     "for (int i = 0; i < {n}; ++i) {y}[i] = {0}[i * {s0}];", "np.diagonal({0})"},
    {diagonal_matrix::key, call, "diag", "\\operatorname{diag}",
     "for (int i = 0; i < {n}; ++i) {y}[i] = 0.0;\n"
     "for (int i = 0; i < {n0}; ++i) {y}[i * {s}] = {0}[i];",
     "np.diag({0})"},
    {place::key, call, "place", "\\operatorname{place}", "=",
     "np.pad(np.ravel({0}), ({p}, {n} - {p} - {n0}))"},
    {slice::key, operators, "[ ]", "[ ]", "[]", "np.ravel({0})[{p}]"},
    {stack::key, operators, "( )", "( )", "=", "np.array([{all}])"},
    {concat::key, operators, "( )", "( )", "=", "np.hstack([{0}, {1}])"},
    {determinant::key, call, "det", "\\det", "determinant({r0}, {0})", "np.linalg.det({0})"},
    {cofactors::key, call, "cof", "\\operatorname{cof}", "cofactors({r0}, {0}, {y});",
     "np.array([[(-1) ** (_i + _j) * np.linalg.det(np.delete(np.delete({0}, _i, 0), "
     "_j, 1)) for _j in range({r0})] for _i in range({r0})])"},
    // In every minor, rows give place to those of the directions.
    {cofactors_along::key, call, "cof′", "\\operatorname{cof}'",
     "cofactors_along({r0}, {r1}, {0}, {1}, {y});",
     "np.array([[(-1) ** (_i + _j) * sum(np.linalg.det(np.delete(np.array([{1}[{r0} * "
     "_t.index(_k) + _k] if _k in _t else {0}[_k] for _k in range({r0}) if _k != _i]).reshape("
     "(-1, {r0})), _j, 1)) for _t in [tuple(_q // {r0} ** _k % {r0} for _k in range({r1} // "
     "{r0})) for _q in range({r0} ** ({r1} // {r0}))] if len(set(_t + (_i,))) == len(_t) + 1) "
     "for _j in range({r0})] for _i in range({r0})])"},
    {inverse::key, superscript, "⁻¹", "-1", "inverse({r0}, {0}, {y});", "np.linalg.inv({0})"},
    {solve::key, operators, "⁻¹", "-1", "solve({r0}, {c1}, {0}, {1}, {y});",
     "np.linalg.solve({0}, {1})"},
};

}  // namespace operations::notations

namespace detail {

/// The row of an operation; null for one that is defined elsewhere.
constexpr const notation_row* row_of(const operation* op) {
    constexpr int rows = sizeof(operations::notations::table) / sizeof(notation_row);
    const identity key = op->key;
    const notation_row* const table = operations::notations::table;
    for (int i = 0; i < rows; ++i)
        if (table[i].key == key) return table + i;
    return nullptr;
}

/// The same; an operation that is not in the table is called by its name.
constexpr notation notation_of(const operation& op) {
    if (const notation_row* const row = row_of(&op))
        return {row->key, row->how, row->unicode, row->latex};
    return {op.key, typeset::call, op.name, {}};
}

}  // namespace detail

}  // namespace ctgrad
