#include <ctgrad/nn/fit.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../refusal.hpp"

using namespace ctgrad;

namespace {

constexpr auto u = scalar<"u">;
constexpr auto v = scalar<"v">;
constexpr auto a = scalar<"a">;
constexpr auto c = scalar<"c">;
constexpr auto variables = boost::hana::make_tuple(a, c);
using weights = parameters_for<double, decltype(variables)>;
const auto step = make_batch_gradient<double>(square(a * u + c - v), variables);

/// Points of v = 2 u - 1, and others for validation.
struct line {
    std::vector<double> inputs, outputs;
    explicit line(int count, double shift = 0) {
        for (int i = 0; i < count; ++i) {
            inputs.push_back(i % 7 - 3 + shift);
            outputs.push_back(2 * inputs.back() - 1);
        }
    }
    auto samples() const { return nn::samples(u = rows(inputs), v = rows(outputs)); }
};

const line training(300), others(20, 0.5);

struct result {
    weights w;
    nn::history history;
};

result fitted(nn::fit_options options, double rate = 0.05) {
    result r;
    nn::sgd<weights> optimiser{.rate = rate, .momentum = 0.5};
    r.history = nn::fit(step, optimiser, r.w, training.samples(), others.samples(), options);
    return r;
}

bool same(const weights& x, const weights& y) { return x[a][0] == y[a][0] && x[c][0] == y[c][0]; }

}  // namespace

