/// Elementary functions of whole packs of float and double: collects kernel/math, where each states
/// its error. In units in the last place, over all of a type's numbers, it is at most
///   floor 0; sqrt 0.5; log, log2, log10 1; exp, exp2, log1p, pow, cbrt, hypot 2;
///   expm1, sinh, cosh, tanh, asinh, acosh, atanh, sin, cos, asin, acos, atan, atan2 3; tan 4;
///   sigmoid, softplus 3; erf 5 in float, 4 in double; erfc 6 in float, 9 in double.
/// tgamma, lgamma and their derivatives are computed lane by lane (kernel/wide.hpp).
#pragma once

#include <ctgrad/kernel/math/accuracy.hpp>
#include <ctgrad/kernel/math/error_function.hpp>
#include <ctgrad/kernel/math/exponential.hpp>
#include <ctgrad/kernel/math/hyperbolic.hpp>
#include <ctgrad/kernel/math/inverse_hyperbolic.hpp>
#include <ctgrad/kernel/math/inverse_trigonometric.hpp>
#include <ctgrad/kernel/math/logarithm.hpp>
#include <ctgrad/kernel/math/power.hpp>
#include <ctgrad/kernel/math/root.hpp>
#include <ctgrad/kernel/math/rounding.hpp>
#include <ctgrad/kernel/math/sigmoid.hpp>
#include <ctgrad/kernel/math/trigonometric.hpp>
