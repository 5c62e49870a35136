// EXPECT: outer(A, v): both must be vectors, not matrix 3 x 3 and vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto f = outer(matrix<"A", 3, 3>, vector<"v", 3>);
