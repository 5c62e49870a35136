// EXPECT: a number in an expression is exact and part of its type: write 2_c or 0.5_c
// EXPECT: f2: a derivative is a formula of its arguments, its numbers are written 2_c or 0.5_c
// EXPECT: f3: a derivative is called with the arguments, or with these and the value
// EXPECT: the derivative of a function is made of functions that work entry by entry
#include <ctgrad/ctgrad.hpp>

using ctgrad::define_function;

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto same = [](auto u) { return u; };
constexpr auto f = diff(define_function<"f1">(same, [](auto u) { return 3.0 * u; })(x), x);
constexpr auto g = diff(define_function<"f2">(same, [](auto) { return 2.0; })(x), x);
constexpr auto h = diff(define_function<"f3">(same, [] { return x; })(x), x);
constexpr auto k = diff(define_function<"f4">(same, [](auto u) { return sum(u); })(x), x);
