/// What every training watches over: that losses and weights stay finite, and how long it takes.
#pragma once

#include <cmath>
#include <ctime>
#include <initializer_list>
#include <stdexcept>

#include <ctgrad/core/refusal.hpp>

namespace ctgrad::nn {

/// Training cannot go on; the message says where and why. Weights are those before the step.
struct training_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

namespace detail {

inline void require(bool holds, const char* sentence) {
    if (!holds) core::throw_invalid_argument({sentence});
}

inline void require_epochs(int epochs) {
    require(epochs >= 1, "training: the number of epochs must be at least 1");
}

[[noreturn]] inline void stop_training(std::initializer_list<core::refusal_part> what) {
    CTGRAD_THROW(training_error(core::refusal(what).text.characters));
}

/// Of a step, counted from 1 in every epoch.
inline void require_finite(const char* what, double value, int epoch, long step) {
    if (!std::isfinite(value))
        stop_training({what, " became ", std::isnan(value) ? "NaN" : "infinite", " in epoch ",
                       epoch, ", step ", step, "; training stopped"});
}

/// After an epoch: what a callback saves is what was good.
template <class Weights> void require_finite_weights(const Weights& weights, int epoch) {
    for (const auto w : weights.all())
        if (!(w - w == 0))
            stop_training(
                {"the weights became NaN or infinite in epoch ", epoch, "; training stopped"});
}

/// Since it was made, by a clock that is never set, where the system has one. Not by <chrono>: g++
/// would take two thirds as long for it as for all of nn::train.
class stopwatch {
public:
    double seconds() const { return now() - start_; }

private:
    static double now() {
        std::timespec time{};
#ifdef CLOCK_MONOTONIC
        clock_gettime(CLOCK_MONOTONIC, &time);
#else
        std::timespec_get(&time, TIME_UTC);
#endif
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    }

    double start_ = now();
};

}  // namespace detail
}  // namespace ctgrad::nn
