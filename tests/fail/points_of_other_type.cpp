// EXPECT: x = rows(...): over_points<T> takes rows of T, as its results are; over_points without a type those of double
#include <vector>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
constexpr auto x = scalar<"x">;
const std::vector<float> xs(2);
std::vector<double> values(2);
void call() { over_points(exp(x))(values, x = rows(xs)); }
