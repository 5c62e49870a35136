// EXPECT: jvp(exp(v), v, direction): the direction must be a vector 3, not vector 2
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto v = vector<"v", 3>;
constexpr auto f = jvp(exp(v), v, vector<"t", 2>);
