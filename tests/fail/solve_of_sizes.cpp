// EXPECT: solve(A, v): a square matrix and a right side with as many rows, not matrix 3 x 3 and vector 2
#include <ctgrad/ctgrad.hpp>

constexpr auto f = solve(ctgrad::matrix<"A", 3, 3>, ctgrad::vector<"v", 2>);
