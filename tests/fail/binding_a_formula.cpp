// EXPECT: x * y = value: only a variable can be given a value
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

double value() { return (x + y)((x * y) = 1.0, x = 1.0, y = 2.0); }
