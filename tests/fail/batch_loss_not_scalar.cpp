// EXPECT: make_batch_gradient(b1 + W1 * x, ...): a function with a gradient must be scalar, not vector 3
#include <ctgrad/ctgrad.hpp>

constexpr ctgrad::nn::mlp<ctgrad::nn::dense<2, 3>> net;
auto step = ctgrad::make_batch_gradient<float>(net.output, net.parameters);
