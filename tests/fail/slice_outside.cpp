// EXPECT: slice(v): a part of a vector must lie inside it, not vector 3
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto f = slice(v, 2_c, 2_c);
