// EXPECT: ...): a function with a gradient must be scalar, not vector 4
// EXPECT: cpp(...): a scan is not written in this language; listing shows it
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto run = scan<4>(carry(s, s, s* s), emit(s));
constexpr auto f = gradient(run.output(), s);
constexpr auto g = cpp(run.last(s));
