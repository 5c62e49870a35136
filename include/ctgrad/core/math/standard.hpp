/// The C library's functions for the three native types, without <cmath>, whose special functions
/// cost a compiler as much as all of our own mathematics.
#pragma once

namespace ctgrad::math::standard {

#define CTGRAD_UNARY(name)                                                 \
    inline float name(float x) noexcept { return __builtin_##name##f(x); } \
    inline double name(double x) noexcept { return __builtin_##name(x); }  \
    inline long double name(long double x) noexcept { return __builtin_##name##l(x); }
#define CTGRAD_BINARY(name)                                                            \
    inline float name(float x, float y) noexcept { return __builtin_##name##f(x, y); } \
    inline double name(double x, double y) noexcept { return __builtin_##name(x, y); } \
    inline long double name(long double x, long double y) noexcept {                   \
        return __builtin_##name##l(x, y);                                              \
    }

CTGRAD_UNARY(acos)
CTGRAD_UNARY(acosh)
CTGRAD_UNARY(asin)
CTGRAD_UNARY(asinh)
CTGRAD_UNARY(atan)
CTGRAD_UNARY(atanh)
CTGRAD_UNARY(cbrt)
CTGRAD_UNARY(cos)
CTGRAD_UNARY(cosh)
CTGRAD_UNARY(erf)
CTGRAD_UNARY(erfc)
CTGRAD_UNARY(exp)
CTGRAD_UNARY(exp2)
CTGRAD_UNARY(expm1)
CTGRAD_UNARY(fabs)
CTGRAD_UNARY(floor)
CTGRAD_UNARY(lgamma)
CTGRAD_UNARY(log)
CTGRAD_UNARY(log10)
CTGRAD_UNARY(log1p)
CTGRAD_UNARY(log2)
CTGRAD_UNARY(sin)
CTGRAD_UNARY(sinh)
CTGRAD_UNARY(sqrt)
CTGRAD_UNARY(tan)
CTGRAD_UNARY(tanh)
CTGRAD_UNARY(tgamma)
CTGRAD_BINARY(atan2)
CTGRAD_BINARY(hypot)
CTGRAD_BINARY(pow)

#undef CTGRAD_UNARY
#undef CTGRAD_BINARY

inline float abs(float x) noexcept { return fabs(x); }
inline double abs(double x) noexcept { return fabs(x); }
inline long double abs(long double x) noexcept { return fabs(x); }

inline bool isnan(float x) noexcept { return __builtin_isnan(x); }
inline bool isnan(double x) noexcept { return __builtin_isnan(x); }
inline bool isnan(long double x) noexcept { return __builtin_isnan(x); }

}  // namespace ctgrad::math::standard
