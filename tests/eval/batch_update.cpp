#include <ctgrad/eval/batch.hpp>

#include <cmath>
#include <limits>

#include "batch_support.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

// A step in parts, each as soon as its gradient is complete, is the step behind the whole gradient,
// bit for bit.

namespace {

template <class T, class Optimiser, class Loss, class... Parameters, class... Variables>
void check_update(Loss loss, const boost::hana::tuple<Parameters...>& variables, Optimiser apart,
                  int count, const batches::samples<Variables, T>&... given) {
    auto step = make_batch_gradient<T>(loss, variables);
    parameters<T, Parameters...> together, expected, gradient, expected_gradient;
    batches::fill(expected);
    together = expected;
    Optimiser joined = apart;
    for (int round = 0; round < 5; ++round) {
        const T mean = step(expected, expected_gradient, (Variables{} = given.rows())...);
        apart.update(expected, expected_gradient);
        const T same = step.update(together, gradient, joined, (Variables{} = given.rows())...);
        BOOST_TEST_CONTEXT("a batch of " << count << ", round " << round) {
            BOOST_TEST(mean == same);
            BOOST_TEST(std::ranges::equal(together.all(), expected.all()));
            BOOST_TEST(std::ranges::equal(gradient.all(), expected_gradient.all()));
        }
    }
}

template <class T> void check_all() {
    constexpr nn::mlp<nn::dense<37, 33, nn::tanh>, nn::dense<33, 17, nn::relu>, nn::dense<17, 3>>
        net;
    constexpr auto t = vector<"t", 3>;
    constexpr auto loss =
        nn::mean_squared_error(net.output, t) + 0.01_c * squared_norm(net.weight<2>());
    using weights = parameters_for<T, decltype(net.parameters)>;
    using input = std::remove_const_t<decltype(net.input)>;
    using target = std::remove_const_t<decltype(t)>;
    for (int count : {1, 3, 16, 33, 64, 65, 100, 200}) {
        const batches::samples<input, T> x(count, 1);
        const batches::samples<target, T> y(count);
        check_update<T>(loss, net.parameters, nn::gradient_descent{.rate = 0.1}, count, x, y);
        check_update<T>(loss, net.parameters, nn::sgd<weights>{.rate = 0.1, .momentum = 0.9}, count,
                        x, y);
        check_update<T>(loss, net.parameters, nn::adam<weights>{.rate = 0.01}, count, x, y);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_optimiser_in_float) { check_all<float>(); }
BOOST_AUTO_TEST_CASE(every_optimiser_in_double) { check_all<double>(); }
BOOST_AUTO_TEST_CASE(every_optimiser_in_long_double) { check_all<long double>(); }

BOOST_AUTO_TEST_CASE(weights_that_several_layers_share) {
    constexpr auto x = vector<"x", 20>;
    constexpr auto W = matrix<"W", 20, 20>;
    constexpr auto s = scalar<"s">;
    constexpr auto variables = boost::hana::make_tuple(W, s);
    constexpr auto loss = sum(square(s * (W * tanh(W * x))));
    for (int count : {1, 40}) {
        const batches::samples<std::remove_const_t<decltype(x)>, float> rows(count);
        check_update<float>(loss, variables, nn::gradient_descent{.rate = 0.001}, count, rows);
    }
}

BOOST_AUTO_TEST_CASE(weights_behind_a_function) {
    // What is done to the sum over the samples stands before the optimiser's step.
    constexpr auto x = vector<"x", 20>;
    constexpr auto W = matrix<"W", 24, 20>;
    constexpr auto V = matrix<"V", 20, 24>;
    constexpr auto variables = boost::hana::make_tuple(W, V);
    constexpr auto loss =
        squared_norm(square(V) * tanh(exp(W) * x) - x) + 0.1_c * squared_norm(W) + sum(V);
    using weights = parameters_for<double, std::remove_const_t<decltype(variables)>>;
    for (int count : {1, 4, 40, 200}) {
        const batches::samples<std::remove_const_t<decltype(x)>, double> rows(count);
        check_update<double>(loss, variables, nn::gradient_descent{.rate = 0.0001}, count, rows);
        check_update<double>(loss, variables, nn::adam<weights>{.rate = 0.001}, count, rows);
    }
}

BOOST_AUTO_TEST_CASE(a_loss_that_is_no_number_changes_nothing) {
    constexpr nn::mlp<nn::dense<20, 20, nn::relu>, nn::dense<20, 2>> net;
    constexpr auto t = vector<"t", 2>;
    auto step = make_batch_gradient<float>(nn::mean_squared_error(net.output, t), net.parameters);
    parameters_for<float, decltype(net.parameters)> weights, gradient;
    batches::fill(weights);
    const auto before = weights;
    nn::adam<decltype(weights)> optimiser;
    std::vector<float> x(20 * 40, 1), y(2 * 40, 1);
    for (float wrong :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        y[7] = wrong;
        const float mean =
            step.update(weights, gradient, optimiser, net.input = rows(x), t = rows(y));
        BOOST_TEST(!std::isfinite(mean));
        BOOST_TEST(std::ranges::equal(weights.all(), before.all()));
        BOOST_TEST(optimiser.steps == 0);
    }
}
