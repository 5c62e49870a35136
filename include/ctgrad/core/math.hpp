/// Elementary mathematics that also works in constant expressions: `math::exp(x)` and its family.
///
/// At run time a built-in type goes to `std::`, any other type to the function that ADL finds. In a
/// constant expression float, double and long double are computed here, in long double, and rounded
/// once; domain errors give NaN, poles and overflow infinity, as in `std::`. On x86 that is within
/// 0.51 units in the last place of the true value in float and double (lgamma: absolutely, 2^-60,
/// beside its zeros on the negative axis, as digamma and polygamma), in long double within 3, erf
/// 4, gamma 5, erfc 10. Where long double is double, within 3 units, erf 4, erfc and gamma 7. A
/// call takes clang's evaluator less than 500 steps of its limit of 2^20, the gamma functions up to
/// 1200, polygamma 4000, and once 40000 for its tables.
#pragma once

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/core/math/error_function.hpp>
#include <ctgrad/core/math/exponential.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/gamma_function.hpp>
#include <ctgrad/core/math/hyperbolic.hpp>
#include <ctgrad/core/math/inverse_trigonometric.hpp>
#include <ctgrad/core/math/logarithm.hpp>
#include <ctgrad/core/math/polygamma.hpp>
#include <ctgrad/core/math/power.hpp>
#include <ctgrad/core/math/trigonometric.hpp>
