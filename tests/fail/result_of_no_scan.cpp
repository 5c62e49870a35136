// EXPECT: last(s0): the scan carries no such variable
// EXPECT: output<K>(), total<K>(): the scan has no such result
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto s0 = scalar<"s0">;
constexpr auto run = scan<4>(carry(s, s0, s* s));
constexpr auto f = run.last(s0);
constexpr auto g = run.output();
