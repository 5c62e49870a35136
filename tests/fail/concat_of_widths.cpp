// EXPECT: concat(A, B): both must be vectors, or as wide as each other
#include <ctgrad/ctgrad.hpp>

constexpr auto f = concat(ctgrad::matrix<"A", 2, 3>, ctgrad::matrix<"B", 3, 2>);
