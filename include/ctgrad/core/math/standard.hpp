/// The C library's functions for float, double and long double, without <cmath>.
#pragma once

#include <ctgrad/core/config.hpp>

namespace ctgrad::math::standard {

CTGRAD_MATH_UNARY(acos)
CTGRAD_MATH_UNARY(acosh)
CTGRAD_MATH_UNARY(asin)
CTGRAD_MATH_UNARY(asinh)
CTGRAD_MATH_UNARY(atan)
CTGRAD_MATH_UNARY(atanh)
CTGRAD_MATH_UNARY(cbrt)
CTGRAD_MATH_UNARY(cos)
CTGRAD_MATH_UNARY(cosh)
CTGRAD_MATH_UNARY(erf)
CTGRAD_MATH_UNARY(erfc)
CTGRAD_MATH_UNARY(exp)
CTGRAD_MATH_UNARY(exp2)
CTGRAD_MATH_UNARY(expm1)
CTGRAD_MATH_UNARY(fabs)
CTGRAD_MATH_UNARY(floor)
CTGRAD_MATH_UNARY(lgamma)
CTGRAD_MATH_UNARY(log)
CTGRAD_MATH_UNARY(log10)
CTGRAD_MATH_UNARY(log1p)
CTGRAD_MATH_UNARY(log2)
CTGRAD_MATH_UNARY(sin)
CTGRAD_MATH_UNARY(sinh)
CTGRAD_MATH_UNARY(sqrt)
CTGRAD_MATH_UNARY(tan)
CTGRAD_MATH_UNARY(tanh)
CTGRAD_MATH_UNARY(tgamma)
CTGRAD_MATH_BINARY(atan2)
CTGRAD_MATH_BINARY(hypot)
CTGRAD_MATH_BINARY(pow)

inline float abs(float x) noexcept { return fabs(x); }
inline double abs(double x) noexcept { return fabs(x); }
inline long double abs(long double x) noexcept { return fabs(x); }

inline bool isfinite(double x) noexcept { return __builtin_isfinite(x); }
inline bool isnan(float x) noexcept { return __builtin_isnan(x); }
inline bool isnan(double x) noexcept { return __builtin_isnan(x); }
inline bool isnan(long double x) noexcept { return __builtin_isnan(x); }

}  // namespace ctgrad::math::standard
