/// Averages: of weights over steps, and of gradients over batches.
#pragma once

#include <ctgrad/core/refusal.hpp>
#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::nn {

/// The exponential moving average of weights (Polyak and Juditsky, 1992, as used in training since
/// Tarvainen and Valpola, 2017): after the first `update(weights)` it equals them, then
///   average <- decay * average + (1 - decay) * weights.
/// Error (std::invalid_argument): a decay outside of [0, 1).
template <class Parameters> struct moving_average {
    double decay = 0.999;
    Parameters average{};
    long steps = 0;

    void update(const Parameters& weights) {
        using T = typename Parameters::value_type;
        if (!(decay >= 0) || !(decay < 1))
            core::throw_invalid_argument({"moving average: the decay must lie in [0, 1)"});
        const T news = static_cast<T>(steps++ == 0 ? 1 : 1 - decay);
        for (std::size_t i = 0; i < Parameters::size(); ++i)
            average.data()[i] += news * (weights.data()[i] - average.data()[i]);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("average", average);
        visit("steps", steps);
    }
};

/// The gradient of the mean over several batches, whose size together does not fit into one:
/// `add(gradient, samples)` after each batch, then `mean()`, a step, and `reset()`.
template <class Parameters> class gradient_accumulation {
public:
    /// A gradient of the mean over so many samples. Error (std::invalid_argument): no samples.
    void add(const Parameters& gradient, std::size_t samples) {
        using T = typename Parameters::value_type;
        if (samples == 0)
            core::throw_invalid_argument({"gradient accumulation: an empty batch has no gradient"});
        samples_ += samples;
        const T share =
            static_cast<T>(static_cast<double>(samples) / static_cast<double>(samples_));
        for (std::size_t i = 0; i < Parameters::size(); ++i)
            mean_.data()[i] += share * (gradient.data()[i] - mean_.data()[i]);
    }
    const Parameters& mean() const { return mean_; }
    std::size_t samples() const { return samples_; }
    void reset() {
        samples_ = 0;
        for (auto& number : mean_.all()) number = 0;  // no allocation
    }

private:
    Parameters mean_{};
    std::size_t samples_ = 0;
};

}  // namespace ctgrad::nn
