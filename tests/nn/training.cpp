#include <ctgrad/nn/training.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/nn/fit.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
using nn::training_options;

namespace {

constexpr auto u = scalar<"u">;
constexpr auto v = scalar<"v">;
constexpr auto a = scalar<"a">;
constexpr auto c = scalar<"c">;
constexpr auto loss = square(a * u + c - v);
constexpr auto variables = boost::hana::make_tuple(a, c);

struct straight_line {
    decltype(make_batch_gradient<double>(loss, variables)) step;
    parameters_for<double, decltype(variables)> weights;
    std::vector<double> inputs, outputs;

    /// Points of v = 2 u - 1.
    explicit straight_line(int count = 20) {
        for (int i = 0; i < count; ++i) {
            inputs.push_back(i % 7 - 3);
            outputs.push_back(2 * inputs.back() - 1);
        }
    }
    /// Reports of all epochs.
    std::vector<nn::epoch_report> train(training_options options, double rate = 0.05,
                                        int stop_after = 1000) {
        std::vector<nn::epoch_report> reports;
        nn::gradient_descent optimiser{rate};
        nn::train(
            step, optimiser, weights, options,
            [&](const nn::epoch_report& r) {
                reports.push_back(r);
                return static_cast<int>(reports.size()) < stop_after;
            },
            u = rows(inputs), v = rows(outputs));
        return reports;
    }
    template <class Error> std::string refusal(training_options options, double rate = 0.05) {
        try {
            train(options, rate);
        } catch (const Error& error) { return error.what(); }
        return "";
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(finds_the_line) {
    straight_line line;
    const auto reports = line.train({.epochs = 60, .batch = 6});
    BOOST_TEST(reports.size() == 60u);
    BOOST_TEST(reports[0].epoch == 1);
    BOOST_TEST(reports[59].epoch == 60);
    BOOST_TEST(reports[59].loss < 1e-6);
    BOOST_TEST(reports[59].loss < reports[0].loss);
    BOOST_TEST(reports[0].samples_per_second > 0);
    BOOST_TEST(std::abs(line.weights[a][0] - 2) < 1e-3);
    BOOST_TEST(std::abs(line.weights[c][0] + 1) < 1e-3);
}

BOOST_AUTO_TEST_CASE(one_epoch_of_one_batch_is_one_step) {
    // Gradient at 0: mean of -2 v u and of -2 v.
    straight_line line(3);  // u = -3, -2, -1; v = -7, -5, -3
    const auto reports = line.train({.epochs = 1, .batch = 100}, 0.5);
    BOOST_TEST(reports[0].loss == (49 + 25 + 9) / 3.0);
    BOOST_TEST(std::abs(line.weights[a][0] - 34 / 3.0) < 1e-12);
    BOOST_TEST(std::abs(line.weights[c][0] + 5) < 1e-12);
}

BOOST_AUTO_TEST_CASE(seeds_decide_the_order) {
    straight_line first, second, third;
    first.train({.epochs = 2, .batch = 3, .seed = 1});
    second.train({.epochs = 2, .batch = 3, .seed = 1});
    third.train({.epochs = 2, .batch = 3, .seed = 2});
    BOOST_TEST(first.weights[a][0] == second.weights[a][0]);
    BOOST_TEST(first.weights[a][0] != third.weights[a][0]);
}

// 150 samples, so that the last batches are smaller; fit divides batches of more than 128.
BOOST_AUTO_TEST_CASE(does_what_fit_does) {
    for (const int batch : {1, 7, 128, 150}) {
        straight_line line(150), same(150);
        nn::gradient_descent optimiser{0.02};
        const auto reports = line.train({.epochs = 4, .batch = batch, .seed = 5}, 0.02);
        const auto history = nn::fit(same.step, optimiser, same.weights,
                                     nn::samples(u = rows(same.inputs), v = rows(same.outputs)),
                                     {.epochs = 4, .batch = batch, .seed = 5});
        BOOST_TEST(reports.size() == history.epochs.size());
        const double tolerance = batch > 128 ? 1e-14 : 0;
        for (std::size_t i = 0; i < 4; ++i) {
            BOOST_TEST(std::abs(reports[i].loss - history.epochs[i].loss) <= tolerance);
            BOOST_TEST(reports[i].rate == history.epochs[i].rate);
        }
        BOOST_TEST(std::abs(line.weights[a][0] - same.weights[a][0]) <= tolerance);
        BOOST_TEST(std::abs(line.weights[c][0] - same.weights[c][0]) <= tolerance);
    }
}

BOOST_AUTO_TEST_CASE(tells_how_it_went) {
    straight_line line;
    nn::gradient_descent optimiser{0.05};
    const auto train = [&](int stop_after) {
        return nn::train(
            line.step, optimiser, line.weights, {.epochs = 5},
            [=](const nn::epoch_report& r) { return r.epoch < stop_after; }, u = rows(line.inputs),
            v = rows(line.outputs));
    };
    const nn::history all = train(100);
    BOOST_TEST(all.epochs.size() == 5u);
    BOOST_TEST((all.reason == nn::ending::all_epochs));
    BOOST_TEST(all.best_epoch == 5);
    BOOST_TEST(std::isnan(all.epochs[0].validation_loss));
    const nn::history some = train(2);
    BOOST_TEST(some.epochs.size() == 2u);
    BOOST_TEST((some.reason == nn::ending::callback));
}

// A loss with a scan has a step of another type.
BOOST_AUTO_TEST_CASE(trains_through_time) {
    constexpr auto h = scalar<"h">;
    constexpr auto run = scan<3>(carry(h, 0_c, tanh(a * h + c * u)));
    straight_line line;
    auto step = make_batch_gradient<double>(square(run.last(h) - v / 10_c), variables);
    nn::gradient_descent optimiser{0.05};
    line.weights[c][0] = 0.1;
    const nn::history history = nn::train(
        step, optimiser, line.weights, {.epochs = 5, .batch = 8},
        [](const nn::epoch_report&) { return true; }, u = rows(line.inputs),
        v = rows(line.outputs));
    BOOST_TEST(history.epochs.size() == 5u);
    BOOST_TEST(history.epochs[4].loss < history.epochs[0].loss);
}

BOOST_AUTO_TEST_CASE(callback_stops) {
    straight_line line;
    BOOST_TEST(line.train({.epochs = 10}, 0.05, 3).size() == 3u);
}

BOOST_AUTO_TEST_CASE(loss_that_is_no_number_stops) {
    straight_line line;
    line.outputs[0] = NAN;
    BOOST_TEST(line.refusal<nn::training_error>({.epochs = 2, .batch = 100}) ==
               "the loss became NaN in epoch 1, step 1; training stopped");
    straight_line steep;
    BOOST_TEST(steep.refusal<nn::training_error>({.epochs = 9, .batch = 100}, 1e60) ==
               "the loss became infinite in epoch 4, step 1; training stopped");
}

BOOST_AUTO_TEST_CASE(weights_are_kept_when_training_stops) {
    straight_line line;
    line.outputs.assign(20, NAN);
    line.weights[a][0] = 5;
    line.refusal<nn::training_error>({});
    BOOST_TEST(line.weights[a][0] == 5);
}

BOOST_AUTO_TEST_CASE(refused_options) {
    using error = std::invalid_argument;
    straight_line line;
    BOOST_TEST(line.refusal<error>({.epochs = 0}) ==
               "training: the number of epochs must be at least 1");
    BOOST_TEST(line.refusal<error>({.batch = 0}) ==
               "training: an empty batch has no gradient; batch must be at least 1");
    BOOST_TEST(line.refusal<error>({}, -1) == "the learning rate must be positive and finite");
    line.outputs.pop_back();
    BOOST_TEST(line.refusal<error>({}) ==
               "v = rows(...): the number of samples must be that of the other rows, 20, not 19");
    line.outputs.clear();
    BOOST_TEST(line.refusal<error>({}) ==
               "v = rows(...): an empty batch has no mean; at least one sample is needed");
}
