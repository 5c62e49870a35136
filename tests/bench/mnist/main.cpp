// MNIST from end to end, ctgrad against libtorch on one thread: the same network from the same
// weights, Adam, batches of 64, the same number of epochs, which take turns. An epoch is all that
// training does: a new order, gathering, forward and backward pass, the step. CPU time of the
// process; medians, and the fastest epochs, as other work on a machine slows both down.
//
// usage: bench.mnist DIR [EPOCHS [RUNS]]      (the IDX files, plain or .gz; default 5, 1)
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctgrad/io/mnist.hpp>
#include <ctime>
#include <random>
#include <utility>
#include <vector>

#include "contestant.hpp"

namespace {

using bench::digits;

digits read(const char* folder, ctgrad::io::mnist_part part) {
    auto all = ctgrad::io::load_mnist<float>(folder, part);
    return {std::move(all.inputs), std::move(all.labels)};
}

/// PyTorch's: uniform in +-1 / sqrt(inputs of the layer).
bench::layers start(unsigned seed) {
    std::mt19937 generator(seed);
    const auto draw = [&](int count, int fan_in) {
        const float limit = 1 / std::sqrt(static_cast<float>(fan_in));
        std::uniform_real_distribution<float> number(-limit, limit);
        std::vector<float> all(static_cast<std::size_t>(count));
        for (float& x : all) x = number(generator);
        return all;
    };
    using namespace bench;
    return {draw(inputs * hidden, inputs), draw(hidden, inputs), draw(hidden * classes, hidden),
            draw(classes, hidden)};
}

double cpu_seconds() {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double median(std::vector<double> numbers) {
    std::ranges::sort(numbers);
    return numbers[numbers.size() / 2];
}

}  // namespace

int main(int count, char** arguments) try {
    if (count < 2) {
        std::puts("usage: bench.mnist DIR [EPOCHS [RUNS]]");
        return 2;
    }
    const int epochs = count > 2 ? std::max(1, std::atoi(arguments[2])) : 5;
    const int runs = count > 3 ? std::max(1, std::atoi(arguments[3])) : 1;
    const digits training = read(arguments[1], ctgrad::io::mnist_part::train);
    const digits test = read(arguments[1], ctgrad::io::mnist_part::test);

    std::vector<double> times[2], ratios;
    double accuracy[2] = {};
    for (int run = 0; run < runs; ++run) {
        const bench::layers weights = start(static_cast<unsigned>(run + 1));
        const std::unique_ptr<bench::contestant> sides[] = {
            bench::make_ctgrad(training, weights), bench::make_libtorch(training, weights)};
        for (int epoch = 1; epoch <= epochs; ++epoch) {
            for (int k = 0; k < 2; ++k) {
                const double before = cpu_seconds();
                sides[k]->epoch(epoch);
                times[k].push_back(cpu_seconds() - before);
                std::printf("epoch %d  %-16s %6.3f s  accuracy %.4f\n", epoch,
                            sides[k]->name().c_str(), times[k].back(), sides[k]->accuracy(test));
            }
            ratios.push_back(times[1].back() / times[0].back());
        }
        for (int k = 0; k < 2; ++k) accuracy[k] += sides[k]->accuracy(test) / runs;
    }
    const double apart = 100 * (accuracy[0] - accuracy[1]);
    const double fastest[] = {*std::ranges::min_element(times[0]),
                              *std::ranges::min_element(times[1])};
    std::printf("CPU seconds per epoch: %.3f and %.3f, ratio %.2f (median of pairs)\n"
                "fastest epochs: %.3f and %.3f, ratio %.2f\n"
                "accuracy after %d epochs: %.2f %% and %.2f %%, %.2f %% apart\n",
                median(times[0]), median(times[1]), median(ratios), fastest[0], fastest[1],
                fastest[1] / fastest[0], epochs, 100 * accuracy[0], 100 * accuracy[1],
                std::abs(apart));
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "bench.mnist: %s\n", error.what());
    return 1;
}
