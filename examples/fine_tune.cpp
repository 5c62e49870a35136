// Learning while it is used: starts from the weights of examples/from_pytorch.py, meets digits
// drawn one pixel further to the right, which that network never saw, and learns from every one of
// them as soon as its label is known. A sample is answered and learnt from within a budget of time.
//
//   fine_tune [MICROSECONDS]      the budget, default 50; given, it decides on the exit status
#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/csv.hpp>
#include <ctgrad/io/weights.hpp>
#include <embedded/digits.hpp>
#include <embedded/pytorch_digits.hpp>
#include <iomanip>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using namespace ctgrad;

namespace {

using net = nn::mlp<nn::dense<64, 32, nn::relu>, nn::dense<32, 10>>;
constexpr auto digit = scalar<"digit">;

/// Digits that PyTorch did not train on, moved to the right; what leaves the picture is lost.
io::data_set<float> moved_digits() {
    const auto all = io::labelled<float>(io::read_csv(embedded::digits(), "digits.csv"), 10);
    io::data_set<float> moved{64, {}, {}};
    for (std::size_t i = 1200; i < all.size(); ++i) {
        for (std::size_t pixel = 0; pixel < 64; ++pixel)
            moved.inputs.push_back(pixel % 8 == 0 ? 0 : all.row(i)[pixel - 1] / 16);
        moved.labels.push_back(all.labels[i]);
    }
    return moved;
}

/// The time below which a fraction of all lie.
double quantile(std::vector<double> times, double fraction) {
    const auto at = static_cast<std::size_t>(fraction * static_cast<double>(times.size() - 1));
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(at), times.end());
    return times[at];
}

double budget_of(int count, char** arguments) {
    if (count < 2) return 50;
    double budget = 0;
    const std::string_view text(arguments[1]);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), budget);
    if (error != std::errc{} || end != text.data() + text.size() || !(budget > 0))
        throw std::invalid_argument("the budget is a positive number of microseconds, not " +
                                    std::string(text));
    return budget;
}

}  // namespace

int main(int count, char** arguments) try {
    const double budget = budget_of(count, arguments);
    const auto content = std::as_bytes(std::span(embedded::pytorch_digits()));
    parameters_for<float, decltype(net::parameters)> weights, gradient;
    io::load(io::read_safetensors({content.begin(), content.end()}, "pytorch_digits.safetensors"),
             weights);

    // All memory is allocated here: what follows allocates nothing, and waits for nobody.
    const auto stream = moved_digits();
    constexpr auto loss = nn::softmax_cross_entropy(net::output, digit);
    auto answer = make_batch_output<float>(net::output, net::parameters);
    auto step = make_batch_gradient<float>(loss, net::parameters);
    nn::gradient_descent optimiser{.rate = 0.05};
    std::vector<float> outputs(10);
    std::vector<double> times;
    std::vector<bool> right;
    times.reserve(stream.size());

    // What the network would say if it did not learn.
    std::vector<float> unlearnt(10 * stream.size());
    answer(weights, unlearnt, net::input = rows(stream.inputs));

    for (std::size_t i = 0; i < stream.size(); ++i) {
        const auto image = stream.row(i);
        const std::span<const int> label(&stream.labels[i], 1);
        const auto start = std::chrono::steady_clock::now();
        answer(weights, outputs, net::input = rows(image));
        const std::size_t found = nn::argmax<float>(outputs);
        step.update(weights, gradient, optimiser, net::input = rows(image), digit = rows(label));
        const std::chrono::duration<double, std::micro> time =
            std::chrono::steady_clock::now() - start;
        times.push_back(time.count());
        right.push_back(found == static_cast<std::size_t>(label[0]));
    }

    const std::size_t part = stream.size() / 3, last = stream.size() - part;
    const auto learnt =
        std::count(right.end() - static_cast<std::ptrdiff_t>(part), right.end(), true);
    const double without = nn::accuracy(std::span<const float>(unlearnt).subspan(10 * last),
                                        std::span<const int>(stream.labels).subspan(last));
    const double p99 = quantile(times, 0.99);
    const auto late = std::ranges::count_if(times, [&](double t) { return t > budget; });
    const double accuracy = static_cast<double>(learnt) / static_cast<double>(part);
    std::cout << std::fixed << std::setprecision(1) << "right of the last " << part << " of "
              << stream.size() << " digits, moved by a pixel: " << 100 * without
              << " % without learning, " << 100 * accuracy << " % with it"
              << "\nanswer and step: p50 " << quantile(times, 0.5) << " us, p99 " << p99
              << " us; budget " << budget << " us, exceeded by " << late << " samples\n";
    return accuracy > without && (count < 2 || p99 <= budget) ? 0 : 1;
} catch (const std::exception& error) {
    std::cerr << "fine_tune: " << error.what() << '\n';
    return 1;
}
