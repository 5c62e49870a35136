// EXPECT: gradient(exp(v), ...): a function with a gradient must be scalar, not vector 3
#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto derivative = ctgrad::gradient(exp(v), v)[v];
