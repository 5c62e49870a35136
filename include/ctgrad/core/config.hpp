/// The library's only macros: compiler differences, each with its reason.
#pragma once

// Older ones stop somewhere in the middle, with pages that say nothing.
#if defined(__clang__) && !defined(__apple_build_version__) && __clang_major__ < 16
#error "ctgrad needs clang 16 or newer"
#elif defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 12
#error "ctgrad needs g++ 12 or newer"
#elif __cplusplus < 202002L && !defined(_MSC_VER)
#error "ctgrad needs C++20: compile with -std=c++20"
#elif defined(__LONG_DOUBLE_IBM128__)
// A sum of two doubles, on POWER: nothing that rounds is a constant expression of it.
#error "ctgrad needs another long double: compile with -mabi=ieeelongdouble or -mlong-double-64"
#endif

// A function that must dissolve into its caller: arrays indexed by constants become registers.
#if defined(__GNUC__) || defined(__clang__)
#define CTGRAD_INLINE [[gnu::always_inline]] inline
#else
#define CTGRAD_INLINE inline
#endif

// And one that must not: its loops would be copied into hundreds of places.
#if defined(__GNUC__) || defined(__clang__)
#define CTGRAD_APART [[gnu::noinline]]
#else
#define CTGRAD_APART
#endif

// A loop that only stays in registers when its trip count is unrolled away.
#if defined(__clang__)
#define CTGRAD_UNROLL _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define CTGRAD_UNROLL _Pragma("GCC unroll 32")
#else
#define CTGRAD_UNROLL
#endif

// A loop of which two rounds at a time suffice: g++ otherwise spends a third of a small product's
// instructions on its counter.
#if defined(__clang__)
#define CTGRAD_UNROLL_TWICE _Pragma("clang loop unroll_count(2)")
#elif defined(__GNUC__)
#define CTGRAD_UNROLL_TWICE _Pragma("GCC unroll 2")
#else
#define CTGRAD_UNROLL_TWICE
#endif

// A loop whose rounds stay one piece of code. Compilers otherwise unroll a long one to the end, as
// they know its length: they spill its sums, or put the stores of several rounds in another order.
#if defined(__clang__)
#define CTGRAD_ROLLED _Pragma("clang loop unroll(disable)")
#elif defined(__GNUC__)
#define CTGRAD_ROLLED _Pragma("GCC unroll 1")
#else
#define CTGRAD_ROLLED
#endif

// g++ warns of a friend declared in a template for a non-template function: exactly what a
// registry that hangs definitions on keys is made of.
#if defined(__GNUC__) && !defined(__clang__)
#define CTGRAD_REGISTRY_BEGIN \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wnon-template-friend\"")
#define CTGRAD_REGISTRY_END _Pragma("GCC diagnostic pop")
#else
#define CTGRAD_REGISTRY_BEGIN
#define CTGRAD_REGISTRY_END
#endif

// One of the registry's namespaces, and how it is chosen.
#define CTGRAD_REGISTRY(number)                                              \
    namespace registry_##number {                                            \
        template <identity Id> struct key {                                  \
            friend constexpr auto definition_of(key<Id>);                    \
        };                                                                   \
        template <identity Id, auto Content> struct define {                 \
            friend constexpr auto definition_of(key<Id>) { return Content; } \
        };                                                                   \
    }                                                                        \
    template <> struct registry<number> {                                    \
        template <identity Id> using key = registry_##number::key<Id>;       \
        template <identity Id, auto Content>                                 \
        using define = registry_##number::define<Id, Content>;               \
    }

// clang prints no more than 36 characters of a string in a template argument.
#if defined(__clang__)
#define CTGRAD_PRINTED_CHARACTERS 32
#else
#define CTGRAD_PRINTED_CHARACTERS 1000
#endif

// Without exceptions a refused value ends the program.
#if defined(__cpp_exceptions)
#define CTGRAD_THROW(exception) throw exception
#else
#include <cstdlib>
#define CTGRAD_THROW(exception) (static_cast<void>(sizeof(exception)), std::abort())
#endif

// A function of the C library for the three native types, as compilers have it built in: <cmath>
// has special functions, which cost as much to read as all of our own mathematics.
#define CTGRAD_MATH_UNARY(name)                                            \
    inline float name(float x) noexcept { return __builtin_##name##f(x); } \
    inline double name(double x) noexcept { return __builtin_##name(x); }  \
    inline long double name(long double x) noexcept { return __builtin_##name##l(x); }
#define CTGRAD_MATH_BINARY(name)                                                       \
    inline float name(float x, float y) noexcept { return __builtin_##name##f(x, y); } \
    inline double name(double x, double y) noexcept { return __builtin_##name(x, y); } \
    inline long double name(long double x, long double y) noexcept {                   \
        return __builtin_##name##l(x, y);                                              \
    }
