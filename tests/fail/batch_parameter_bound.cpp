// EXPECT: W1 = rows(...): W1 is a parameter, which all samples share; its numbers come first in the call
#include <vector>

#include <ctgrad/ctgrad.hpp>

constexpr ctgrad::nn::mlp<ctgrad::nn::dense<2, 1>> net;
ctgrad::parameters_for<float, decltype(net.parameters)> w, slope;
constexpr auto loss = ctgrad::sum(net.output);
auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);
const std::vector<float> x(2);
float value() { return step(w, slope, net.weight<1>() = ctgrad::rows(x)); }
