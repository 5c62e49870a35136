// EXPECT: diff(n * u, n): an expression is differentiated by a variable, and n is a number of steps
// EXPECT: scan<30>(n, ...): n counts up to 40 steps, the scan has at most 30
// EXPECT: length_up_to<name, T>: T, the most steps, is at least 1 and at most 2^24
// EXPECT: and one length, length_up_to<name, T>
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto n = length_up_to<"n", 40>;
constexpr auto u = scalar<"u">;
constexpr auto by_n = diff(n * u, n);
constexpr auto too_short = scan<30>(n, carry(u, u, u* u)).last(u);
constexpr auto none = length_up_to<"none", 0>;
constexpr auto two = scan<50>(n, carry(u, u, u* u), length_up_to<"m", 50>).last(u);
