// EXPECT: mlp: layer 2 takes 30 inputs, but layer 1 gives 32
#include <ctgrad/ctgrad.hpp>

namespace nn = ctgrad::nn;
constexpr nn::mlp<nn::dense<64, 32, nn::relu>, nn::dense<30, 10>> net;
