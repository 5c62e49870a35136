// EXPECT: gradient(x * y, ...): variable x is named twice
#include <ctgrad/eval/gradient.hpp>
#include <ctgrad/expr/operators.hpp>

using namespace ctgrad;

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;

auto g = gradient(x * y, x, y, x);
