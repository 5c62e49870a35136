// EXPECT: u + v: both sides must have one shape, not vector 3 and vector 4
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto sum = vector<"u", 3> + vector<"v", 4>;
