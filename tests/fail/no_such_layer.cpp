// EXPECT: layer 2: layers of this network have the numbers 1 to 1
#include <ctgrad/ctgrad.hpp>

namespace nn = ctgrad::nn;
constexpr auto weight = nn::mlp<nn::dense<64, 32, nn::relu>>::weight<2>();
