// What a user compiles to train a network of four layers; with -DFIT by nn::fit, which can do more.
#include <vector>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/initialise.hpp>
#ifdef FIT
#include <ctgrad/nn/fit.hpp>
#else
#include <ctgrad/nn/training.hpp>
#endif

namespace nn = ctgrad::nn;

constexpr nn::mlp<nn::dense<784, 128, nn::relu>, nn::dense<128, 64, nn::relu>,
                  nn::dense<64, 32, nn::relu>, nn::dense<32, 10>>
    net;
constexpr auto digit = ctgrad::scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net.output, digit);

int main() {
    const std::vector<float> images(784 * 64);
    const std::vector<int> labels(64);
    ctgrad::parameters_for<float, decltype(net.parameters)> weights;
    nn::he{.seed = 1}(weights);
    auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);
    nn::adam<decltype(weights)> optimiser{.rate = 0.001};
#ifdef FIT
    nn::fit(
        step, optimiser, weights,
        nn::samples(net.input = ctgrad::rows(images), digit = ctgrad::rows(labels)),
        {.epochs = 2, .on_epoch = [](const nn::epoch_record& report) { return report.loss > 0; }});
#else
    nn::train(
        step, optimiser, weights, {.epochs = 2},
        [](const nn::epoch_report& report) { return report.loss > 0; },
        net.input = ctgrad::rows(images), digit = ctgrad::rows(labels));
#endif
}
