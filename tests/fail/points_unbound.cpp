// EXPECT: x * y, called with (x = ...): variable y (scalar) is not bound
#include <vector>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
constexpr auto x = scalar<"x">;
const std::vector<double> xs(2);
std::vector<double> values(2);
void call() { over_points(x * scalar<"y">)(values, x = rows(xs)); }
