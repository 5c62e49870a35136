#include <ctgrad/nn/training_state.hpp>

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "../io/data/support.hpp"
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/io/checkpoint.hpp>
#include <ctgrad/nn/fit.hpp>

#include "../refusal.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto u = scalar<"u">;
constexpr auto v = scalar<"v">;
constexpr auto r = scalar<"r">;
constexpr auto a = scalar<"a">;
constexpr auto c = scalar<"c">;
constexpr auto variables = boost::hana::make_tuple(a, c);
using weights_type = parameters_for<double, decltype(variables)>;
// With noise on the input, whose numbers belong to epoch and sample.
const auto step =
    make_batch_gradient<double>(square(a * nn::noisy(u, r, 0.1_c) + c - v), variables);

constexpr int samples = 150, batch = 32, steps_per_epoch = 5, epochs = 8;

struct line {
    std::vector<double> inputs, outputs;
    explicit line(double shift) {
        for (int i = 0; i < samples; ++i) {
            inputs.push_back(i % 7 - 3 + shift);
            outputs.push_back(2 * inputs.back() - 1);
        }
    }
};
const line training(0), others(0.5);

/// All that changes in a training, and its checkpoint.
struct run {
    weights_type weights{};
    nn::adam<weights_type> optimiser{.rate = 0.3};
    nn::training_state<weights_type> state{};
    nn::moving_average<weights_type> average{.decay = 0.9};
    std::vector<double> rates{}, losses{}, validation{};

    auto checkpoint() {
        return io::checkpoint{io::part{"weights", weights}, io::part{"optimiser", optimiser},
                              io::part{"training", state}, io::part{"average", average}};
    }
    /// Stops after so many steps of this call.
    nn::ending train(nn::fit_options options, long most = std::numeric_limits<long>::max()) {
        options.epochs = epochs;
        options.batch = batch;
        options.seed = 3;
        options.on_step = [&](const nn::step_report& now) {
            average.update(weights);
            rates.push_back(optimiser.rate);
            losses.push_back(now.loss);
            return true;
        };
        options.interrupted = [&] { return --most == 0; };
        const auto random = nn::normal_rows<double>(5);
        const auto h = nn::fit(
            step, optimiser, weights, state,
            nn::samples(u = rows(training.inputs), v = rows(training.outputs), r = random),
            nn::samples(u = rows(others.inputs), v = rows(others.outputs), r = rows(others.inputs)),
            options);
        for (const auto& e : h.epochs) {
            losses.push_back(e.loss);
            validation.push_back(e.validation_loss);
        }
        return h.reason;
    }
    bool operator==(const run& other) const {
        const auto same = [](const weights_type& x, const weights_type& y) {
            return std::ranges::equal(x.all(), y.all());
        };
        return same(weights, other.weights) && same(optimiser.mean, other.optimiser.mean) &&
               same(average.average, other.average.average) && same(state.best, other.state.best) &&
               optimiser.rate == other.optimiser.rate && state.epochs == other.state.epochs &&
               state.best_loss == other.state.best_loss && state.loss == other.state.loss &&
               state.stopping.bad_epochs == other.state.stopping.bad_epochs &&
               state.plateau.bad_epochs == other.state.plateau.bad_epochs && rates == other.rates &&
               validation == other.validation;
    }
};

/// Whether a training that is killed after so many steps, and again, is the training.
bool resumes(const nn::fit_options& options, long first, long second = 1) {
    const ctgrad_test::temporary_directory folder;
    const auto path = folder.path() / "run.ckpt";
    run whole;
    const auto reason = whole.train(options);
    std::vector<double> rates, validation;
    const auto part = [&](long steps) {
        run now;
        if (std::filesystem::exists(path)) now.checkpoint().load(path);
        now.rates = rates;
        now.validation = validation;
        const auto found = now.train(options, steps);
        now.checkpoint().save(path);
        rates = now.rates;
        validation = now.validation;
        return std::pair(now == whole, found);
    };
    part(first);
    part(second);
    const auto [same, found] = part(std::numeric_limits<long>::max());
    return same && found == reason && whole.rates.size() >= 10;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_schedule_goes_on_bit_for_bit) {
    constexpr long steps = epochs * steps_per_epoch;
    const std::function<double(long)> schedules[] = {
        {},
        nn::constant_rate{0.2},
        nn::step_rate{.rate = 0.2, .every = 7},
        nn::multi_step_rate{.rate = 0.2, .milestones = {4, 17}},
        nn::exponential_rate{.rate = 0.2, .factor = 0.9},
        nn::polynomial_rate{.rate = 0.2, .steps = steps + 1, .power = 2},
        nn::cosine_rate{.rate = 0.2, .steps = steps},
        nn::cosine_restarts{.rate = 0.2, .steps = 6, .longer = 2, .lowest = 0.01},
        nn::linear_warm_up<nn::exponential_rate>{.then = {.rate = 0.2}, .steps = 9},
        nn::one_cycle{.rate = 0.2, .steps = steps}};
    for (const auto& schedule : schedules)  // within an epoch, at the end of one, and both
        for (const long first : {2L, 5L, 17L})
            BOOST_TEST(resumes({.schedule = schedule}, first, first));
}

BOOST_AUTO_TEST_CASE(what_counts_epochs_goes_on_as_well) {
    const nn::reduce_on_plateau plateau{.rate = 0.4, .factor = 0.5, .patience = 0, .cooldown = 1};
    const nn::early_stopping stopping{.patience = 2, .smallest_change = 0.05};
    run seen;
    seen.train({.plateau = plateau});
    BOOST_TEST((seen.rates.front() == 0.4 && seen.rates.back() < 0.4));
    seen = {};
    BOOST_TEST((seen.train({.stop_early = stopping}) == nn::ending::early_stopping));
    for (const long first : {3L, 10L, 15L, 21L, 25L})
        for (const bool keep_best : {false, true}) {
            BOOST_TEST(resumes({.plateau = plateau, .keep_best = keep_best}, first, 6));
            BOOST_TEST(resumes({.stop_early = stopping, .keep_best = keep_best}, first, 4));
            BOOST_TEST(
                resumes({.clip_norm = 0.5, .plateau = plateau, .stop_early = stopping}, first, 5));
        }
}

BOOST_AUTO_TEST_CASE(a_training_that_has_ended_does_not_go_on) {
    run now;
    now.train({.stop_early = nn::early_stopping{.patience = 2, .smallest_change = 0.05}});
    run again = now;
    again.train({.stop_early = nn::early_stopping{.patience = 2, .smallest_change = 0.05}});
    BOOST_TEST((again == now));
    BOOST_TEST((again.train({.stop_early = nn::early_stopping{.patience = 4}}) !=
                nn::ending::interruption));
    BOOST_TEST(again.state.epochs > now.state.epochs);
}

BOOST_AUTO_TEST_CASE(states_that_do_not_fit) {
    run now;
    now.state.samples = 16;
    BOOST_TEST(refusal([&] { now.train({}); }) ==
               "training: the state is that of an epoch of other batches or samples");
    now.state.samples = samples + 10;
    BOOST_TEST(refusal([&] { now.train({}); }) ==
               "training: the state is that of an epoch of other batches or samples");
    now.state.samples = 0;
    now.state.epochs = 2;
    BOOST_TEST(refusal([&] { now.train({.first_epoch = 2}); }) ==
               "training: the first epoch is the state's to say, where one is given");
    BOOST_TEST(refusal([&] {
                   now.train({.schedule = nn::constant_rate{}, .plateau = nn::reduce_on_plateau{}});
               }) == "training: the rate follows a schedule or a plateau of the loss, not both");
}
