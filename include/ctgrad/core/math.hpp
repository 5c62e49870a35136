/// Elementary mathematics that also works in constant expressions: `math::exp(x)` and its family.
///
/// At run time a built-in type goes to `std::`, any other type to the function ADL finds; in a constant
/// expression float, double and long double are computed here, in long double, and rounded once.
/// Where long double is wider than double this is within 1 ulp of the true value for float and
/// double (lgamma: except beside its negative zeros).
#pragma once

#include <ctgrad/core/math/error_function.hpp>
#include <ctgrad/core/math/exponential.hpp>
#include <ctgrad/core/math/floating_point.hpp>
#include <ctgrad/core/math/gamma_function.hpp>
#include <ctgrad/core/math/hyperbolic.hpp>
#include <ctgrad/core/math/inverse_trigonometric.hpp>
#include <ctgrad/core/math/logarithm.hpp>
#include <ctgrad/core/math/power.hpp>
#include <ctgrad/core/math/trigonometric.hpp>
