/// Learning rates over time, with PyTorch's definitions: `optimiser.rate = schedule(step)`.
///
/// A schedule is a function from the number of a step (or epoch), counted from 0, to a rate. It has
/// no state, so a training that is resumed goes on where it was. `rate` is the rate at the start,
/// or the highest. Errors (std::invalid_argument): lengths below 1, factors below 0.
#pragma once

#include <concepts>
#include <initializer_list>
#include <limits>
#include <numbers>

#include <ctgrad/core/elements.hpp>
#include <ctgrad/core/math/standard.hpp>
#include <ctgrad/core/refusal.hpp>
#include <ctgrad/tensor/buffer.hpp>

namespace ctgrad::nn {

/// What gives a rate for the number of a step.
template <class T>
concept schedule = requires(const T& s, long step) {
    { s(step) } -> std::convertible_to<double>;
};

namespace detail {

inline void require_length(long steps, const char* name) {
    if (steps < 1) core::throw_invalid_argument({name, ": a length is at least 1 step"});
}

inline void require_factor(double factor, const char* name) {
    if (!(factor >= 0) || !math::standard::isfinite(factor))
        core::throw_invalid_argument({name, ": a factor is at least 0 and finite"});
}

/// From `from` to `to` along half a wave of the cosine; part runs from 0 to 1.
inline double along_cosine(double from, double to, double part) {
    return to + (from - to) * (1 + math::standard::cos(std::numbers::pi * part)) / 2;
}

}  // namespace detail

struct constant_rate {
    double rate = 0.001;

    double operator()(long) const { return rate; }
};

/// rate * factor^k, k = steps / every rounded down.
struct step_rate {
    double rate = 0.001;
    long every = 30;
    double factor = 0.1;

    double operator()(long step) const {
        detail::require_length(every, "step_rate");
        detail::require_factor(factor, "step_rate");
        return rate * math::standard::pow(factor, static_cast<double>(step / every));
    }
};

/// Numbers of steps: `{30, 80}`, or a range of them.
class step_list {
public:
    step_list(std::initializer_list<long> steps = {}) : step_list(steps.begin(), steps.size()) {}
    template <class Range>
        requires requires(const Range& range) { step_list(range.data(), range.size()); }
    step_list(const Range& range) : step_list(range.data(), range.size()) {}
    step_list(const long* first, std::size_t count) : steps_(count) {
        ctgrad::detail::copy_elements(steps_.data(), first, static_cast<int>(count));
    }

    const long* begin() const { return steps_.begin(); }
    const long* end() const { return steps_.end(); }

private:
    buffer<long> steps_;
};

/// rate * factor^k, k the number of milestones at or before the step.
struct multi_step_rate {
    double rate = 0.001;
    step_list milestones{};
    double factor = 0.1;

    double operator()(long step) const {
        detail::require_factor(factor, "multi_step_rate");
        int passed = 0;
        for (const long milestone : milestones) passed += milestone <= step;
        return rate * math::standard::pow(factor, passed);
    }
};

/// rate * factor^step
struct exponential_rate {
    double rate = 0.001;
    double factor = 0.99;

    double operator()(long step) const {
        detail::require_factor(factor, "exponential_rate");
        return rate * math::standard::pow(factor, static_cast<double>(step));
    }
};

/// rate * (1 - step / steps)^power, 0 from the last of the steps on.
struct polynomial_rate {
    double rate = 0.001;
    long steps = 5;
    double power = 1;

    double operator()(long step) const {
        detail::require_length(steps, "polynomial_rate");
        detail::require_factor(power, "polynomial_rate");
        if (step >= steps) return 0;
        return rate * math::standard::pow(
                          1 - static_cast<double>(step) / static_cast<double>(steps), power);
    }
};

/// From rate to lowest along half a wave of the cosine, and back in the steps after them.
/// Source: Loshchilov and Hutter, "SGDR", 2017, without restarts.
struct cosine_rate {
    double rate = 0.001;
    long steps = 100;
    double lowest = 0;

