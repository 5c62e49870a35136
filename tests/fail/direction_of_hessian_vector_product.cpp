// EXPECT: hessian_vector_product(sum(exp(v)), v, direction): the direction must be a vector 3, not vector 2
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto v = vector<"v", 3>;
constexpr auto f = hessian_vector_product(sum(exp(v)), v, vector<"t", 2>);
