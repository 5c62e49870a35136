/// Training: shuffled batches, gradient, update, validation, and when to stop.
#pragma once

#include <chrono>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ctgrad/nn/clip.hpp>
#include <ctgrad/nn/early_stopping.hpp>
#include <ctgrad/nn/history.hpp>
#include <ctgrad/nn/parallel.hpp>
#include <ctgrad/nn/samples.hpp>

namespace ctgrad::nn {

/// Training cannot go on; the message says where and why. Weights are those before the step.
struct training_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

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
    std::optional<early_stopping> stop_early{};  ///< by validation loss, or else training loss
    bool keep_best = false;  ///< ends with the weights of the best epoch instead of the last one's
    std::vector<metric> metrics{};
    std::function<bool(const epoch_record&)> on_epoch{};  ///< false ends the training
    std::function<bool(const step_report&)> on_step{};    ///< false ends the training
    std::function<bool()> interrupted{};  ///< asked after every step; true ends the training
};

namespace detail {

inline void require(bool holds, const std::string& sentence) {
    if (!holds) CTGRAD_THROW(std::invalid_argument(sentence));
}

/// The mean loss over samples, without gradient; none of them: NaN.
template <class T, class Loss, class... Variables, class Weights>
double mean_loss(const batch_gradient<T, Loss, Variables...>&, const Weights&, const samples<>&) {
    return std::numeric_limits<double>::quiet_NaN();
}
template <class T, class Loss, class... Variables, class Weights, class... Bindings>
double mean_loss(const batch_gradient<T, Loss, Variables...>&, const Weights& weights,
                 const samples<Bindings...>& all) {
    batch_output<T, Loss, Variables...> loss;
    std::vector<T> values(std::min<std::size_t>(all.size(), 1024));
    double total = 0;
    std::size_t first = 0;
    all.batches(1024, [&](const auto&... bound) {
        const std::size_t count = std::min(values.size(), all.size() - first);
        loss(weights, std::span<T>(values.data(), count), bound...);
        for (std::size_t i = 0; i < count; ++i) total += static_cast<double>(values[i]);
        first += count;
    });
    return total / static_cast<double>(all.size());
}

inline void require_usable(const fit_options& options) {
    require(options.epochs >= 1, "training: the number of epochs must be at least 1");
    require(options.batch >= 1,
            "training: an empty batch has no gradient; batch must be at least 1");
    require(options.first_epoch >= 1, "training: epochs are counted from 1");
    require(options.clip_norm > 0, "clip_by_norm: the limit must be positive");
}

/// A training on its way.
template <class Step, class Optimiser> class fitting {
public:
    using parameters_type = typename Step::parameters_type;

    fitting(const Step& step, Optimiser& optimiser, parameters_type& weights, std::size_t samples,
            const fit_options& options)
        : options_(options),
          optimiser_(optimiser),
          weights_(weights),
          batch_step_(step, options.threads),
          best_(options.keep_best ? weights : gradient_),
          stop_early_(options.stop_early),
          samples_(static_cast<long>(samples)),
          steps_((samples_ + options.batch - 1) / options.batch),
          step_((options.first_epoch - 1) * steps_) {
        for (const metric& m : options.metrics) result.metrics.push_back(m.name);
    }

    /// What is known of an epoch before validation; its samples are fewer where it was stopped.
    struct trained {
        double total = 0, seconds = 0;
        long samples = 0;
    };

    template <class Batches> trained run(int epoch, Batches& batches) {
        const auto start = std::chrono::steady_clock::now();
        trained now;
        batches(options_.batch, options_.seed, static_cast<std::uint32_t>(epoch),
                [&](const auto&... bound) { return step(epoch, now, bound...); });
        now.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return now;
    }
    bool complete(const trained& now) const { return now.samples == samples_; }

    /// Notes an epoch; false if it is the last one.
    bool note(int epoch, const trained& now, double validation_loss) {
        const auto count = static_cast<double>(now.samples);
        epoch_record record{.epoch = epoch,
                            .loss = now.total / count,
                            .validation_loss = validation_loss,
                            .rate = optimiser_.rate,
                            .seconds = now.seconds,
                            .samples_per_second = count / now.seconds};
        for (const metric& m : options_.metrics) record.metrics.push_back(m.value());
        const double judged = std::isnan(validation_loss) ? record.loss : validation_loss;
        if (judged < lowest_) {
            lowest_ = judged;
            result.best_epoch = epoch;
            if (options_.keep_best) best_ = weights_;
        }
        result.epochs.push_back(record);
        if (options_.on_epoch && !options_.on_epoch(record)) return end(ending::callback);
        if (stop_early_ && (*stop_early_)(judged)) return end(ending::early_stopping);
        return true;
    }

    void finish() {
        if (options_.keep_best && result.best_epoch > 0) weights_ = best_;
    }

    history result;

private:
    template <class... Bindings> bool step(int epoch, trained& now, const Bindings&... bound) {
        if (options_.schedule) optimiser_.rate = options_.schedule(step_);
        const double mean = static_cast<double>(update(bound...));
        if (!std::isfinite(mean))
            CTGRAD_THROW(training_error(
                "the loss became " + std::string(mean != mean ? "NaN" : "infinite") + " in epoch " +
                std::to_string(epoch) + ", step " +
                std::to_string(now.samples / options_.batch + 1) + "; training stopped"));
        const long count = std::min<long>(options_.batch, samples_ - now.samples);
        now.total += mean * static_cast<double>(count);
        now.samples += count;
        const step_report report{epoch, step_++, steps_, mean};
        if (options_.on_step && !options_.on_step(report)) return end(ending::callback);
        if (options_.interrupted && options_.interrupted()) return end(ending::interruption);
        return true;
    }

    template <class... Bindings> auto update(const Bindings&... bound) {
        if (std::isinf(options_.clip_norm))
            return batch_step_.update(weights_, gradient_, optimiser_, bound...);
        const auto mean = batch_step_(weights_, gradient_, bound...);
        if (std::isfinite(static_cast<double>(mean))) {
            clip_by_norm(gradient_, options_.clip_norm);
            optimiser_.update(weights_, gradient_);
        }
        return mean;
    }

    bool end(ending reason) {
        result.reason = reason;
        return false;
    }

    const fit_options& options_;
    Optimiser& optimiser_;
    parameters_type& weights_;
    parallel_gradient<Step> batch_step_;
    parameters_type gradient_;
    parameters_type best_;
    std::optional<early_stopping> stop_early_;
    double lowest_ = std::numeric_limits<double>::infinity();
    long samples_, steps_, step_;
};

}  // namespace detail

