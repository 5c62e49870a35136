// EXPECT: called with (x = ...): variable y (scalar) is not bound
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

auto value() { return ctgrad::value_and_gradient(x * y, x, y)(x = 1.0); }
