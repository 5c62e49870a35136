// A network that solves an ordinary differential equation: a damped oscillation,
//
//   u'' + 0.5 u' + 4 u = 0,   u(0) = 1,   u'(0) = 0,   0 <= t <= 3.
//
// The loss of a point is the square of the equation's left side: it contains derivatives of the
// network by its input, and its own gradient by the weights is derived from it while this compiles.
// The trial function 1 + t^2 exp(-t) N(t) has the right values at 0, whatever the network N says.
#include <algorithm>
#include <cmath>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>
#include <ctgrad/nn/initialise.hpp>
#include <iomanip>
#include <iostream>
#include <vector>

using namespace ctgrad;
using namespace ctgrad::literals;

int main() {
    using net = nn::mlp<nn::dense<1, 16, nn::tanh>, nn::dense<16, 16, nn::tanh>, nn::dense<16, 1>>;
    constexpr auto t = element<0>(net::input);
    constexpr auto u = 1_c + square(t) * exp(-t) * element<0>(net::output);
    constexpr auto speed = element<0>(diff(u, net::input));
    constexpr auto acceleration = element<0, 0>(hessian(u, net::input));
    constexpr auto loss = square(acceleration + 0.5_c * speed + 4_c * u);

    std::vector<double> times;
    for (int i = 0; i <= 60; ++i) times.push_back(0.05 * i);

    parameters_for<double, decltype(net::parameters)> weights;
    nn::glorot{.seed = 1}(weights);
    auto step = make_batch_gradient<double>(loss, net::parameters);
    nn::adam<decltype(weights)> optimiser;
    nn::cosine_rate schedule{.rate = 0.02, .steps = 4000, .lowest = 1e-5};
    const auto history = nn::fit(step, optimiser, weights, nn::samples(net::input = rows(times)),
                                 {.epochs = 4000, .batch = 61, .schedule = schedule});
    std::cout << "loss " << text(loss) << "\n\nfell from " << std::setprecision(3)
              << history.epochs.front().loss << " to " << history.epochs.back().loss << "\n\n"
              << "   t   network     exact\n"
              << std::fixed << std::setprecision(4);

    auto output = make_batch_output<double>(u, net::parameters);
    std::vector<double> found(times.size());
    output(weights, found, net::input = rows(times));
    const double frequency = std::sqrt(4 - 0.0625);
    double worst = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double exact =
            std::exp(-0.25 * times[i]) *
            (std::cos(frequency * times[i]) + 0.25 / frequency * std::sin(frequency * times[i]));
        worst = std::max(worst, std::abs(found[i] - exact));
        if (i % 10 == 0)
            std::cout << std::setprecision(1) << std::setw(4) << times[i] << std::setprecision(4)
                      << std::setw(10) << found[i] << std::setw(10) << exact << '\n';
    }
    std::cout << "largest error " << std::setprecision(6) << worst
              << (worst < 1e-3 ? ": below 0.001\n" : ": not below 0.001\n");
    return worst < 1e-3 ? 0 : 1;
}
