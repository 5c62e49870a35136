// EXPECT: checkpoint<k>(): k, the steps from one kept state to the next, is at least 1
// EXPECT: state_gradient(square(a) * s0, run, x): run must be a scan that the loss reads, not unrolled
#include <ctgrad/expr/state_gradient.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto s0 = scalar<"s0">;
constexpr auto a = scalar<"a">;
constexpr auto cell = carry(s, s0, a* s);
constexpr auto right = scan<9>(cell, checkpoint<1>());
constexpr auto good = state_gradient(right.last(s), right, s);
constexpr auto wrong = scan<9>(cell, checkpoint<0>());
constexpr auto bad = state_gradient(unroll<2>(cell).last(s), unroll<2>(cell), s);
