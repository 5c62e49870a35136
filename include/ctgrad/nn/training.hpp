/// One epoch after the other: shuffled batches, gradient, update, and a look at the loss.
#pragma once

#include <ctgrad/nn/fit.hpp>

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
/// (return false to stop). nn::fit (nn/fit.hpp) in its shortest form, with the same errors.
template <class Step, class Optimiser, class Report, class... Bindings>
history train(const Step& step, Optimiser& optimiser, typename Step::parameters_type& weights,
              const training_options& options, Report&& report, const Bindings&... bindings) {
    return fit(step, optimiser, weights, samples(bindings...),
               {.epochs = options.epochs,
                .batch = options.batch,
                .seed = options.seed,
                .on_epoch = [&](const epoch_report& now) { return report(now); }});
}

}  // namespace ctgrad::nn
