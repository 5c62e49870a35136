// EXPECT: sin(x) * exp(x * y) is a scalar: product of sin(x), exp(x * y)
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

int main() { reveal(sin(x) * exp(x * y)); }
