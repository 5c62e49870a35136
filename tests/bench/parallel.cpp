// The training step of the networks c, d and e of the kernel benchmark by two threads against one,
// on batches of 512: wall time, medians of pairs that take turns. Around every pair it measures
// what two threads can have of this machine at this moment, by multiply-adds alone: virtual cores
// that share a physical one, or are lent to others, are not twice as fast as one. And what they
// have where nothing is divided: two trainings beside each other, each with a network of its own.
//
// usage: bench.parallel [pairs]
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <ctgrad/nn/parallel.hpp>
#include <iostream>
#include <vector>

#include "mlp/measure.hpp"

namespace {

using namespace ctgrad;

constexpr auto label = scalar<"label">;
constexpr int batch = 512;

double seconds(auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> numbers) {
    if (numbers.empty()) return 0;
    std::nth_element(numbers.begin(), numbers.begin() + numbers.size() / 2, numbers.end());
    return numbers[numbers.size() / 2];
}

/// How many times the multiply-adds of one thread two threads do.
double capacity(nn::team& both) {
    const auto work = [](int) {
        for (int k = 0; k < 8; ++k) bench::peak<float>();
    };
    const double alone = seconds([&] { work(0); });
    return 2 * alone / seconds([&] { both.run(work); });
}

template <class Net, bool Classes> void measure(const char* name, int pairs) {
    constexpr auto target = vector<"target", Net::output.extent().rows>;
    constexpr auto loss = [&] {
        if constexpr (Classes) return nn::softmax_cross_entropy(Net::output, label);
        else return nn::half_squared_error(Net::output, target);
    }();
    using weights = parameters_for<float, decltype(Net::parameters)>;
    weights w, gradient;
    nn::he{.seed = 1}(w);
    nn::sgd<weights> optimiser{.rate = 1e-9};
    std::vector<float> inputs(batch * static_cast<std::size_t>(Net::input.extent().rows), 0.5f);
    std::vector<int> classes(batch, 3);
    std::vector<float> targets(batch * static_cast<std::size_t>(Net::output.extent().rows), 0.1f);
    auto plain = make_batch_gradient<float>(loss, Net::parameters);
    nn::parallel_gradient two(plain, 2);
    const auto update = [&](auto& step, weights& values, weights& by, auto& rule) {
        const auto x = Net::input = rows(inputs);
        if constexpr (Classes) step.update(values, by, rule, x, label = rows(classes));
        else step.update(values, by, rule, x, target = rows(targets));
    };
    const auto run = [&](auto& step) { update(step, w, gradient, optimiser); };
    nn::team both(2);
    std::vector<double> plain_times, of_two, capacities, ratios, undisturbed, apart;
    struct training {
        weights w, gradient;
        nn::sgd<weights> optimiser{.rate = 1e-9};
        decltype(plain) step;
    };
    std::vector<training> trainings;
    for (int i = 0; i < 2; ++i) trainings.push_back({w, gradient, optimiser, plain});
    const int steps = std::max(1, static_cast<int>(2e-3 / seconds([&] { run(plain); })));
    const auto repeat = [&](auto& step) {
        run(step);
        return seconds([&] {
                   for (int k = 0; k < steps; ++k) run(step);
               }) /
               steps;
    };
    for (int i = 0; i < pairs; ++i) {
        const double before = capacity(both);
        plain_times.push_back(repeat(plain));
        of_two.push_back(repeat(two));
        const double together = seconds([&] {
            both.run([&](int thread) {
                training& t = trainings[static_cast<std::size_t>(thread)];
                for (int k = 0; k < steps; ++k) update(t.step, t.w, t.gradient, t.optimiser);
            });
        });
        apart.push_back(2 * plain_times.back() * steps / together);
        capacities.push_back(std::min(before, capacity(both)));
        ratios.push_back(plain_times.back() / of_two.back());
        if (capacities.back() >= 1.95) undisturbed.push_back(ratios.back());
    }
    std::cout << name << ": a step without threads " << 1e6 * median(plain_times)
              << " us, by two threads " << 1e6 * median(of_two) << " us: " << median(ratios)
              << " times as fast, where two threads do " << median(capacities)
              << " times the multiply-adds of one, and two trainings apart " << median(apart)
              << " times the steps; " << median(undisturbed) << " in the " << undisturbed.size()
              << " pairs of " << pairs << " where they do 1.95 or more (target 1.85)\n";
}

}  // namespace

int main(int count, char** arguments) {
    const int pairs = count > 1 ? std::atoi(arguments[1]) : 301;
    using nn::dense;
    measure<nn::mlp<dense<784, 128, nn::relu>, dense<128, 10>>, true>("c", pairs);
    measure<nn::mlp<dense<784, 300, nn::relu>, dense<300, 100, nn::relu>, dense<100, 10>>, true>(
        "d", pairs);
    measure<nn::mlp<dense<32, 64, nn::relu>, dense<64, 64, nn::relu>, dense<64, 64, nn::relu>,
                    dense<64, 64, nn::relu>, dense<64, 16>>,
            false>("e", pairs);
}
