// EXPECT: checkpoint<k>(): k, the steps from one kept state to the next, is at least 1
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto a = scalar<"a">;
constexpr auto right = scan<9>(carry(s, s, a* s), checkpoint<1>());
constexpr auto wrong = scan<9>(carry(s, s, a* s), checkpoint<0>());
