// ctgrad: nn::fit, one epoch at a time.
#include <algorithm>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>
#include <string>
#include <vector>

#include "contestant.hpp"

namespace bench {

namespace {

using namespace ctgrad;

using net = nn::mlp<nn::dense<inputs, hidden, nn::relu>, nn::dense<hidden, classes>>;
using weights_type = parameters_for<float, decltype(net::parameters)>;
constexpr auto digit = scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net::output, digit);

struct ours final : contestant {
    const digits& training;
    weights_type weights;
    nn::adam<weights_type> optimiser;
    decltype(make_batch_gradient<float>(loss, net::parameters)) step;
    decltype(make_batch_output<float>(net::output, net::parameters)) predict;

    ours(const digits& all, const layers& start) : training(all) {
        std::ranges::copy(start.weight1, weights[net::weight<1>()].data());
        std::ranges::copy(start.bias1, weights[net::bias<1>()].data());
        std::ranges::copy(start.weight2, weights[net::weight<2>()].data());
        std::ranges::copy(start.bias2, weights[net::bias<2>()].data());
    }
    std::string name() const override { return "ctgrad"; }
    void epoch(int number) override {
        nn::fit(step, optimiser, weights,
                nn::samples(net::input = rows(training.images), digit = rows(training.labels)),
                {.epochs = number, .batch = batch, .seed = 1, .first_epoch = number});
    }
    double accuracy(const digits& test) override {
        std::vector<float> outputs(test.size() * classes);
        predict(weights, outputs, net::input = rows(test.images));
        return nn::accuracy<float, int>(outputs, test.labels);
    }
};

}  // namespace

std::unique_ptr<contestant> make_ctgrad(const digits& training, const layers& start) {
    return std::make_unique<ours>(training, start);
}

}  // namespace bench
