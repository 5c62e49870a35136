// EXPECT: diff(sin(x), square(x)): an expression is differentiated by a variable
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto derivative = diff(sin(x), x* x);
