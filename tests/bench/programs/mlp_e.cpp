// The gradient of a batch alone, for a network of five layers: workload e of the benchmark.
#include <vector>

#include <ctgrad/eval/batch.hpp>
#include <ctgrad/nn/loss.hpp>
#include <ctgrad/nn/mlp.hpp>

namespace nn = ctgrad::nn;

template <int Inputs> using hidden = nn::dense<Inputs, 64, nn::relu>;
constexpr nn::mlp<hidden<32>, hidden<64>, hidden<64>, hidden<64>, nn::dense<64, 16>> net;
constexpr auto target = ctgrad::vector<"t", 16>;
constexpr auto loss = nn::mean_squared_error(net.output, target);

int main() {
    const std::vector<float> inputs(32 * 256), targets(16 * 256);
    ctgrad::parameters_for<float, decltype(net.parameters)> weights, gradient;
    auto step = ctgrad::make_batch_gradient<float>(loss, net.parameters);
    const float mean =
        step(weights, gradient, net.input = ctgrad::rows(inputs), target = ctgrad::rows(targets));
    return mean > 0 ? 1 : 0;
}
