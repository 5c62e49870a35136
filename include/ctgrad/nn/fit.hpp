/// Training: shuffled batches, gradient, update, validation, and when to stop.
#pragma once

#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <ctgrad/nn/clip.hpp>
#include <ctgrad/nn/early_stopping.hpp>
#include <ctgrad/nn/epoch.hpp>
#include <ctgrad/nn/history.hpp>
#include <ctgrad/nn/parallel.hpp>
#include <ctgrad/nn/samples.hpp>
#include <ctgrad/nn/training_state.hpp>

namespace ctgrad::nn {

/// What is measured after every epoch, under a name: `{"accuracy", [&] { return ...; }}`.
struct metric {
    std::string name;
    std::function<double()> value;
};

/// What a callback learns after every step.
struct step_report {
    int epoch = 0;  ///< counted from 1
    long step = 0;  ///< of all steps, counted from 0
    long steps_per_epoch = 0;
    double loss = 0;  ///< of the batch
};

struct fit_options {
    int epochs = 10;
    int batch = 32;
    std::uint32_t seed = 0;  ///< of the order of the samples
    int first_epoch = 1;     ///< a training that is resumed starts with the first epoch not done
    int threads = 1;         ///< see nn/parallel.hpp: the result does not depend on it
    double clip_norm = std::numeric_limits<double>::infinity();  ///< see clip_by_norm
    std::function<double(long)> schedule{};      ///< the rate of a step; none: the optimiser's own
    std::optional<reduce_on_plateau> plateau{};  ///< instead: the rate by epoch, as below
    std::optional<early_stopping> stop_early{};  ///< by validation loss, or else training loss
    bool keep_best = false;  ///< ends, unless interrupted, with the weights of the best epoch
    std::vector<metric> metrics{};
    std::function<bool(const epoch_record&)> on_epoch{};  ///< false ends the training
    std::function<bool(const step_report&)> on_step{};    ///< false ends the training
    std::function<bool()> interrupted{};  ///< asked after every step; true ends the training
};

namespace detail {

/// The mean loss over samples, without gradient; none of them: NaN.
template <class Step, class Weights>
double mean_loss(const Step&, const Weights&, const samples<>&) {
    return std::numeric_limits<double>::quiet_NaN();
}
template <class Step, class Weights, class... Bindings>
double mean_loss(const Step&, const Weights& weights, const samples<Bindings...>& all) {
    using T = typename Weights::value_type;
    typename Step::loss_type loss;
    std::vector<T> values(std::min<std::size_t>(all.size(), 1024));
    double total = 0;
    std::size_t first = 0;
    all.batches(1024, [&](const auto&... bound) {
        const std::size_t count = std::min(values.size(), all.size() - first);
        loss(weights, number_span<T>(values.data(), count), bound...);
        for (std::size_t i = 0; i < count; ++i) total += static_cast<double>(values[i]);
        first += count;
    });
    return total / static_cast<double>(all.size());
}

inline void require_usable(const fit_options& options) {
    require_epochs(options.epochs);
    require_batch(options.batch);
    require(options.first_epoch >= 1, "training: epochs are counted from 1");
    require(options.clip_norm > 0, "clip_by_norm: the limit must be positive");
    require(!options.schedule || !options.plateau,
            "training: the rate follows a schedule or a plateau of the loss, not both");
}

/// A training on its way.
template <class Step, class Optimiser> class fitting {
public:
    using parameters_type = typename Step::parameters_type;
    using state_type = training_state<parameters_type>;

    fitting(const Step& step, Optimiser& optimiser, parameters_type& weights, state_type& state,
            std::size_t count, const fit_options& options)
        : options_(options),
          optimiser_(optimiser),
          weights_(weights),
          state_(state),
          batch_step_(step, options.threads),
          samples_(static_cast<long>(count)),
          steps_((samples_ + options.batch - 1) / options.batch) {
        require(state.epochs == 0 || options.first_epoch == 1,
                "training: the first epoch is the state's to say, where one is given");
        const long done = state.samples;
        require(done >= 0 && done < samples_ && done % options.batch == 0,
                "training: the state is that of an epoch of other batches or samples");
        if (state.epochs == 0) state.epochs = options.first_epoch - 1;
        step_ = state.epochs * steps_ + state.samples / options.batch;
        take_settings();
        for (const metric& m : options.metrics) result.metrics.push_back(m.name);
    }

    /// Whether there is another epoch.
    bool more() const {
        return result.reason == ending::all_epochs && state_.epochs < options_.epochs;
    }

    /// Runs the next epoch, or what is left of it; false if it was stopped within.
    template <class Batches> bool run(Batches& batches) {
        const long before = state_.samples;
        const stopwatch clock;
        batches(
            options_.batch, options_.seed, static_cast<std::uint32_t>(state_.epochs + 1),
            [&](const auto&... bound) { return step(bound...); }, static_cast<std::size_t>(before));
        seconds_ = clock.seconds();
        speed_ = static_cast<double>(state_.samples - before) / seconds_;
        return state_.samples == samples_;
    }

    /// Notes an epoch that is complete.
    void note(double validation_loss) {
        const int epoch = state_.epochs + 1;
        require_finite_weights(weights_, epoch);
        epoch_record& record = result.epochs.emplace_back(
            epoch_record{.epoch = epoch,
                         .loss = state_.loss / static_cast<double>(samples_),
                         .validation_loss = validation_loss,
                         .rate = optimiser_.rate,
                         .seconds = seconds_,
                         .samples_per_second = speed_});
        for (const metric& m : options_.metrics) record.metrics.push_back(m.value());
        const double judged = std::isnan(validation_loss) ? record.loss : validation_loss;
        if (judged < state_.best_loss) {
            state_.best_loss = judged;
            state_.best_epoch = epoch;
            if (options_.keep_best) state_.best = weights_;
        }
        state_.epochs = epoch;
        state_.samples = 0;
        state_.loss = 0;
        if (options_.plateau) optimiser_.rate = state_.plateau(judged);
        if (options_.stop_early && state_.stopping(judged)) end(ending::early_stopping);
        if (options_.on_epoch && !options_.on_epoch(record)) end(ending::callback);
    }

    void finish() {
        result.best_epoch = state_.best_epoch;
        if (options_.keep_best && result.reason != ending::interruption && state_.best_epoch > 0)
            weights_ = state_.best;
    }

    history result;

private:
    /// Settings are the options', and what was counted is the state's.
    void take_settings() {
        if (options_.stop_early) {
            const early_stopping counted = state_.stopping;
            state_.stopping = *options_.stop_early;
            if (step_ > 0) {
                state_.stopping.best = counted.best;
                state_.stopping.bad_epochs = counted.bad_epochs;
                if (state_.stopping.stopped()) end(ending::early_stopping);
            }
        }
        if (options_.plateau) {
            const reduce_on_plateau counted = state_.plateau;
            state_.plateau = *options_.plateau;
            if (!std::isinf(counted.best)) {
                state_.plateau.rate = counted.rate;
                state_.plateau.best = counted.best;
                state_.plateau.bad_epochs = counted.bad_epochs;
                state_.plateau.cooling = counted.cooling;
            }
            optimiser_.rate = state_.plateau.rate;
        }
    }

    template <class... Bindings> bool step(const Bindings&... bound) {
        if (options_.schedule) optimiser_.rate = options_.schedule(step_);
        const auto mean = static_cast<double>(update(bound...));
        require_finite_here("the loss", mean);
        const long count = std::min<long>(options_.batch, samples_ - state_.samples);
        state_.loss += mean * static_cast<double>(count);
        state_.samples += count;
        const step_report report{state_.epochs + 1, step_++, steps_, mean};
        if (options_.on_step && !options_.on_step(report)) return end(ending::callback);
        if (options_.interrupted && options_.interrupted()) return end(ending::interruption);
        return true;
    }

    template <class... Bindings> auto update(const Bindings&... bound) {
        if (std::isinf(options_.clip_norm))
            return batch_step_.update(weights_, gradient_, optimiser_, bound...);
        const auto mean = batch_step_(weights_, gradient_, bound...);
        if (std::isfinite(static_cast<double>(mean))) {
            const double norm = clip_by_norm(gradient_, options_.clip_norm);
            require_finite_here("the gradient", norm);
            optimiser_.update(weights_, gradient_);
        }
        return mean;
    }

    void require_finite_here(const char* what, double value) const {
        require_finite(what, value, state_.epochs + 1, state_.samples / options_.batch + 1);
    }
    bool end(ending reason) {
        result.reason = reason;
        return false;
    }

    const fit_options& options_;
    Optimiser& optimiser_;
    parameters_type& weights_;
    state_type& state_;
    parallel_gradient<Step> batch_step_;
    parameters_type gradient_;
    long samples_, steps_, step_ = 0;
    double seconds_ = 0, speed_ = 0;
};

}  // namespace detail

/// Trains weights: `fit(step, optimiser, weights, state, training, validation, options)`, where
/// step is a batch_gradient, training and validation are samples (nn/samples.hpp), and state is a
/// training_state, from which it goes on. The last batch of an epoch may be smaller. Returns what
/// the epochs were like; one that was stopped within is not among them. With `plateau` the
/// optimiser's rate is that one's, and follows the validation loss, or else the training loss.
/// Errors: training_error when the loss of a batch becomes NaN or infinite, with epoch and step of
/// the epoch, and with the weights as they were before it, or when weights do, before on_epoch is
/// called, so that what that saves is good; std::invalid_argument for bad options and for labels
/// that are no classes, by their rows.
template <class Step, class Optimiser, class Training, class Validation>
history fit(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
            training_state<typename Step::parameters_type>& state, const Training& training,
            const Validation& validation, const fit_options& options = {}) {
    detail::require_usable(options);
    const auto check = [](const auto&... bound) { Step::check_labels(bound...); };
    training.apply(check);
    validation.apply(check);
    shuffled_batches batches(training);
    detail::fitting<Step, Optimiser> now(step, optimiser, weights, state, training.size(), options);
    while (now.more() && now.run(batches)) now.note(detail::mean_loss(step, weights, validation));
    now.finish();
    return std::move(now.result);
}

/// The same without validation.
template <class Step, class Optimiser, class... Bindings>
history fit(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
            training_state<typename Step::parameters_type>& state,
            const samples<Bindings...>& training, const fit_options& options = {}) {
    return fit(step, optimiser, weights, state, training, samples<>(), options);
}

/// The same from the beginning, or from options.first_epoch on.
template <class Step, class Optimiser, class... Bindings, class... Others>
history fit(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
            const samples<Bindings...>& training, const samples<Others...>& validation,
            const fit_options& options = {}) {
    training_state<typename Step::parameters_type> state;
    return fit(step, optimiser, weights, state, training, validation, options);
}

/// The same from the beginning without validation.
template <class Step, class Optimiser, class... Bindings>
history fit(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
            const samples<Bindings...>& training, const fit_options& options = {}) {
    return fit(step, optimiser, weights, training, samples<>(), options);
}

}  // namespace ctgrad::nn
