// EXPECT: a literal is decimal with at most 18 digits
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

constexpr auto f = ctgrad::scalar<"x"> + 3.14159265358979323846_c;
