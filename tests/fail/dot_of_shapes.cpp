// EXPECT: dot(A, v): both must have one shape, not matrix 3 x 3 and vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto f = dot(matrix<"A", 3, 3>, vector<"v", 3>);
