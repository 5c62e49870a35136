// Losses that contain derivatives of a network by its input, and their gradients by its weights.

#include <cmath>

#include <ctgrad/nn/initialise.hpp>

#include "../integration/batch_law.hpp"

using namespace batch_law;
using namespace ctgrad;
using namespace ctgrad::literals;
using boost::hana::make_tuple;

namespace {

using net = nn::mlp<nn::dense<1, 12, nn::tanh>, nn::dense<12, 1>>;
constexpr auto u = element<0>(net::output);
constexpr auto at = net::input;
constexpr auto slope = element<0>(diff(u, at));
constexpr auto curvature = element<0, 0>(hessian(u, at));

using at_type = decltype(at);

}  // namespace

BOOST_AUTO_TEST_CASE(slopes_in_a_loss) {
    check<double, at_type>(square(slope + u), net::parameters);
}

BOOST_AUTO_TEST_CASE(curvatures_in_a_loss) {
    check<double, at_type>(square(curvature + 4_c * u) + 0.5_c * square(slope), net::parameters);
}

BOOST_AUTO_TEST_CASE(two_inputs) {
    using plane = nn::mlp<nn::dense<2, 8, nn::tanh>, nn::dense<8, 8, nn::sigmoid>, nn::dense<8, 1>>;
    constexpr auto v = element<0>(plane::output);
    constexpr auto laplacian = trace(hessian(v, plane::input));
    check<double, decltype(plane::input)>(square(laplacian - element<0>(plane::input)),
                                          plane::parameters);
}

// u'' = -4 u, u(0) = 0 and u'(0) = 2 describe sin(2 t). The trial function 2 t + t^2 u has these
// values at 0, whatever the network says, and is made to satisfy the equation.
BOOST_AUTO_TEST_CASE(an_oscillation_is_learned) {
    constexpr auto t = element<0>(at);
    constexpr auto trial = 2_c * t + square(t) * u;
    constexpr auto acceleration = 2_c * u + 4_c * t * slope + square(t) * curvature;
    constexpr auto loss = square(acceleration + 4_c * trial);
    auto step = make_batch_gradient<double>(loss, net::parameters);
    parameters_for<double, decltype(net::parameters)> weights, gradient;
    nn::glorot{.seed = 1}(weights);
    nn::adam<decltype(weights)> optimiser{.rate = 0.01};
    std::vector<double> times;
    for (int i = 0; i <= 40; ++i) times.push_back(0.05 * i);
    double first = 0, last = 0;
    for (int i = 0; i < 4000; ++i) {
        last = step.update(weights, gradient, optimiser, at = rows(times));
        if (i == 0) first = last;
    }
    BOOST_TEST(first > 1.0);
    BOOST_TEST(last < 1e-3);
    auto output = make_batch_output<double>(trial, net::parameters);
    std::vector<double> found(times.size());
    output(weights, found, at = rows(times));
    for (std::size_t i = 0; i < times.size(); ++i)
        BOOST_TEST(std::abs(found[i] - std::sin(2 * times[i])) < 0.02);
}
