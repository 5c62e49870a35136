// EXPECT: spelled_t: an expression of at most 200 nodes, written as a tree; this one has 253
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto x = scalar<"x">;
template <class U> constexpr auto twice(U u) { return sin(u) + cos(u); }
constexpr auto a = twice(twice(twice(x)));
constexpr auto f = twice(twice(twice(a)));
using type = spelled_t<decltype(f)>;
