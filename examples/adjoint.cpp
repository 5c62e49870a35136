// A simulation that learns: length, damping and initial angle of a pendulum,
//
//     angle'' = -g / length sin(angle) - damping angle',
//
// from noisy measurements of 20 s of its motion. The cell of the scan is a step of the classical
// Runge-Kutta method; the loss is that of 1,000 of them, and its gradient by the parameters goes
// back through all of them: the adjoint of the discrete equations, exact for these, and as cheap as
// a few simulations.
#include <algorithm>
#include <cmath>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/noise.hpp>
#include <ctgrad/nn/optimiser.hpp>
#include <ctgrad/nn/schedule.hpp>
#include <iomanip>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr int steps = 1000;
constexpr auto dt = 0.02_c;

constexpr auto angle = scalar<"angle">;
constexpr auto speed = scalar<"speed">;
constexpr auto start = scalar<"start">;
constexpr auto length = scalar<"length">;
constexpr auto damping = scalar<"damping">;
constexpr auto seen = scalar<"seen">;
constexpr auto weight = scalar<"weight">;
constexpr auto measured = vector<"measured", steps>;
constexpr auto weights = vector<"weights", steps>;

/// A state or its change in time.
template <class Angle, class Speed> struct motion {
    Angle angle{};
    Speed speed{};
};
template <class Angle, class Speed> motion(Angle, Speed) -> motion<Angle, Speed>;

constexpr auto slope(auto s) {
    return motion{s.speed, -9.81_c / length * sin(s.angle) - damping * s.speed};
}
constexpr auto moved(auto s, auto time, auto k) {
    return motion{s.angle + time * k.angle, s.speed + time * k.speed};
}

constexpr motion now{angle, speed};
constexpr auto k1 = slope(now);
constexpr auto k2 = slope(moved(now, dt / 2_c, k1));
constexpr auto k3 = slope(moved(now, dt / 2_c, k2));
constexpr auto k4 = slope(moved(now, dt, k3));
constexpr auto next = moved(now, dt / 6_c,
                            motion{k1.angle + 2_c * k2.angle + 2_c * k3.angle + k4.angle,
                                   k1.speed + 2_c * k2.speed + 2_c * k3.speed + k4.speed});

// The weight of a measurement is 0 where it is not to be looked at yet.
constexpr auto simulation = scan<steps>(
    carry(angle, start, next.angle), carry(speed, 0_c, next.speed), each(seen, measured),
    each(weight, weights), emit(next.angle), accumulate(weight* square(next.angle - seen)));
constexpr auto loss = simulation.total() / sum(weights);

constexpr auto parameters_of_loss = boost::hana::make_tuple(start, length, damping);
using pendulum = parameters_for<double, decltype(parameters_of_loss)>;

pendulum make(double angle_there, double length_there, double damping_there) {
    pendulum result;
    result[start][0] = angle_there;
    result[length][0] = length_there;
    result[damping][0] = damping_there;
    return result;
}

void print(const char* name, const pendulum& p) {
    std::cout << std::left << std::setw(14) << name << std::right << std::setw(10) << p[start][0]
              << std::setw(10) << p[length][0] << std::setw(10) << p[damping][0] << '\n';
}

}  // namespace

int main() {
    const pendulum truth = make(2, 1.2, 0.15);
    std::vector<double> data(steps), looked_at(steps);
    auto simulate = make_batch_output<double>(simulation.output(), parameters_of_loss);
    simulate(truth, data, measured = rows(data), weights = rows(looked_at));
    const auto noise = nn::normal_rows<double>(1);
    for (std::size_t i = 0; i < steps; ++i) data[i] += 0.1 * noise(0, 0, i);

    pendulum found = make(1, 1, 0.5), gradient;
    auto step = make_batch_gradient<double>(loss, parameters_of_loss);
    std::cout << std::fixed << std::setprecision(3)
              << "                  start    length   damping\n";
    print("first guess", found);
    // A pendulum with a wrong period meets the measured one again some periods later, and the loss
    // has a minimum there. So the first seconds are fitted alone, and those behind them when it
    // swings nearly as it should.
    double deviation = 0;
    for (const int seconds : {2, 5, 10, 20}) {
        std::fill_n(looked_at.begin(), 50 * seconds, 1.0);
        nn::adam<pendulum> optimiser{.beta2 = 0.99};
        const nn::cosine_rate rate{.rate = 0.05, .steps = 200};
        for (long i = 0; i < 200; ++i) {
            optimiser.rate = rate(i);
            deviation = std::sqrt(step.update(found, gradient, optimiser, measured = rows(data),
                                              weights = rows(looked_at)));
        }
        print((std::to_string(seconds) + " s").c_str(), found);
    }
    print("true", truth);
    std::cout << "deviation of the measurements from the simulation: " << deviation
              << ", noise 0.1\n";

    bool good = deviation < 0.11;
    for (const auto& [is, was] : {std::pair{found[start][0], truth[start][0]},
                                  {found[length][0], truth[length][0]},
                                  {found[damping][0], truth[damping][0]}})
        good = good && std::abs(is - was) < 0.02;
    return good ? 0 : 1;
}
