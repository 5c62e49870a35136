// EXPECT: derivation(W * v, v): by a vector or matrix a scalar is derived step by step
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto v = vector<"v", 3>;
constexpr auto W = matrix<"W", 2, 3>;
constexpr auto shown = text(derivation(W * v, v));
