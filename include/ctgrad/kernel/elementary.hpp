/// Elementary functions of whole packs of float and double: collects kernel/math.
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
