// EXPECT: x = rows(...): the rows of a vector 2 must have the number type of the parameters
#include <vector>

#include <ctgrad/ctgrad.hpp>

constexpr ctgrad::nn::mlp<ctgrad::nn::dense<2, 1>> net;
ctgrad::parameters_for<float, decltype(net.parameters)> w, slope;
constexpr auto loss = ctgrad::sum(net.output);
auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);
const std::vector<double> x(2);
float value() { return step(w, slope, net.input = ctgrad::rows(x)); }
