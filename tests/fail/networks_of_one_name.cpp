// EXPECT: any_of: two networks are called 3-4-2; nn::alternative<name, network> gives other names
#include <ctgrad/nn/any_of.hpp>
#include <ctgrad/nn/mlp.hpp>

namespace nn = ctgrad::nn;
using first = nn::mlp<nn::dense<3, 4, nn::tanh>, nn::dense<4, 2>>;
using second = nn::mlp<nn::dense<3, 4, nn::relu>, nn::dense<4, 2>>;
const nn::any_of<first, second> choice("3-4-2");
