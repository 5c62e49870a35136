// EXPECT: a batch computes in a floating-point type
#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
constexpr auto y = scalar<"y">;
auto step = make_batch_gradient<int>(y * y, boost::hana::make_tuple(y));
