// EXPECT: all arguments must have one shape, not vector 2 and vector 3 and scalar
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto f = clamp(vector<"u", 2>, vector<"v", 3>, 1_c);