BOOST_AUTO_TEST_CASE(history_and_callbacks) {
    long steps = 0;
    std::vector<int> epochs;
    const auto [w, h] =
        fitted({.epochs = 8,
                .batch = 64,
                .metrics = {{"twice", [&] { return 2.0 * static_cast<double>(steps); }}},
                .on_epoch =
                    [&](const nn::epoch_record& e) {
                        epochs.push_back(e.epoch);
                        return true;
                    },
                .on_step =
                    [&](const nn::step_report& s) {
                        BOOST_TEST((s.step == steps && s.steps_per_epoch == 5));
                        ++steps;
                        return true;
                    }});
    BOOST_TEST((steps == 40 && epochs.size() == 8u && h.epochs.size() == 8u));
    BOOST_TEST((h.reason == nn::ending::all_epochs && h.best_epoch == 8));
    BOOST_TEST((h.metrics[0] == "twice" && h.epochs[2].metrics[0] == 30));
    BOOST_TEST(h.epochs[7].validation_loss < 1e-3);
    BOOST_TEST(h.epochs[7].validation_loss < h.epochs[0].validation_loss);
    // The validation loss is that of the weights after the epoch, over all validation samples.
    const double off = w[a][0] - 2, up = w[c][0] + 1;
    double expected = 0;
    for (const double x : others.inputs) expected += (off * x + up) * (off * x + up) / 20;
    BOOST_TEST(h.epochs[7].validation_loss == expected, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(threads_do_not_change_the_result) {
    const auto one = fitted({.epochs = 3, .batch = 256});
    const int most = static_cast<int>(std::thread::hardware_concurrency());
    BOOST_TEST(same(one.w, fitted({.epochs = 3, .batch = 256, .threads = most}).w));
}

BOOST_AUTO_TEST_CASE(a_training_in_two_parts_is_the_training) {
    weights w, halves;
    nn::adam<weights> whole{.rate = 0.1}, parts{.rate = 0.1};
    const auto rate = [](long now) { return 0.1 / (1.0 + static_cast<double>(now)); };
    nn::fit(step, whole, w, training.samples(), {.epochs = 6, .schedule = rate});
    nn::fit(step, parts, halves, training.samples(), {.epochs = 2, .schedule = rate});
    nn::fit(step, parts, halves, training.samples(),
            {.epochs = 6, .first_epoch = 3, .schedule = rate});
    BOOST_TEST(same(w, halves));
}

BOOST_AUTO_TEST_CASE(schedule_and_clipping) {
    std::vector<double> rates;
    const auto [w, h] =
        fitted({.epochs = 2, .batch = 300, .clip_norm = 0.25, .schedule = [](long now) {
                    return now == 0 ? 2.0 : 1.0;
                }});
    BOOST_TEST((h.epochs[0].rate == 2 && h.epochs[1].rate == 1));
    // Both gradients are longer than 0.25: v1 = g1, v2 = g1 / 2 + g2, |w| <= 2 |v1| + |v2|.
    const double length = std::hypot(w[a][0], w[c][0]);
    BOOST_TEST((length > 0.8 && length <= 0.875));
}

BOOST_AUTO_TEST_CASE(endings) {
    const auto by_step =
        fitted({.batch = 64, .on_step = [](const nn::step_report& s) { return s.step < 6; }});
    BOOST_TEST((by_step.history.reason == nn::ending::callback));
    BOOST_TEST(by_step.history.epochs.size() == 1u);
    int asked = 0;
    const auto by_signal = fitted({.batch = 64, .interrupted = [&] { return ++asked == 3; }});
    BOOST_TEST((by_signal.history.reason == nn::ending::interruption && asked == 3));
    BOOST_TEST((by_signal.history.epochs.empty() && !same(by_signal.w, weights())));
    const auto by_last_step =
        fitted({.batch = 64, .on_step = [](const nn::step_report& s) { return s.step < 4; }});
    BOOST_TEST((by_last_step.history.reason == nn::ending::callback));
    BOOST_TEST(by_last_step.history.epochs.size() == 1u);
    const auto early =
        fitted({.epochs = 1000, .batch = 300, .stop_early = nn::early_stopping{.patience = 3}});
    BOOST_TEST((early.history.reason == nn::ending::early_stopping));
    BOOST_TEST(static_cast<int>(early.history.epochs.size()) >= early.history.best_epoch + 3);
}

BOOST_AUTO_TEST_CASE(the_best_weights_are_kept) {
    // From the third step on the rate is far too large.
    const auto rate = [](long now) { return now < 2 ? 0.05 : 0.4; };
    const auto last = fitted({.epochs = 6, .batch = 300, .schedule = rate});
    const auto best = fitted({.epochs = 6, .batch = 300, .schedule = rate, .keep_best = true});
    BOOST_TEST((best.history.best_epoch == 2 && last.history.best_epoch == 2));
    BOOST_TEST((same(best.w, fitted({.epochs = 2, .batch = 300, .schedule = rate}).w)));
    BOOST_TEST(!same(best.w, last.w));
}

BOOST_AUTO_TEST_CASE(bad_options) {
    BOOST_TEST(refusal([] { fitted({.first_epoch = 0}); }) ==
               "training: epochs are counted from 1");
    BOOST_TEST(refusal([] { fitted({.threads = 0}); }) ==
               "threads: there must be at least one, not 0");
    BOOST_TEST(refusal([] { fitted({.clip_norm = 0}); }) ==
               "clip_by_norm: the limit must be positive");
    BOOST_TEST(refusal([] { fitted({}, 0); }) == "the learning rate must be positive and finite");
    line broken(64);
    broken.outputs[40] = std::numeric_limits<double>::quiet_NaN();
    weights w;
    nn::gradient_descent optimiser{0.01};
    BOOST_TEST(refusal<nn::training_error>([&] {
                   nn::fit(step, optimiser, w, broken.samples(), {.batch = 64});
               }) == "the loss became NaN in epoch 1, step 1; training stopped");
    BOOST_TEST(same(w, weights()));
}

BOOST_AUTO_TEST_CASE(what_is_saved_is_good) {
    // The square of the error is finite, its gradient is not.
    constexpr double far_away = 1e154;
    std::vector<double> inputs(4, 1e155), outputs(4, far_away);
    const nn::samples data(u = rows(inputs), v = rows(outputs));
    int saved = 0;
    const auto train = [&](double limit) {
        weights w;
        nn::gradient_descent optimiser{.rate = 1e-2};
        saved = 0;
        return refusal<nn::training_error>([&] {
            nn::fit(step, optimiser, w, data,
                    {.batch = 4, .clip_norm = limit, .on_epoch = [&](const nn::epoch_record&) {
                         ++saved;
                         return true;
                     }});
        });
    };
    BOOST_TEST(train(std::numeric_limits<double>::infinity()) ==
               "the weights became NaN or infinite in epoch 1; training stopped");
    BOOST_TEST(saved == 0);
    BOOST_TEST(train(1.0) == "the gradient became infinite in epoch 1, step 1; training stopped");
    BOOST_TEST(saved == 0);
}
