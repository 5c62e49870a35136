/// How far a training is, as a part of a checkpoint.
#pragma once

#include <limits>

#include <ctgrad/nn/early_stopping.hpp>
#include <ctgrad/nn/schedule.hpp>

namespace ctgrad::nn {

/// What nn::fit knows beside weights and optimiser. Saved with these in a callback, or after fit
/// when that was interrupted, it lets a training go on at any step, bit for bit:
///
///   nn::training_state<weights_type> state;
///   io::checkpoint file{io::part{"weights", weights}, io::part{"optimiser", optimiser},
///                       io::part{"training", state}};
///   if (std::filesystem::exists(path)) file.load(path);
///   options.on_epoch = [&](const nn::epoch_record&) { file.save(path); return true; };
///   nn::fit(step, optimiser, weights, state, training, validation, options);
///
/// The order of the samples and random rows follow from the options' seed and from the epoch; the
/// settings of early stopping and of a plateau are the options', what they have counted is here.
template <class Parameters> struct training_state {
    int epochs = 0;      ///< done
    long samples = 0;    ///< done of the epoch behind them, in whole batches
    double loss = 0;     ///< their sum
    int best_epoch = 0;  ///< 0: none yet
    double best_loss = std::numeric_limits<double>::infinity();
    Parameters best{};  ///< weights of that epoch, where fit_options::keep_best asks for them
    early_stopping stopping{};
    reduce_on_plateau plateau{};

    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("epochs", epochs);
        visit("samples", samples);
        visit("loss", loss);
        visit("best_epoch", best_epoch);
        visit("best_loss", best_loss);
        visit("best", best);
        visit("stopping", stopping);
        visit("plateau", plateau);
    }
};

}  // namespace ctgrad::nn
