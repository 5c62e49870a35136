// EXPECT: make_truncated_gradient<T, k1, k2>: k1, the steps from one gradient to the next, is at least 1
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto s = scalar<"s">;
constexpr auto a = scalar<"a">;
constexpr auto of_loss = boost::hana::make_tuple(a);
auto right = nn::make_truncated_gradient<float, 1, 2>(s, of_loss, carry(s, 1_c, a* s));
auto wrong = nn::make_truncated_gradient<float, 0, 2>(s, of_loss, carry(s, 1_c, a* s));
