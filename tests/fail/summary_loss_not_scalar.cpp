// EXPECT: summary(b1 + W1 * x, ...): a function with a gradient must be scalar, not vector 3
#include <ctgrad/ctgrad.hpp>

using net = ctgrad::nn::mlp<ctgrad::nn::dense<2, 3>>;
constexpr auto s = ctgrad::summary(net{}, net::output);
