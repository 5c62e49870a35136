// EXPECT: A * v: columns on the left must equal rows on the right, not matrix 2 x 3 and vector 4
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto product = matrix<"A", 2, 3> * vector<"v", 4>;
