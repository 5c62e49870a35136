// EXPECT: hessian_vector_product(exp(v), ...): a function with a gradient must be scalar, not vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto v = vector<"v", 3>;
constexpr auto f = hessian_vector_product(exp(v), v, v);
