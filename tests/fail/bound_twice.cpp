// EXPECT: 2 * x, called with (x = ..., x = ...): variable x is bound twice
#include <ctgrad/ctgrad.hpp>

constexpr auto x = ctgrad::scalar<"x">;

double value() { return (x + x)(x = 1.0, x = 2.0); }
