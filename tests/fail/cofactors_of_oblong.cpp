// EXPECT: cofactors(A): the argument must be a square matrix, not matrix 2 x 3
#include <ctgrad/ctgrad.hpp>

constexpr auto f = cofactors(ctgrad::matrix<"A", 2, 3>);
