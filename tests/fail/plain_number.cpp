// EXPECT: a number in an expression is exact and part of its type: write 2_c or 0.5_c
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto f = 2 * x;
