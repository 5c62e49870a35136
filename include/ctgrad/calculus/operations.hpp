/// Every operation of the library: one struct each. The law tests run over this list.
#pragma once

#include <ctgrad/calculus/laws/determinants.hpp>
#include <ctgrad/calculus/laws/exponentials.hpp>
#include <ctgrad/calculus/laws/functions.hpp>
#include <ctgrad/calculus/laws/matrices.hpp>
#include <ctgrad/calculus/laws/pairs.hpp>
#include <ctgrad/calculus/laws/reductions.hpp>
#include <ctgrad/calculus/laws/systems.hpp>
#include <ctgrad/calculus/operations/access.hpp>
#include <ctgrad/calculus/operations/activation.hpp>
#include <ctgrad/calculus/operations/cofactors.hpp>
#include <ctgrad/calculus/operations/comparison.hpp>
#include <ctgrad/calculus/operations/constant.hpp>
#include <ctgrad/calculus/operations/error_function.hpp>
#include <ctgrad/calculus/operations/exponential.hpp>
#include <ctgrad/calculus/operations/gamma.hpp>
#include <ctgrad/calculus/operations/hyperbolic.hpp>
#include <ctgrad/calculus/operations/linear.hpp>
#include <ctgrad/calculus/operations/power.hpp>
#include <ctgrad/calculus/operations/product.hpp>
#include <ctgrad/calculus/operations/reduction.hpp>
#include <ctgrad/calculus/operations/scan.hpp>
#include <ctgrad/calculus/operations/solve.hpp>
#include <ctgrad/calculus/operations/sum.hpp>
#include <ctgrad/calculus/operations/symmetry.hpp>
#include <ctgrad/calculus/operations/trigonometric.hpp>

namespace ctgrad::operations {

template <class... Operations> struct operation_list {};

/// Scalar functions of one operand; with `power` and the operators, the whole of the elementwise
/// mathematics.
using unary_functions =
    operation_list<exp, expm1, exp2, log, log1p, log2, log10, sin, cos, tan, asin, acos, atan, sinh,
                   cosh, tanh, log_cosh, asinh, acosh, atanh, erf, erfc, tgamma, lgamma, digamma,
                   abs, sign, floor, relu, elu, hard_tanh, one_minus_square, sigmoid, softplus,
                   softsign, exactly>;

using binary_functions =
    operation_list<sum, product, pow, atan2, hypot, max, min, leaky_relu, less, less_equal, equal>;

/// Functions of three operands.
using ternary_functions = operation_list<select, clamp>;

/// Everything that is not entry by entry. Some need parameters or a fixed shape.
using structural_operations =
    operation_list<sum_of_entries, softmax, log_sum_exp, one_hot, transpose, as_vector, outer,
                   matrix_product, diagonal, diagonal_matrix, place, slice, stack, concat,
                   determinant, cofactors, cofactors_along, inverse, solve>;

}  // namespace ctgrad::operations
