// EXPECT: make_truncated_gradient<T, k1, k2>: k2, the steps a gradient goes back through, is at least k1
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

constexpr auto s = scalar<"s">;
constexpr auto a = scalar<"a">;
constexpr auto of_loss = boost::hana::make_tuple(a);
auto right = nn::make_truncated_gradient<float, 1, 2>(s, of_loss, carry(s, 1_c, a* s));
auto wrong = nn::make_truncated_gradient<float, 3, 2>(s, of_loss, carry(s, 1_c, a* s));
