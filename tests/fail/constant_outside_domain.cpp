// EXPECT: {"x * log(y)"}
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

constexpr double value = (x * log(y))(x = 2.0, y = -1.0);
