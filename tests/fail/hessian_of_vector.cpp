// EXPECT: hessian(exp(v), ...): a function with a gradient must be scalar, not vector 2
#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 2>;
constexpr auto f = hessian(exp(v), v);
