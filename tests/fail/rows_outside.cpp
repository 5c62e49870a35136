// EXPECT: slice(A): the rows must lie inside the matrix, not matrix 2 x 3
#include <ctgrad/ctgrad.hpp>

constexpr auto f = ctgrad::slice<1, 2>(ctgrad::matrix<"A", 2, 3>);
