// EXPECT: scan<T>(...): a variable is bound twice
// EXPECT: carry(x, initial, next): x must be a variable
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto f = scan<4>(carry(s, s, s* s), carry(s, s, s + s)).last(s);
constexpr auto g = carry(s * s, s, s);
