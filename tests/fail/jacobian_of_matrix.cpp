// EXPECT: jacobian(exp(A), A): both must be scalars or vectors
#include <ctgrad/ctgrad.hpp>

constexpr auto A = ctgrad::matrix<"A", 2, 2>;
constexpr auto f = jacobian(exp(A), A);
