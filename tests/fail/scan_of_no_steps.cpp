// EXPECT: scan<T>(...): T, the number of steps, is at least 1
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto f = scan<0>(carry(s, s, s* s)).last(s);