/// Trains weights: `fit(step, optimiser, weights, training, validation, options)`, where step is a
/// batch_gradient and the others are samples (nn/samples.hpp). The last batch of an epoch may be
/// smaller. Returns what the epochs were like; one that was stopped within is not among them.
/// Errors: training_error when the loss of a batch becomes NaN or infinite, with epoch and step of
/// the epoch, and with the weights as they were before it; std::invalid_argument for bad options.
template <class Step, class Optimiser, class Training, class Validation>
history fit(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
            const Training& training, const Validation& validation,
            const fit_options& options = {}) {
    detail::require_usable(options);
    shuffled_batches batches(training);
    detail::fitting<Step, Optimiser> now(step, optimiser, weights, training.size(), options);
    for (int epoch = options.first_epoch; epoch <= options.epochs; ++epoch) {
        const auto trained = now.run(epoch, batches);
        if (!now.complete(trained) ||
            !now.note(epoch, trained, detail::mean_loss(step, weights, validation)))
            break;
    }
    now.finish();
    return std::move(now.result);
}

/// The same without validation.
template <class Step, class Optimiser, class... Bindings>
history fit(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
            const samples<Bindings...>& training, const fit_options& options = {}) {
    return fit(step, optimiser, weights, training, samples<>(), options);
}

}  // namespace ctgrad::nn
