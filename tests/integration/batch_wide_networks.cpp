// Batches of networks of several registers and tiles of neurons.

#include "batch_law.hpp"

using namespace batch_law;
using ctgrad::nn::dense;
namespace nn = ctgrad::nn;

BOOST_AUTO_TEST_CASE(around_four_registers) {
    check_classifier<float, dense<63, 64, nn::relu>, dense<64, 65, nn::tanh>, dense<65, 10>>();
}

BOOST_AUTO_TEST_CASE(around_eight_registers) {
    check_regression<double, dense<127, 128, nn::silu>, dense<128, 1>>();
}

BOOST_AUTO_TEST_CASE(cross_entropy_of_a_distribution) {
    constexpr nn::mlp<dense<100, 130, nn::gelu>, dense<130, 3>> net;
    constexpr auto t = ctgrad::vector<"t", 3>;
    check<float, decltype(net.input), decltype(t)>(nn::softmax_cross_entropy(net.output, t),
                                                   net.parameters);
}
