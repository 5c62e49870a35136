// Handwritten digits of MNIST: trains one of two networks, keeps a checkpoint after every epoch,
// goes on from it when it is started again, and prints the confusion matrix.
//
//   mnist DIR                     784-128-10, relu, Adam with a rate that falls along the cosine;
//                                 DIR holds the IDX files, plain or .gz
//   mnist DIR --plain             784-30-10, sigmoid, plain gradient descent, batches of 10
//   mnist DIR --checkpoint FILE   goes on from FILE if it is there, as if it had never stopped;
//                                 Ctrl-C finishes the step and ends with FILE written
#include <unistd.h>

#include <boost/program_options.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/checkpoint.hpp>
#include <ctgrad/io/mnist.hpp>
#include <ctgrad/io/weights.hpp>
#include <ctgrad/io/write_file.hpp>
#include <ctgrad/nn/fit.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/interruption.hpp>
#include <ctgrad/nn/progress.hpp>
#include <ctgrad/show/curves.hpp>
#include <filesystem>
#include <iostream>
#include <span>
#include <string>
#include <vector>

using namespace ctgrad;

namespace {

struct choice {
    std::string folder, checkpoint, curves, weights;
    bool plain = false;
    int epochs = 0, threads = 1;
    std::uint32_t seed = 1;
};

constexpr auto digit = scalar<"digit">;

template <class Net, class Optimiser>
void run(const choice& chosen, Optimiser optimiser, nn::fit_options how) {
    const auto training = io::load_mnist<float>(chosen.folder, io::mnist_part::train);
    const auto test = io::load_mnist<float>(chosen.folder, io::mnist_part::test);
    constexpr auto loss = nn::softmax_cross_entropy(Net::output, digit);
    const auto step = make_batch_gradient<float>(loss, Net::parameters);
    auto predict = make_batch_output<float>(Net::output, Net::parameters);

    parameters_for<float, decltype(Net::parameters)> weights;
    nn::glorot{chosen.seed}(weights);
    const double rate = optimiser.rate;  // before a checkpoint sets it to what it has fallen to
    nn::training_state<decltype(weights)> state;
    io::checkpoint file{io::part{"weights", weights}, io::part{"optimiser", optimiser},
                        io::part{"training", state}};
    if (!chosen.checkpoint.empty() && std::filesystem::exists(chosen.checkpoint)) {
        file.load(chosen.checkpoint);
        std::cout << "going on after epoch " << state.epochs << " and " << state.samples
                  << " samples\n";
    }
    const auto save = [&] {
        if (!chosen.checkpoint.empty()) file.save(chosen.checkpoint);
    };

    std::vector<float> outputs(test.size() * 10);
    const auto accuracy = [&] {
        predict(weights, outputs, Net::input = rows(test.inputs));
        return nn::accuracy<float, int>(outputs, test.labels);
    };
    if (chosen.epochs > 0) how.epochs = chosen.epochs;
    how.seed = chosen.seed;
    how.threads = chosen.threads;
    if (!chosen.plain) {
        const long batch = how.batch, all = static_cast<long>(training.size());
        how.schedule = nn::cosine_rate{.rate = rate, .steps = how.epochs * ((all - 1) / batch + 1)};
    }
    how.metrics = {{"accuracy on test digits", accuracy}};
    how.on_epoch = [&](const nn::epoch_record&) {
        save();
        return true;
    };
    nn::interruption asked;
    how.interrupted = [&] { return asked.requested(); };
    const nn::progress shown(std::cout, isatty(STDOUT_FILENO) == 1, how);
    const auto history = nn::fit(
        step, optimiser, weights, state,
        nn::samples(Net::input = rows(training.inputs), digit = rows(training.labels)), how);
    if (history.reason == nn::ending::interruption) {
        save();
        std::cout << "interrupted after epoch " << state.epochs << " and " << state.samples
                  << " samples\n";
    }
    if (!chosen.curves.empty() && !history.epochs.empty())
        io::write_file(chosen.curves, learning_curves(history));
    if (!chosen.weights.empty()) io::save(chosen.weights, weights);
    const double final_accuracy = accuracy();
    std::cout << nn::confusion_matrix(std::span<const float>(outputs),
                                      std::span<const int>(test.labels), 10)
                     .text()
              << 100 * final_accuracy << " % of " << test.size() << " test digits\n";
}

bool parse(int count, char** arguments, choice& chosen) {
    namespace po = boost::program_options;
    po::options_description all("mnist DIR: trains a network on MNIST's digits");
    // clang-format off
    all.add_options()
        ("help", "this text")
        ("folder", po::value(&chosen.folder)->value_name("DIR"), "the IDX files, plain or .gz")
        ("plain", po::bool_switch(&chosen.plain), "784-30-10, sigmoid, plain gradient descent")
        ("epochs", po::value(&chosen.epochs)->value_name("N"), "default 15, plain 30")
        ("threads", po::value(&chosen.threads)->value_name("N"), "for large batches")
        ("seed", po::value(&chosen.seed)->value_name("N"), "of weights and order")
        ("checkpoint", po::value(&chosen.checkpoint)->value_name("FILE"), "kept after every epoch")
        ("curves", po::value(&chosen.curves)->value_name("FILE"), "writes the loss by epoch, SVG")
        ("weights", po::value(&chosen.weights)->value_name("FILE"),
         "writes the weights under PyTorch's names, .safetensors");
    // clang-format on
    po::positional_options_description place;
    place.add("folder", 1);
    po::variables_map given;
    po::store(po::command_line_parser(count, arguments).options(all).positional(place).run(),
              given);
    po::notify(given);
    if (given.count("help") == 0 && !chosen.folder.empty()) return true;
    std::cout << all;
    return false;
}

}  // namespace

int main(int count, char** arguments) try {
    choice chosen;
    if (!parse(count, arguments, chosen)) return 0;
    if (chosen.plain)
        run<nn::mlp<nn::dense<784, 30, nn::sigmoid>, nn::dense<30, 10>>>(
            chosen, nn::gradient_descent{.rate = 0.3}, {.epochs = 30, .batch = 10});
    else {
        using net = nn::mlp<nn::dense<784, 128, nn::relu>, nn::dense<128, 10>>;
        run<net>(chosen, nn::adam<parameters_for<float, decltype(net::parameters)>>{.rate = 0.002},
                 {.epochs = 15, .batch = 64});
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << "mnist: " << error.what() << '\n';
    return 1;
}
