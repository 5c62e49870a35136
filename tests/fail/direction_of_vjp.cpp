// EXPECT: vjp(A * v, v, direction): the direction must be a vector 2, not vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto v = vector<"v", 3>;
constexpr auto f = vjp(matrix<"A", 2, 3> * v, v, v);
