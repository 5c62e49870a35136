// EXPECT: make_truncated_gradient<T, k1, k2>: k1, the steps from one gradient to the next, is at least 1
// EXPECT: make_truncated_gradient<T, k1, k2>: k2, the steps a gradient goes back through, is at least k1
// EXPECT: truncated_gradient, called for some steps: variable y (vector 2) is not bound
#include <ctgrad/nn/truncated.hpp>
using namespace ctgrad;
constexpr auto s = scalar<"s">;
constexpr auto y = ctgrad::vector<"y", 2>;
constexpr auto none = boost::hana::make_tuple();
template <int K1, int K2>
auto make = nn::make_truncated_gradient<float, K1, K2>(sum(y), none, carry(s, s - s, s + sum(y)));
auto no_steps = make<0, 2>;
auto fewer = make<3, 2>;
parameters<float> p;
auto unbound = make<1, 1>(p, p);
