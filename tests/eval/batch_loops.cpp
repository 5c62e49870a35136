#include <ctgrad/eval/batch_loops.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>

#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

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

BOOST_TEST_DECORATOR(*boost::unit_test::tolerance(1e-13))
BOOST_AUTO_TEST_CASE(every_sample_has_a_length_of_its_own) {
    constexpr int most = 5, count = 37;
    constexpr auto n = length_up_to<"n", most>;
    constexpr auto h = vector<"h", 2>;
    constexpr auto x = vector<"x", 3>;
    constexpr auto W = matrix<"W", 2, 3>;
    constexpr auto U = matrix<"U", 2, 2>;
    constexpr auto X = matrix<"X", most, 3>;
    constexpr auto next = tanh(W * x + U * h);
    // On top, a loop the other way; what it carries has a gradient of its own.
    constexpr auto below = scan<most>(n, carry(h, b, next), each(x, X), emit(next),
                                      accumulate(log(1_c + square(element(x, 0_c)))));
    constexpr auto above = scan_backward<most>(n, carry(s, wanted, s * a + dot(h, h)),
                                               each(h, below.output()), emit(s));
    constexpr auto f = below.mean() * sum(below.last(h)) + square(above.last(s)) +
                       sum(square(above.output())) + sum(below.last_output());
    constexpr auto all = boost::hana::make_tuple(W, U, a, b);
    using pass = detail::mean_loss_pass<f.id, W.id, U.id, a.id, b.id>;
    static_assert(!detail::runs_side_by_side<double>() || detail::runs_by_tiles<pass, double>(),
                  "in tiles");
    parameters_for<double, decltype(all)> weights, gradient, expected;
    for (int i = 0; double& number : weights.all()) number = .5 * std::sin(i++);
    std::vector<double> given(count * most * 3, std::nan("")), goals(count);
    std::vector<int> lengths(count);
    for (int k = 0; k < count; ++k) {
        const auto i = static_cast<std::size_t>(k);
        lengths[i] = 1 + 3 * k % most;
        goals[i] = std::cos(k);
        for (int t = 0; t < 3 * lengths[i]; ++t)
            given[i * most * 3 + static_cast<std::size_t>(t)] = std::sin(k + t);
    }
    double mean = 0;
    for (double& number : expected.all()) number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto r = value_and_gradient(f, W, U, a, b)(
            W = weights[W], U = weights[U], a = weights[a][0], b = weights[b], n = lengths[i],
            wanted = goals[i],
            X = std::span<const double, most * 3>(given.data() + i * most * 3, most * 3));
        mean += r.value / count;
        const auto add = [&](auto variable, const double* from) {
            for (double& number : expected[variable]) number += *from++ / count;
        };
        add(W, r.gradient[W].data()), add(U, r.gradient[U].data());
        add(a, &r.gradient[a]), add(b, r.gradient[b].data());
    }
    auto step = make_batch_gradient<double>(f, all);
    BOOST_TEST(step(weights, gradient, n = rows(lengths), X = rows(given), wanted = rows(goals)) ==
               mean);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        BOOST_TEST(gradient.data()[i] == expected.data()[i]);
    auto output = make_batch_output<double>(below.output(), all);
    std::vector<double> found(count * most * 2);
    output(weights, found, n = rows(lengths), X = rows(given));
    for (int k = 0; k < count; ++k)
        for (int t = 0; t < most; ++t)
            BOOST_TEST((found[static_cast<std::size_t>(2 * (k * most + t))] == 0) ==
                       (t >= lengths[static_cast<std::size_t>(k)]));
    lengths[3] = 6;
    BOOST_CHECK_EXCEPTION(
        step(weights, gradient, n = rows(lengths), X = rows(given), wanted = rows(goals)),
        std::invalid_argument, [](const std::exception& e) {
            return e.what() ==
                   std::string("n = 6: a number of steps is a whole number from 1 to 5");
        });
}
