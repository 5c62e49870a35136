// Study pages: forward pass, loss, backward pass and update of networks from textbooks, step by
// step. Each is one file that a browser opens from the disk; beside it is its graph as a picture.
//
//   study [DIR]        writes into this folder, which is made; without it, into the present one
#include <array>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/csv.hpp>
#include <ctgrad/io/write_file.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/show/page.hpp>
#include <ctgrad/show/study.hpp>
#include <embedded/digits.hpp>
#include <filesystem>
#include <iostream>
#include <string>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

/// A neuron with a squared loss.
study_report relu_neuron() {
    constexpr auto x = scalar<"x">;
    constexpr auto w = scalar<"w">;
    constexpr auto b = scalar<"b">;
    constexpr auto a_true = scalar<"a_true">;
    constexpr auto loss = square(a_true - relu(w * x + b));
    return study(value_and_gradient(loss, w, b), {.rate = 0.01, .title = "A neuron"}, x = 2.0,
                 w = 3.0, b = 1.0, a_true = 4.0);
}

/// Two neurons in a row.
study_report two_neurons() {
    constexpr auto x = scalar<"x">;
    constexpr auto y = scalar<"y">;
    constexpr auto w1 = scalar<"w1">;
    constexpr auto b1 = scalar<"b1">;
    constexpr auto w2 = scalar<"w2">;
    constexpr auto b2 = scalar<"b2">;
    constexpr auto a1 = relu(w1 * x + b1);
    constexpr auto a2 = relu(w2 * a1 + b2);
    constexpr auto J = square(a2 - y) / 2_c;
    return study(value_and_gradient(J, w1, b1, w2, b2),
                 {.rate = 0.01, .title = "Two neurons in a row", .value_name = "J"}, x = 1.0,
                 y = 5.0, w1 = 2.0, b1 = 0.0, w2 = 3.0, b2 = 1.0);
}

/// A neuron with two inputs, and a rate that goes too far.
study_report neuron_update() {
    constexpr auto x = vector<"x", 2>;
    constexpr auto w = vector<"w", 2>;
    constexpr auto b = scalar<"b">;
    constexpr auto target = scalar<"target">;
    constexpr auto loss = square(target - relu(dot(w, x) + b));
    constexpr std::array input{0.5, 0.7}, weights{1.0, 0.7};
    return study(value_and_gradient(loss, w, b),
                 {.rate = 1, .title = "One step of gradient descent that overshoots"}, w = weights,
                 x = input, b = 2.0, target = 3.5);
}

/// Two inputs, two hidden neurons, two outputs, with the numbers of M. Mazur's "A step by step
/// backpropagation example", where biases stay as they are.
study_report sigmoid_network() {
    constexpr auto i = scalars<"i", 2>;
    constexpr auto w = scalars<"w", 8>;
    constexpr auto b = scalars<"b", 2>;
    constexpr auto target = scalars<"target", 2>;
    constexpr auto h1 = sigmoid(w[0_c] * i[0_c] + w[1_c] * i[1_c] + b[0_c]);
    constexpr auto h2 = sigmoid(w[2_c] * i[0_c] + w[3_c] * i[1_c] + b[0_c]);
    constexpr auto o1 = sigmoid(w[4_c] * h1 + w[5_c] * h2 + b[1_c]);
    constexpr auto o2 = sigmoid(w[6_c] * h1 + w[7_c] * h2 + b[1_c]);
    constexpr auto error = 0.5_c * square(target[0_c] - o1) + 0.5_c * square(target[1_c] - o2);
    constexpr std::array inputs{0.05, 0.1}, biases{0.35, 0.6}, targets{0.01, 0.99};
    constexpr std::array weights{0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55};
    return study(value_and_gradient(error, w),
                 {.rate = 0.5, .title = "A sigmoid 2-2-2 network", .value_name = "E"}, i = inputs,
                 w = weights, b = biases, target = targets);
}

/// Backpropagation through time: a recurrent neuron reads four numbers, written out step by step,
/// and says something behind the last. The weights of all steps are the same, so that their
/// gradients add up.
study_report through_time() {
    constexpr auto x = scalar<"x">;
    constexpr auto h = scalar<"h">;
    constexpr auto h0 = scalar<"h0">;
    constexpr auto w = scalar<"w">;
    constexpr auto u = scalar<"u">;
    constexpr auto y = scalar<"y">;
    constexpr auto X = vector<"X", 4>;
    constexpr auto run = scan<4>(carry(h, h0, tanh(w * x + u * h)), each(x, X));
    constexpr auto loss = square(run.last(h) - y);
    constexpr std::array input{0.5, -1.0, 0.25, 1.5};
    return study(value_and_gradient(loss, w, u, h0),
                 {.rate = 0.1, .title = "A neuron through four steps of time"}, w = 0.8, u = 0.5,
                 h0 = 0.0, X = input, y = 0.3);
}

/// The network of examples/digits.cpp before its training, by layers, for one image.
study_report digits() {
    using net = nn::mlp<nn::dense<64, 32, nn::relu>, nn::dense<32, 10>>;
    constexpr auto digit = scalar<"digit">;
    constexpr auto loss = nn::softmax_cross_entropy(net::output, digit);
    const auto table = io::read_csv(embedded::digits(), "digits.csv");
    auto images = io::labelled<double>(table, 10);
    for (double& pixel : images.inputs) pixel /= 16;
    parameters_for<double, decltype(net::parameters)> weights;
    nn::he{.seed = 1}(weights);
    return boost::hana::unpack(net::parameters, [&](auto... parameter) {
        return study(value_and_gradient(loss, parameter...),
                     {.rate = 0.05, .title = "64-32-10 on an image of a digit", .by_layers = true},
                     net::input = images.row(0), digit = images.labels[0],
                     (parameter = weights[parameter])...);
    });
}

}  // namespace

int main(int count, char** arguments) try {
    const std::filesystem::path folder = count > 1 ? arguments[1] : ".";
    std::filesystem::create_directories(folder);
    const auto write = [&](const std::string& name, const study_report& report) {
        io::write_file(folder / (name + ".html"), html(report));
        io::write_file(folder / (name + ".svg"), svg(report));
        std::cout << name << ".html: " << report.options.value_name << " = " << report.value
                  << ", after an update " << report.updated_value << '\n';
    };
    write("relu_neuron", relu_neuron());
    write("two_neurons", two_neurons());
    write("neuron_update", neuron_update());
    write("sigmoid_network", sigmoid_network());
    write("through_time", through_time());
    write("digits", digits());
    return 0;
} catch (const std::exception& error) {
    std::cerr << "study: " << error.what() << '\n';
    return 1;
}
