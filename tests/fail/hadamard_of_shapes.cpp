// EXPECT: hadamard(u, v): both must have one shape, not vector 2 and vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto f = hadamard(vector<"u", 2>, vector<"v", 3>);
