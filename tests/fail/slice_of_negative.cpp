// EXPECT: slice(v): a part of a vector must lie inside it, not vector 3
// EXPECT: slice(v): a part of a vector must lie inside it, not vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto f = ctgrad::slice<-1, 2>(v);
constexpr auto g = slice(v, 1_c, -1_c);
