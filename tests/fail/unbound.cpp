// EXPECT: x + y, called with (x = ...): variable y (scalar) is not bound
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

double value() { return (x + y)(x = 1.0); }
