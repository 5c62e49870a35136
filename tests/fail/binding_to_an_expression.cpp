// EXPECT: x = value: the value must be numbers, not an expression
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

double value() { return exp(x)(x = y); }
