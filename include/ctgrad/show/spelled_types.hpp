/// Templates that spell expressions as nested types: sum<product<cos<x>, exp<y>>, ...>.
#pragma once

#include <ctgrad/expr/variable.hpp>
#include <ctgrad/show/written.hpp>

namespace ctgrad::spelled {

/// A node of an operation on operands that are spelled themselves. Its node in a graph is made as
/// it stands here, without any simplification.
template <class Operation, class... U> struct term {
    static constexpr int build(graph& g) {
        list<int> operands;
        (operands.push(U::build(g)), ...);
        if constexpr (sizeof...(U) == 0)
            return leaf(g, descriptor<Operation>, scalar_shape, std::int64_t{0}, 0);
        else {
            const auto extent = [&]<int... K>(std::integer_sequence<int, K...>) {
                return Operation::result(g.extent(operands[K])...);
            }(std::make_integer_sequence<int, static_cast<int>(sizeof...(U))>{});
            return raw(g, descriptor<Operation>, extent, operands);
        }
    }
};

/// The same where the node has a shape or parameters of its own.
template <class Operation, std::int64_t P, std::int64_t Q, shape Extent, class... U>
struct term_with {
    static constexpr int build(graph& g) {
        list<int> operands;
        (operands.push(U::build(g)), ...);
        return raw(g, descriptor<Operation>, Extent, operands, P, Q);
    }
};

template <class Variable> struct named {
    static constexpr int build(graph& g) { return detail::load(g, detail::entry_of<Variable::id>); }
};
template <core::label Name>
struct scalar : named<std::remove_const_t<decltype(ctgrad::scalar<Name>)>> {};
template <core::label Name, int Size>
struct vector : named<std::remove_const_t<decltype(ctgrad::vector<Name, Size>)>> {};
template <core::label Name, int Rows, int Columns>
struct matrix : named<std::remove_const_t<decltype(ctgrad::matrix<Name, Rows, Columns>)>> {};
template <core::label Name, int Size>
struct symmetric : named<std::remove_const_t<decltype(ctgrad::symmetric<Name, Size>)>> {};

/// P / Q, in every entry of a shape.
template <std::int64_t P, std::int64_t Q = 1, shape Extent = scalar_shape> struct constant {
    static constexpr int build(graph& g) { return make_constant(g, rational(P, Q), Extent); }
};

/// U to the P / Q.
template <class U, std::int64_t P, std::int64_t Q = 1> struct power {
    static constexpr int build(graph& g) {
        const int base = U::build(g);
        return raw(g, descriptor<operations::power>, g.extent(base), base, -1, -1, P, Q);
    }
};

template <class U, std::int64_t From, std::int64_t Count, shape Extent>
struct slice : term_with<operations::slice, From, Count, Extent, U> {};
template <class U, std::int64_t At, shape Extent>
struct place : term_with<operations::place, At, 0, Extent, U> {};
template <shape Extent, class... U>
struct stack : term_with<operations::stack, 0, 0, Extent, U...> {};
/// What variable X is in a step of a scan that binds it, of a loop with Level loops inside.
template <int Level, class X> struct step_of {
    static constexpr int build(graph& g) { return detail::step_variable_of(g, X::build(g), Level); }
};
/// What a step of a scan is given or carries besides: number Number of the loop.
template <int Level, int Number, shape Extent = scalar_shape> struct step {
    static constexpr int build(graph& g) {
        return leaf(g, descriptor<operations::step_variable>, Extent, Level, Number);
    }
};
/// A loop, with its parameters as detail::scan_form packs them.
template <std::int64_t Steps, std::int64_t Form, shape Extent, class... U>
struct scan : term_with<operations::scan, Steps, Form, Extent, U...> {};
template <class U, int Classes>
struct one_hot : term_with<operations::one_hot, Classes, 0, vector_shape(Classes), U> {};
template <class U, int Rows, int Columns>
struct diagonal_matrix
    : term_with<operations::diagonal_matrix, Rows, Columns, matrix_shape(Rows, Columns), U> {};

template <class... U> struct exp : term<operations::exp, U...> {};
template <class... U> struct expm1 : term<operations::expm1, U...> {};
template <class... U> struct exp2 : term<operations::exp2, U...> {};
template <class... U> struct log : term<operations::log, U...> {};
template <class... U> struct log1p : term<operations::log1p, U...> {};
template <class... U> struct log2 : term<operations::log2, U...> {};
template <class... U> struct log10 : term<operations::log10, U...> {};
template <class... U> struct sin : term<operations::sin, U...> {};
template <class... U> struct cos : term<operations::cos, U...> {};
template <class... U> struct tan : term<operations::tan, U...> {};
template <class... U> struct asin : term<operations::asin, U...> {};
template <class... U> struct acos : term<operations::acos, U...> {};
template <class... U> struct atan : term<operations::atan, U...> {};
template <class... U> struct sinh : term<operations::sinh, U...> {};
template <class... U> struct cosh : term<operations::cosh, U...> {};
template <class... U> struct tanh : term<operations::tanh, U...> {};
template <class... U> struct asinh : term<operations::asinh, U...> {};
template <class... U> struct acosh : term<operations::acosh, U...> {};
template <class... U> struct log_cosh : term<operations::log_cosh, U...> {};
template <class... U> struct atanh : term<operations::atanh, U...> {};
template <class... U> struct erf : term<operations::erf, U...> {};
template <class... U> struct erfc : term<operations::erfc, U...> {};
template <class... U> struct tgamma : term<operations::tgamma, U...> {};
template <class... U> struct lgamma : term<operations::lgamma, U...> {};
template <class... U> struct digamma : term<operations::digamma, U...> {};
template <class... U> struct abs : term<operations::abs, U...> {};
template <class... U> struct sign : term<operations::sign, U...> {};
template <class... U> struct floor : term<operations::floor, U...> {};
template <class... U> struct relu : term<operations::relu, U...> {};
template <class... U> struct elu : term<operations::elu, U...> {};
template <class... U> struct hard_tanh : term<operations::hard_tanh, U...> {};
template <class... U> struct one_minus_square : term<operations::one_minus_square, U...> {};
template <class... U> struct sigmoid : term<operations::sigmoid, U...> {};
template <class... U> struct softplus : term<operations::softplus, U...> {};
template <class... U> struct softsign : term<operations::softsign, U...> {};
template <class... U> struct exactly : term<operations::exactly, U...> {};
template <class... U> struct sum : term<operations::sum, U...> {};
template <class... U> struct product : term<operations::product, U...> {};
template <class... U> struct pow : term<operations::pow, U...> {};
template <class... U> struct polygamma : term<operations::polygamma, U...> {};
template <class... U> struct atan2 : term<operations::atan2, U...> {};
template <class... U> struct hypot : term<operations::hypot, U...> {};
template <class... U> struct max : term<operations::max, U...> {};
template <class... U> struct min : term<operations::min, U...> {};
template <class... U> struct leaky_relu : term<operations::leaky_relu, U...> {};
template <class... U> struct less : term<operations::less, U...> {};
template <class... U> struct less_equal : term<operations::less_equal, U...> {};
template <class... U> struct equal : term<operations::equal, U...> {};
template <class... U> struct select : term<operations::select, U...> {};
template <class... U> struct clamp : term<operations::clamp, U...> {};
template <class... U> struct sum_of_entries : term<operations::sum_of_entries, U...> {};
template <class... U> struct softmax : term<operations::softmax, U...> {};
template <class... U> struct log_sum_exp : term<operations::log_sum_exp, U...> {};
template <class... U> struct transpose : term<operations::transpose, U...> {};
template <class... U> struct as_vector : term<operations::as_vector, U...> {};
template <class... U> struct outer : term<operations::outer, U...> {};
template <class... U> struct matrix_product : term<operations::matrix_product, U...> {};
template <class... U> struct diagonal : term<operations::diagonal, U...> {};
template <class... U> struct concat : term<operations::concat, U...> {};
template <class... U> struct determinant : term<operations::determinant, U...> {};
template <class... U> struct cofactors : term<operations::cofactors, U...> {};
template <class... U> struct cofactors_along : term<operations::cofactors_along, U...> {};
template <class... U> struct inverse : term<operations::inverse, U...> {};
template <class... U> struct solve : term<operations::solve, U...> {};
template <class... U> struct pi : term<operations::pi, U...> {};

// What a term is called. An operation from elsewhere has no name here.

template <class Operation, class... U> term<Operation, U...> spell(term<Operation, U...>);
template <class... U> exp<U...> spell(term<operations::exp, U...>);
template <class... U> expm1<U...> spell(term<operations::expm1, U...>);
template <class... U> exp2<U...> spell(term<operations::exp2, U...>);
template <class... U> log<U...> spell(term<operations::log, U...>);
template <class... U> log1p<U...> spell(term<operations::log1p, U...>);
template <class... U> log2<U...> spell(term<operations::log2, U...>);
template <class... U> log10<U...> spell(term<operations::log10, U...>);
template <class... U> sin<U...> spell(term<operations::sin, U...>);
template <class... U> cos<U...> spell(term<operations::cos, U...>);
template <class... U> tan<U...> spell(term<operations::tan, U...>);
template <class... U> asin<U...> spell(term<operations::asin, U...>);
template <class... U> acos<U...> spell(term<operations::acos, U...>);
template <class... U> atan<U...> spell(term<operations::atan, U...>);
template <class... U> sinh<U...> spell(term<operations::sinh, U...>);
template <class... U> cosh<U...> spell(term<operations::cosh, U...>);
template <class... U> tanh<U...> spell(term<operations::tanh, U...>);
template <class... U> asinh<U...> spell(term<operations::asinh, U...>);
template <class... U> acosh<U...> spell(term<operations::acosh, U...>);
template <class... U> log_cosh<U...> spell(term<operations::log_cosh, U...>);
template <class... U> atanh<U...> spell(term<operations::atanh, U...>);
template <class... U> erf<U...> spell(term<operations::erf, U...>);
template <class... U> erfc<U...> spell(term<operations::erfc, U...>);
template <class... U> tgamma<U...> spell(term<operations::tgamma, U...>);
template <class... U> lgamma<U...> spell(term<operations::lgamma, U...>);
template <class... U> digamma<U...> spell(term<operations::digamma, U...>);
template <class... U> abs<U...> spell(term<operations::abs, U...>);
template <class... U> sign<U...> spell(term<operations::sign, U...>);
template <class... U> floor<U...> spell(term<operations::floor, U...>);
template <class... U> relu<U...> spell(term<operations::relu, U...>);
template <class... U> elu<U...> spell(term<operations::elu, U...>);
template <class... U> hard_tanh<U...> spell(term<operations::hard_tanh, U...>);
template <class... U> one_minus_square<U...> spell(term<operations::one_minus_square, U...>);
template <class... U> sigmoid<U...> spell(term<operations::sigmoid, U...>);
template <class... U> softplus<U...> spell(term<operations::softplus, U...>);
template <class... U> softsign<U...> spell(term<operations::softsign, U...>);
template <class... U> exactly<U...> spell(term<operations::exactly, U...>);
template <class... U> sum<U...> spell(term<operations::sum, U...>);
template <class... U> product<U...> spell(term<operations::product, U...>);
template <class... U> pow<U...> spell(term<operations::pow, U...>);
template <class... U> polygamma<U...> spell(term<operations::polygamma, U...>);
template <class... U> atan2<U...> spell(term<operations::atan2, U...>);
template <class... U> hypot<U...> spell(term<operations::hypot, U...>);
template <class... U> max<U...> spell(term<operations::max, U...>);
template <class... U> min<U...> spell(term<operations::min, U...>);
template <class... U> leaky_relu<U...> spell(term<operations::leaky_relu, U...>);
template <class... U> less<U...> spell(term<operations::less, U...>);
template <class... U> less_equal<U...> spell(term<operations::less_equal, U...>);
template <class... U> equal<U...> spell(term<operations::equal, U...>);
template <class... U> select<U...> spell(term<operations::select, U...>);
template <class... U> clamp<U...> spell(term<operations::clamp, U...>);
template <class... U> sum_of_entries<U...> spell(term<operations::sum_of_entries, U...>);
template <class... U> softmax<U...> spell(term<operations::softmax, U...>);
template <class... U> log_sum_exp<U...> spell(term<operations::log_sum_exp, U...>);
template <class... U> transpose<U...> spell(term<operations::transpose, U...>);
template <class... U> as_vector<U...> spell(term<operations::as_vector, U...>);
template <class... U> outer<U...> spell(term<operations::outer, U...>);
template <class... U> matrix_product<U...> spell(term<operations::matrix_product, U...>);
template <class... U> diagonal<U...> spell(term<operations::diagonal, U...>);
template <class... U> concat<U...> spell(term<operations::concat, U...>);
template <class... U> determinant<U...> spell(term<operations::determinant, U...>);
template <class... U> cofactors<U...> spell(term<operations::cofactors, U...>);
template <class... U> cofactors_along<U...> spell(term<operations::cofactors_along, U...>);
template <class... U> inverse<U...> spell(term<operations::inverse, U...>);
template <class... U> solve<U...> spell(term<operations::solve, U...>);
template <class... U> pi<U...> spell(term<operations::pi, U...>);

}  // namespace ctgrad::spelled
