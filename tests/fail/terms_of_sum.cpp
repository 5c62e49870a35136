// EXPECT: sum_of: all terms must have one shape, not vector 1 and vector 2
// EXPECT: a number in an expression is exact and part of its type: write 2_c or 0.5_c
// EXPECT: sum_of<N>(term): N is at least 0
// EXPECT: fold<N>(initial, step): N is at least 0
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto v = vector<"v", 3>;
constexpr auto f = sum_of<2>([](auto i) { return slice<0, i + 1>(v); });
constexpr auto g = sum_of<2>([](auto) { return 2.0; });
constexpr auto h = sum_of<-1>([](auto) { return v; });
constexpr auto k = fold<-1>(v, [](auto a, auto) { return a; });
