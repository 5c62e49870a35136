// Handwritten digits, from the formula to the trained network: prints the loss and two of its
// derivatives, checks the gradient against numeric differences, trains, and tells the accuracy on
// digits the network has never seen.
//
//   digits                  64-32-10 on the 1,797 embedded 8x8 digits, a third of them held out
//   digits --mnist DIR      784-128-10 on MNIST's IDX files (plain or .gz) in a folder
#include <unistd.h>

#include <boost/program_options.hpp>
#include <cstdlib>
#include <ctgrad/check/gradient.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/csv.hpp>
#include <ctgrad/io/mnist.hpp>
#include <ctgrad/io/shuffle.hpp>
#include <ctgrad/io/write_file.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/interruption.hpp>
#include <ctgrad/nn/progress.hpp>
#include <ctgrad/show/curves.hpp>
#include <embedded/digits.hpp>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace io = ctgrad::io;
namespace nn = ctgrad::nn;
using namespace ctgrad;

namespace {

struct options {
    std::string mnist;
    int epochs = 0;
    int batch = 32;
    double rate = 0.002;
    int threads = 1;
    std::uint32_t seed = 1;
    std::string history;
};

struct digits {
    io::data_set<float> train;
    io::data_set<float> test;
};

digits embedded_digits(std::uint32_t seed) {
    const auto table = io::read_csv(embedded::digits(), "digits.csv");
    auto all = io::labelled<float>(table, 10);
    for (float& pixel : all.inputs) pixel /= 16;
    io::shuffle(all, seed);
    auto [test, train] = io::split(std::move(all), 1.0 / 3);
    return {std::move(train), std::move(test)};
}

digits mnist_digits(const std::string& directory) {
    return {io::load_mnist<float>(directory, io::mnist_part::train),
            io::load_mnist<float>(directory, io::mnist_part::test)};
}

/// One class index per image, bound as the target of the loss.
constexpr auto digit = scalar<"digit">;

template <class Net> constexpr auto loss_of = nn::softmax_cross_entropy(Net::output, digit);

template <class Net> void print_formulas() {
    constexpr auto loss = loss_of<Net>;
    constexpr auto first = Net::template weight<1>();
    constexpr auto bias = Net::template bias<Net::depth>();
    std::cout << "network      " << text(Net::output) << '\n'
              << "loss         " << text(loss) << '\n'
              << "d loss / d " << text(bias) << " = " << text(diff(loss, bias)) << '\n'
              << "d loss / d " << text(first) << ":\n"
              << text(diff(loss, first)) << "\n\n"
              << text(summary<float>(Net{}, loss)) << '\n';
}

/// The symbolic gradient of one sample's loss against numeric differences, in double.
template <class Net, class Weights>
void check(const Weights& weights, const io::data_set<float>& data, std::size_t max_entries) {
    const auto precise = weights.template to<double>();
    const std::vector<double> image(data.row(0).begin(), data.row(0).end());
    const double label = data.labels[0];
    const auto report = boost::hana::unpack(Net::parameters, [&](auto... parameter) {
        return check_gradient(loss_of<Net>, boost::hana::make_tuple(parameter...),
                              check_options{.max_entries = max_entries}, Net::input = image,
                              digit = label, (parameter = precise[parameter])...);
    });
    std::cout << report << '\n';
    if (!report.passed()) throw std::runtime_error("the gradient differs from numeric differences");
}

template <class Net> void run(const digits& data, const options& chosen, std::size_t checked) {
    using parameters = parameters_for<float, decltype(Net::parameters)>;
    print_formulas<Net>();

    parameters weights;
    nn::he{chosen.seed}(weights);
    check<Net>(weights, data.test, checked);

    auto step = make_batch_gradient<float>(loss_of<Net>, Net::parameters);
    auto predict = make_batch_output<float>(Net::output, Net::parameters);
    std::vector<float> outputs(data.test.size() * 10);
    const auto accuracy = [&] {
        predict(weights, outputs, Net::input = rows(data.test.inputs));
        return nn::accuracy<float, int>(outputs, data.test.labels);
    };
    std::cout << "training " << parameters::count() << " parameters in float on "
              << data.train.size() << " digits, batches of " << chosen.batch << ", "
              << simd_description() << '\n';
    nn::fit_options how{.epochs = chosen.epochs,
                        .batch = chosen.batch,
                        .seed = chosen.seed,
                        .threads = chosen.threads,
                        .metrics = {{"held-out accuracy", accuracy}}};
    nn::interruption asked;
    how.interrupted = [&] { return asked.requested(); };
    const nn::progress shown(std::cout, isatty(STDOUT_FILENO) == 1, how, 10);
    nn::adam<parameters> optimiser{.rate = chosen.rate};
    const auto history = nn::fit(
        step, optimiser, weights,
        nn::samples(Net::input = rows(data.train.inputs), digit = rows(data.train.labels)), how);
    if (history.reason == nn::ending::interruption) std::cout << "interrupted\n";
    std::cout << "accuracy on " << data.test.size() << " digits that were held out: " << std::fixed
              << std::setprecision(2) << 100 * accuracy() << " %\n";
    if (!chosen.history.empty()) {
        io::write_file(chosen.history + ".csv", history.csv());
        io::write_file(chosen.history + ".svg", learning_curves(history));
    }
}

options parse(int count, char** arguments) {
    namespace po = boost::program_options;
    options chosen;
    po::options_description all("digits: trains a network on handwritten digits");
    // clang-format off
    all.add_options()
        ("help", "this text")
        ("mnist", po::value(&chosen.mnist)->value_name("DIR"),
         "folder of MNIST's IDX files, plain or .gz")
        ("epochs", po::value(&chosen.epochs)->value_name("N"),
         "passes over the data (default 60; MNIST 10)")
        ("batch", po::value(&chosen.batch)->value_name("N")->default_value(chosen.batch),
         "samples per step")
        ("rate", po::value(&chosen.rate)->value_name("R"),
         "learning rate (default 0.002; MNIST 0.001)")
        ("threads", po::value(&chosen.threads)->value_name("N")->default_value(chosen.threads),
         "that work on large batches; the result does not depend on them")
        ("history", po::value(&chosen.history)->value_name("NAME"),
         "writes NAME.csv and NAME.svg: losses and accuracy by epoch, learning curves")
        ("seed", po::value(&chosen.seed)->value_name("N")->default_value(chosen.seed),
         "of the first weights, the order of the samples and the held-out third");
    // clang-format on
    po::variables_map given;
    po::store(po::parse_command_line(count, arguments, all), given);
    if (given.count("help") > 0) {
        std::cout << all;
        std::exit(0);
    }
    po::notify(given);
    if (given.count("epochs") == 0) chosen.epochs = chosen.mnist.empty() ? 60 : 10;
    if (given.count("rate") == 0) chosen.rate = chosen.mnist.empty() ? 0.002 : 0.001;
    return chosen;
}

}  // namespace

int main(int count, char** arguments) try {
    const options chosen = parse(count, arguments);
    if (chosen.mnist.empty())
        run<nn::mlp<nn::dense<64, 32, nn::relu>, nn::dense<32, 10>>>(embedded_digits(chosen.seed),
                                                                     chosen, every_entry);
    else
        run<nn::mlp<nn::dense<784, 128, nn::relu>, nn::dense<128, 10>>>(mnist_digits(chosen.mnist),
                                                                        chosen, 100);
    return 0;
} catch (const std::exception& error) {
    std::cerr << "digits: " << error.what() << '\n';
    return 1;
}
