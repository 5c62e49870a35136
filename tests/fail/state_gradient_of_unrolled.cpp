// EXPECT: state_gradient(square(a) * s0, run, x): run must be a scan that the loss reads, not unrolled
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

constexpr auto s = scalar<"s">;
constexpr auto s0 = scalar<"s0">;
constexpr auto a = scalar<"a">;
constexpr auto right = scan<2>(carry(s, s0, a* s));
constexpr auto good = state_gradient(right.last(s), right, s);
constexpr auto written_out = unroll<2>(carry(s, s0, a* s));
constexpr auto wrong = state_gradient(written_out.last(s), written_out, s);
