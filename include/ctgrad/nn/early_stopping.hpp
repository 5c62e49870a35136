/// When to stop training: the validation loss no longer falls.
#pragma once

#include <limits>

#include <ctgrad/core/refusal.hpp>

namespace ctgrad::nn {

/// `stop(loss)` after every epoch is true once the loss was not below the best one by more than
/// `smallest_change` for `patience` epochs in a row. `improved()` says whether the last loss is the
/// best so far: the moment to keep the weights. A NaN never improves. Error
/// (std::invalid_argument): a patience below 1.
struct early_stopping {
    long patience = 10;
    double smallest_change = 0;
    double best = std::numeric_limits<double>::infinity();
    long bad_epochs = 0;

    bool operator()(double loss) {
        if (patience < 1)
            core::throw_invalid_argument({"early stopping: the patience is at least 1 epoch"});
        if (loss < best - smallest_change) {
            best = loss;
            bad_epochs = 0;
        } else ++bad_epochs;
        return stopped();
    }
    bool stopped() const { return bad_epochs >= patience; }
    bool improved() const { return bad_epochs == 0; }

    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("best", best);
        visit("bad_epochs", bad_epochs);
    }
};

}  // namespace ctgrad::nn
