// EXPECT: element(v): the indices must lie inside, not vector 3
#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto f = ctgrad::element<3>(v);
