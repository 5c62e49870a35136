// Weights trained elsewhere: loads a network that examples/from_pytorch.py trained on the first
// 1,200 handwritten digits and wrote under PyTorch's names, and compares its outputs with those of
// PyTorch.
//
//   from_pytorch           the files of examples/data, which are a part of the program
//   from_pytorch FILE      weights of the same network, .safetensors; only the accuracy is told
#include <cmath>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/csv.hpp>
#include <ctgrad/io/weights.hpp>
#include <embedded/digits.hpp>
#include <embedded/pytorch_digits.hpp>
#include <embedded/pytorch_outputs.hpp>
#include <iostream>
#include <span>
#include <string_view>
#include <vector>

using namespace ctgrad;

namespace {

// nn.Sequential(Linear(64, 32), ReLU(), Linear(32, 10)): 0.weight, 0.bias, 2.weight, 2.bias.
using net = nn::mlp<nn::dense<64, 32, nn::relu>, nn::dense<32, 10>>;

io::array_file arrays_in(std::string_view content, std::string_view name) {
    const auto bytes = std::as_bytes(std::span(content));
    return io::read_safetensors({bytes.begin(), bytes.end()}, name);
}

/// The largest difference, in units of the largest output.
double largest_difference(std::span<const float> found, std::span<const float> expected) {
    double difference = 0, size = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        difference = std::fmax(difference, std::abs(static_cast<double>(found[i] - expected[i])));
        size = std::fmax(size, std::abs(static_cast<double>(expected[i])));
    }
    return difference / size;
}

}  // namespace

int main(int count, char** arguments) try {
    parameters_for<float, decltype(net::parameters)> weights;
    if (count > 1) io::load(arguments[1], weights);
    else io::load(arrays_in(embedded::pytorch_digits(), "pytorch_digits.safetensors"), weights);

    auto digits = io::labelled<float>(io::read_csv(embedded::digits(), "digits.csv"), 10);
    for (float& pixel : digits.inputs) pixel /= 16;
    auto network = make_batch_output<float>(net::output, net::parameters);
    std::vector<float> outputs(digits.size() * 10);
    network(weights, outputs, net::input = rows(digits.inputs));

    constexpr std::size_t trained = 1200;
    const std::span<const float> all(outputs);
    const std::span<const int> labels(digits.labels);
    std::cout << "accuracy on the " << trained << " digits of its training "
              << nn::accuracy(all.first(10 * trained), labels.first(trained)) << ", on the others "
              << nn::accuracy(all.subspan(10 * trained), labels.subspan(trained)) << '\n';
    if (count > 1) return 0;

    const auto file = arrays_in(embedded::pytorch_outputs(), "pytorch_outputs.safetensors");
    const auto expected = io::numbers_of<float>(*file.find("outputs"), file.source);
    const double difference = largest_difference(all.last(expected.size()), expected);
    std::cout << "outputs for the last " << expected.size() / 10 << " digits: "
              << (difference < 1e-6 ? "those of PyTorch to 1e-6\n" : "not those of PyTorch\n");
    return difference < 1e-6 ? 0 : 1;
} catch (const std::exception& error) {
    std::cerr << "from_pytorch: " << error.what() << '\n';
    return 1;
}
