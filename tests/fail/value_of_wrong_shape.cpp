// EXPECT: v = value: v is a vector 3, the value a vector 2
#include <array>

#include <ctgrad/ctgrad.hpp>

constexpr auto v = ctgrad::vector<"v", 3>;

double value() { return sum(v)(v = std::array<double, 2>{1, 2}); }
