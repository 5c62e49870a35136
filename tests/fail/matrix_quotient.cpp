// EXPECT: A / A: a matrix is divided by a scalar, not matrix 2 x 2 and matrix 2 x 2
#include <ctgrad/ctgrad.hpp>

constexpr auto A = ctgrad::matrix<"A", 2, 2>;
constexpr auto quotient = A / A;
