// EXPECT-OK: the command that compiles these cases does accept a correct program.
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto derivative = ctgrad::diff(x * x, x);
