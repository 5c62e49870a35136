// EXPECT: an expression is differentiated by a variable, and 2 * x is none
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto derivative = ctgrad::gradient(x * x, x + x);
