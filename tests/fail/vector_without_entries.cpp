// EXPECT: vector<name, size>, matrix<name, rows, columns>: sizes are at least 1
#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 0>;
