// EXPECT: scan<4>(each(x, X)): as rows of 4 steps for a vector 3, a matrix 4 x 3 is needed, not a
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = ctgrad::vector<"x", 3>;
constexpr auto X = matrix<"X", 5, 3>;
constexpr auto f = scan<4>(each(x, X), accumulate(x)).total();
