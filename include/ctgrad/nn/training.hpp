/// One epoch after the other: shuffled batches, gradient, update, and a look at the loss.
#pragma once

#include <algorithm>
#include <cstdint>

#include <ctgrad/nn/epoch.hpp>
#include <ctgrad/nn/history.hpp>
#include <ctgrad/nn/samples.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::nn {

struct training_options {
    int epochs = 10;
    int batch = 32;
    std::uint32_t seed = 0;  ///< of the order of the samples
};

/// What a callback learns after every epoch.
using epoch_report = epoch_record;

/// Trains for some epochs: `train(step, optimiser, weights, options, report, x = rows(images),
/// digit = rows(labels))`, where step is a batch_gradient and report is called after every epoch
/// (return false to stop). What nn::fit (nn/fit.hpp) does, with the same errors, for one thread and
/// without all that may be asked of that one, which would have to be compiled: with batches of more
/// than 128 samples, which that one divides, weights differ by rounding.
template <class Step, class Optimiser, class Report, class... Bindings>
history train(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
              const training_options& options, Report&& report, const Bindings&... bindings) {
    detail::require_epochs(options.epochs);
    detail::require_batch(options.batch);
    const samples<Bindings...> all(bindings...);
    Step::check_labels(bindings...);
    shuffled_batches<Bindings...> batches(all);
    buffer<typename Step::workspace> work(1);
    typename Step::parameters_type gradient;
    history result;
    const auto count = static_cast<long>(all.size());
    for (int epoch = 1; epoch <= options.epochs && result.reason == ending::all_epochs; ++epoch) {
        const detail::stopwatch clock;
        double loss = 0;
        long done = 0;
        batches(options.batch, options.seed, static_cast<std::uint32_t>(epoch),
                [&](const auto&... bound) {
                    const auto mean = static_cast<double>(
                        step.update(work.data()[0], weights, gradient, optimiser, bound...));
                    detail::require_finite("the loss", mean, epoch, done / options.batch + 1);
                    const long size = std::min<long>(options.batch, count - done);
                    loss += mean * static_cast<double>(size);
                    done += size;
                    return true;
                });
        const double seconds = clock.seconds(), all_done = static_cast<double>(count);
        detail::require_finite_weights(weights, epoch);
        const epoch_record& record =
            result.epochs.emplace_back(epoch_record{.epoch = epoch,
                                                    .loss = loss / all_done,
                                                    .rate = optimiser.rate,
                                                    .seconds = seconds,
                                                    .samples_per_second = all_done / seconds});
        const auto best = static_cast<std::size_t>(result.best_epoch);
        if (best == 0 || record.loss < result.epochs[best - 1].loss) result.best_epoch = epoch;
        if (!report(record)) result.reason = ending::callback;
    }
    return result;
}

}  // namespace ctgrad::nn
