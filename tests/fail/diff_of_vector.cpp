// EXPECT: what is differentiated by a vector 3 must be scalar, not vector 3; write jacobian
#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto derivative = diff(exp(v), v);