    double operator()(long step) const {
        detail::require_length(steps, "cosine_rate");
        return detail::along_cosine(rate, lowest,
                                    static_cast<double>(step) / static_cast<double>(steps));
    }
};

/// From rate to lowest along half a wave of the cosine, again and again: the first time in `steps`
/// steps, and every time `longer` times as many. Source: Loshchilov and Hutter, "SGDR", 2017.
struct cosine_restarts {
    double rate = 0.001;
    long steps = 10;
    long longer = 1;
    double lowest = 0;

    double operator()(long step) const {
        detail::require_length(steps, "cosine_restarts");
        detail::require_length(longer, "cosine_restarts");
        long length = steps;
        if (longer == 1) step %= length;
        else
            for (; step >= length; length *= longer) step -= length;
        return detail::along_cosine(rate, lowest,
                                    static_cast<double>(step) / static_cast<double>(length));
    }
};

/// Warm-up in front of any schedule, which starts behind it: in `steps` steps the rate rises
/// linearly from a fraction of the schedule's first rate to the whole of it.
template <schedule Schedule> struct linear_warm_up {
    Schedule then{};
    long steps = 5;
    double start = 1.0 / 3;

    double operator()(long step) const {
        detail::require_length(steps, "linear_warm_up");
        detail::require_factor(start, "linear_warm_up");
        if (step >= steps) return then(step - steps);
        return then(0) *
               (start + (1 - start) * static_cast<double>(step) / static_cast<double>(steps));
    }
};

/// One cycle of `steps` steps along the cosine: from rate / divisor up to rate in the first
/// `rising` part, then down to the starting rate / final_divisor. Source: Smith and Topin, 2018.
/// Steps behind the last one keep its rate.
struct one_cycle {
    double rate = 0.01;
    long steps = 100;
    double rising = 0.3;
    double divisor = 25;
    double final_divisor = 1e4;

    double operator()(long step) const {
        detail::require_length(steps, "one_cycle");
        if (!(rising > 0) || !(rising < 1) || !(divisor > 0) || !(final_divisor > 0))
            core::throw_invalid_argument(
                {"one_cycle: the rising part lies between 0 and 1, divisors are above 0"});
        const double first = rate / divisor, last = first / final_divisor;
        const double top = rising * static_cast<double>(steps) - 1;
        const double end = static_cast<double>(steps) - 1;
        const double now = step < steps ? static_cast<double>(step) : end;
        if (now <= top) return detail::along_cosine(first, rate, top > 0 ? now / top : 1);
        return detail::along_cosine(rate, last, (now - top) / (end - top));
    }
};

/// A rate that falls when a loss no longer does: `optimiser.rate = plateau(loss)` after every
/// epoch. It is multiplied by `factor` when for more than `patience` epochs the loss was not below
/// (1 - threshold) times the best one; then `cooldown` epochs pass before bad ones count again.
/// PyTorch's ReduceLROnPlateau for losses. A NaN is a bad epoch.
struct reduce_on_plateau {
    double rate = 0.001;
    double factor = 0.1;
    long patience = 10;
    double threshold = 1e-4;
    long cooldown = 0;
    double lowest = 0;
    double best = std::numeric_limits<double>::infinity();
    long bad_epochs = 0;
    long cooling = 0;

    double operator()(double loss) {
        if (!(factor > 0) || !(factor < 1))
            core::throw_invalid_argument({"reduce_on_plateau: the factor lies between 0 and 1"});
        if (loss < best * (1 - threshold)) {
            best = loss;
            bad_epochs = 0;
        } else ++bad_epochs;
        if (cooling > 0) {
            --cooling;
            bad_epochs = 0;
        }
        if (bad_epochs > patience) {
            const double next = rate * factor < lowest ? lowest : rate * factor;
            if (rate - next > 1e-8) rate = next;
            cooling = cooldown;
            bad_epochs = 0;
        }
        return rate;
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("best", best);
        visit("bad_epochs", bad_epochs);
        visit("cooling", cooling);
    }
};

}  // namespace ctgrad::nn
