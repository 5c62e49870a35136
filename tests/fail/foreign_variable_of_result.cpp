// EXPECT: gradient[z]: this is a gradient by x, y
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

double value() { return ctgrad::gradient(x * y, x, y)(x = 1., y = 2.)[ctgrad::scalar<"z">]; }
