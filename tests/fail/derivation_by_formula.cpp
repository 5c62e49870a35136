// EXPECT: derivation(x, sin(x)): an expression is differentiated by a variable
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = scalar<"x">;
constexpr auto shown = derivation(x, sin(x));
