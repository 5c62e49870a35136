// EXPECT: over_points(exp(x)): at least one variable must be bound to rows(...), with one row per point
#include <vector>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
constexpr auto x = scalar<"x">;
std::vector<double> values(2);
void call() { over_points(exp(x))(values, x = 1.0); }
