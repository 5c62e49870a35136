// EXPECT: v = value: v is a vector 3, the value a scalar
#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 3>;

double value() { return sum(v)(v = 1.0); }
