// EXPECT: jvp(x0 * x1, x, direction): the direction must be an array of 2, each a scalar
// EXPECT: hessian_vector_product(x0 * x1, x, direction): the direction must be an array of 2, each
// EXPECT: vjp(x0 * x1, x0, direction): the direction must be a scalar, not vector 2
// EXPECT: jacobian(x0 * x1, W): both must be of scalars or vectors, not scalar and matrix 2 x 2
#include <ctgrad/ctgrad.hpp>
using namespace ctgrad::literals;
using namespace ctgrad;

constexpr auto x = scalars<"x", 2>;
constexpr auto f = x[0_c] * x[1_c];
constexpr auto a = jvp(f, x, scalars<"t", 3>);
constexpr auto b = hessian_vector_product(f, x, x[0_c]);
constexpr auto c = vjp(f, x, vector<"c", 2>);
constexpr auto d = jacobian(f, matrices<"W", 2, 2, 2>);
