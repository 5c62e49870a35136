// EXPECT: x[3]: an array of 3 variables has the indices 0 to 2
// EXPECT: an index is an integral constant: write x[2_c]
// EXPECT: scalars<name, count>, vectors, matrices: count is at least 1
// EXPECT: x = value: x is an array of 3, each a scalar; the value has 2 entries
// EXPECT: v = value: v is an array of 2, each a vector 3; the value has entries of other shapes
// EXPECT: diff(f, x): x is an array of variables, write gradient(f, x) or diff(f, x[0_c])
#include <ctgrad/ctgrad.hpp>
using namespace ctgrad::literals;

constexpr auto x = ctgrad::scalars<"x", 3>;
constexpr auto v = ctgrad::vectors<"v", 2, 3>;
constexpr auto f = x[3_c] + x[1] + ctgrad::scalars<"y", 0>[0_c];
constexpr auto g = x = ctgrad::tensor<double, 2>{1.0, 2.0};
constexpr auto h = v = ctgrad::tensor<double, 2>{1.0, 2.0};
constexpr auto k = diff(x[0_c], x);
