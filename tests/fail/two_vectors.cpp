// EXPECT: u * v: two vectors: write dot, outer or hadamard, not vector 3 and vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto product = vector<"u", 3> * vector<"v", 3>;
