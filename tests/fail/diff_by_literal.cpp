// EXPECT: diff(sin(x), 2): an expression is differentiated by a variable, and 2 is none
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto derivative = diff(sin(x), 2_c);
