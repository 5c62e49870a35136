#include <ctgrad/eval/batch_loops.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto s = scalar<"s">;
constexpr auto u = scalar<"u">;
constexpr auto a = scalar<"a">;
constexpr auto b = vector<"b", 2>;
constexpr auto v = vector<"v", 3>;
constexpr auto wanted = scalar<"wanted">;

constexpr auto run =
    scan<3>(carry(s, element(b, 0_c), tanh(a* s + u) + element(b, 1_c)), each(u, v), emit(s));
constexpr auto loss = square(run.last(s) - wanted);
constexpr auto parameters_of_loss = boost::hana::make_tuple(a, b);

constexpr double sequences[] = {.1, .2, .3, -.4, .5, .6, .7, -.8, .9};
constexpr float targets[] = {1, 0, -1};  // converted
constexpr double offsets[] = {.2, -.1};

}  // namespace

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-14))
BOOST_AUTO_TEST_CASE(the_gradient_of_a_batch_is_the_mean_of_those_of_its_sequences) {
    parameters_for<double, decltype(parameters_of_loss)> weights, gradient;
    weights[a][0] = .7;
    weights[b][0] = offsets[0];
    weights[b][1] = offsets[1];
    auto step = make_batch_gradient<double>(loss, parameters_of_loss);
    const double mean = step(weights, gradient, v = rows(sequences), wanted = rows(targets));
    double value = 0, by_a = 0, by_b = 0;
    for (int i = 0; i < 3; ++i) {
        const auto r = value_and_gradient(loss, a, b)(
            a = .7, b = offsets, wanted = static_cast<double>(targets[i]),
            v = std::span<const double, 3>(sequences + 3 * i, 3));
        value += r.value / 3;
        by_a += r.gradient[a] / 3;
        by_b += r.gradient[b][1] / 3;
    }
    BOOST_TEST(mean == value);
    BOOST_TEST(gradient[a][0] == by_a);
    BOOST_TEST(gradient[b][1] == by_b);
}

BOOST_AUTO_TEST_CASE(training_goes_through_time) {
    parameters_for<double, decltype(parameters_of_loss)> weights, gradient;
    for (std::size_t k = 0; k < weights.size(); ++k) weights.data()[k] = .1;
    auto step = make_batch_gradient<double>(loss, parameters_of_loss);
    nn::adam<decltype(weights)> optimiser{.rate = .05};
    const auto update = [&] {
        return step.update(weights, gradient, optimiser, v = rows(sequences),
                           wanted = rows(targets));
    };
    const double before = update();
    for (int i = 0; i < 100; ++i) update();
    BOOST_TEST(update() < .9 * before);
    const auto all = nn::samples(v = rows(sequences), wanted = rows(targets));
    const auto history = nn::fit(step, optimiser, weights, all, all, {.epochs = 20, .batch = 2});
    const double mean = step(weights, gradient, v = rows(sequences), wanted = rows(targets));
    BOOST_TEST(history.epochs.back().loss < before);
    BOOST_TEST(history.epochs.back().validation_loss == mean, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(rows_of_outputs_come_one_per_sequence) {
    parameters_for<double, decltype(parameters_of_loss)> weights;
    weights[a][0] = .7;
    weights[b][0] = offsets[0];
    weights[b][1] = offsets[1];
    auto output = make_batch_output<double>(run.output(), parameters_of_loss);
    double found[9];
    output(weights, found, v = rows(sequences));
    const auto second = run.output()(a = .7, b = offsets, v = std::array<double, 3>{-.4, .5, .6});
    for (std::size_t t = 0; t < 3; ++t) BOOST_TEST(found[3 + t] == second[t]);
}
