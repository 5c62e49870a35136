// EXPECT: ...): a function with a gradient must be scalar, not vector 4
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto run = scan<4>(carry(s, s, s* s), emit(s));
constexpr auto f = gradient(run.output(), s);
