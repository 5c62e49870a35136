// The same for a network of fifty layers.
#include <utility>
#include <vector>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/training.hpp>

namespace nn = ctgrad::nn;

template <int> using middle = nn::dense<32, 32, nn::relu>;

template <int... I> constexpr auto deep(std::integer_sequence<int, I...>) {
    return nn::mlp<nn::dense<784, 32, nn::relu>, middle<I>..., nn::dense<32, 10>>{};
}

constexpr auto net = deep(std::make_integer_sequence<int, 48>{});
constexpr auto digit = ctgrad::scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net.output, digit);

int main() {
    const std::vector<float> images(784 * 64);
    const std::vector<int> labels(64);
    ctgrad::parameters_for<float, decltype(net.parameters)> weights;
    nn::he{.seed = 1}(weights);
    auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);
    nn::adam<decltype(weights)> optimiser{.rate = 0.001};
    nn::train(
        step, optimiser, weights, {.epochs = 2},
        [](const nn::epoch_report& report) { return report.loss > 0; },
        net.input = ctgrad::rows(images), digit = ctgrad::rows(labels));
}
