// EXPECT: v * A: a vector stands on the right of a matrix, not vector 2 and matrix 2 x 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto product = vector<"v", 2> * matrix<"A", 2, 3>;
