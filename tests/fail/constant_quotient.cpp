// EXPECT: entry_value<ctgrad::operations::divide
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;
constexpr auto y = ctgrad::scalar<"y">;

constexpr double value = (x / y)(x = 0.0, y = 0.0);
