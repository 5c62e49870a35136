// Batches of networks narrower than a tile is high, with every activation.

#include "batch_law.hpp"

using namespace batch_law;
using ctgrad::nn::dense;
namespace nn = ctgrad::nn;

BOOST_AUTO_TEST_CASE(one_neuron_wide) {
    check_regression<float, dense<1, 1, nn::tanh>, dense<1, 2, nn::sigmoid>,
                     dense<2, 3, nn::softplus>, dense<3, 1>>();
}

BOOST_AUTO_TEST_CASE(around_a_register) {
    check_classifier<float, dense<15, 16, nn::relu>, dense<16, 17, nn::gelu>, dense<17, 3>>();
}

BOOST_AUTO_TEST_CASE(around_two_registers) {
    check_regression<double, dense<31, 33, nn::leaky_relu>, dense<33, 2, nn::silu>>();
}

BOOST_AUTO_TEST_CASE(six_layers) {
    check_regression<double, dense<2, 3, nn::selu>, dense<3, 2, nn::elu>,
                     dense<2, 16, nn::softsign>, dense<16, 1, nn::hard_tanh>,
                     dense<1, 15, nn::log_sigmoid>, dense<15, 1, nn::identity>>();
}
