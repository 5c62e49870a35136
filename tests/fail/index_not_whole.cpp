// EXPECT: an index or a size is an integral constant: write 2_c
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto f = element(v, 0.5_c);
