// EXPECT: gradient[y]: this is a gradient by x
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;
constexpr auto by_y = ctgrad::gradient(x * y, x)[y];
