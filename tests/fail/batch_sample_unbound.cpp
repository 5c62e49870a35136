// EXPECT: called with (): variable x (vector 2) is not bound
#include <vector>

#include <ctgrad/ctgrad.hpp>

constexpr ctgrad::nn::mlp<ctgrad::nn::dense<2, 1>> net;
ctgrad::parameters_for<float, decltype(net.parameters)> w, slope;
constexpr auto loss = ctgrad::sum(net.output);
auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);

float value() { return step(w, slope); }
