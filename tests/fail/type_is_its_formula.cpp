// EXPECT: y * cos(x)
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

int shown = diff(sin(x) * y, x);
