/// Relatives of Adam: NAdam, RAdam, Adamax and Lion.
#pragma once

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/nn/optimisers/moments.hpp>

namespace ctgrad::nn {

/// With g, m and v as in Adam and a momentum that grows, mu(t) = beta1 (1 - 0.96^(t d) / 2), where
/// d is momentum_decay, and M(t) the product of all up to step t:
///   w -= rate * ((1 - mu(t)) / (1 - M(t)) * g + mu(t+1) / (1 - M(t+1)) * m) / (sqrt(v) + epsilon)
/// where v is corrected for its start at zero. Source: Dozat, 2016. PyTorch up to 1.13 has one
/// mu(t) too many in M(t+1): as here, unless `published` asks for the formula above, PyTorch's from
/// 2.0 on.
template <class Parameters> struct nadam {
    double rate = 0.002;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    double momentum_decay = 0.004;
    bool published = false;
    Parameters mean{};
    Parameters square{};
    long steps = 0;
    double momentum_product = 1;  ///< M

    template <class T> auto begin() {
        detail::require_moments("NAdam", rate, beta1, beta2, epsilon, weight_decay);
        detail::require_amount(momentum_decay, "NAdam: the decay of the momentum");
        const double now = momentum(++steps), next = momentum(steps + 1);
        momentum_product *= now;
        const double next_product = momentum_product * next * (published ? 1 : now);
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [means = detail::moments<T>(beta1, beta2), decay = static_cast<T>(weight_decay),
             step = detail::adaptive_step<T>(1, 0, beta2, epsilon, steps),
             of_gradient = static_cast<T>(rate * (1 - now) / (1 - momentum_product)),
             of_mean = static_cast<T>(rate * next / (1 - next_product))](auto& w, auto slope,
                                                                         auto& m, auto& v) {
                const lane g = kernel::multiply_add<T>(lane(decay), w, slope);
                means(g, m, v);
                w = w - step(kernel::multiply_add<T>(lane(of_gradient), g, lane(of_mean) * m), v);
            },
            mean.data(), square.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("mean", mean);
        visit("square", square);
        visit("steps", steps);
        visit("momentum_product", momentum_product);
    }

private:
    double momentum(long step) const {
        return beta1 *
               (1 - 0.5 * math::standard::pow(0.96, static_cast<double>(step) * momentum_decay));
    }
};

/// With g, m and v as in Adam, and the length of the mean behind v in step t,
/// r(t) = R - 2 t beta2^t / (1 - beta2^t), R = 2 / (1 - beta2) - 1: while r <= 5, w -= rate * m;
/// then
///   w -= rate * m * sqrt((r - 4) (r - 2) R / ((R - 4) (R - 2) r)) * sqrt(1 - beta2^t) /
///        (sqrt(v) + epsilon)
/// where m is corrected for its start at zero. Source: Liu et al., 2020.
template <class Parameters> struct radam {
    double rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    Parameters mean{};
    Parameters square{};
    long steps = 0;

    template <class T> auto begin() {
        detail::require_moments("RAdam", rate, beta1, beta2, epsilon, weight_decay);
        ++steps;
        const double correction = detail::bias_correction(beta2, steps);
        const double most = 2 / (1 - beta2) - 1;
        const double length = most - 2 * static_cast<double>(steps) * (1 - correction) / correction;
        const bool trusted = length > 5;
        const double rectified =
            trusted ? math::standard::sqrt((length - 4) * (length - 2) * most * correction /
                                           ((most - 4) * (most - 2) * length))
                    : 1;
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [means = detail::moments<T>(beta1, beta2), decay = static_cast<T>(weight_decay),
             step = static_cast<T>(rate / detail::bias_correction(beta1, steps) * rectified),
             small = static_cast<T>(epsilon), trusted](auto& w, auto slope, auto& m, auto& v) {
                using math::standard::sqrt;
                means(kernel::multiply_add<T>(lane(decay), w, slope), m, v);
                const lane scale = trusted ? sqrt(v) + lane(small) : lane(1);
                w = w - lane(step) * m / scale;
            },
            mean.data(), square.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("mean", mean);
        visit("square", square);
        visit("steps", steps);
    }
};

/// With g and m as in Adam: u = max(beta2 * u, |g| + epsilon), w -= rate / (1 - beta1^t) * m / u.
/// Source: Kingma and Ba, 2015, section 7.
template <class Parameters> struct adamax {
    double rate = 0.002;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    Parameters mean{};
    Parameters largest{};
    long steps = 0;

    template <class T> auto begin() {
        detail::require_moments("Adamax", rate, beta1, beta2, epsilon, weight_decay);
        ++steps;
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [keep1 = static_cast<T>(beta1), keep2 = static_cast<T>(beta2),
             decay = static_cast<T>(weight_decay), small = static_cast<T>(epsilon),
             step = static_cast<T>(rate / detail::bias_correction(beta1, steps))](
                auto& w, auto slope, auto& m, auto& u) {
                using math::standard::abs;
                const lane g = kernel::multiply_add<T>(lane(decay), w, slope);
                m = detail::decayed<T>(keep1, m, g);
                const lane before = lane(keep2) * u, now = abs(g) + lane(small);
                u = math::choose(before > now, before, now);
                w = w - lane(step) * m / u;
            },
            mean.data(), largest.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("mean", mean);
        visit("largest", largest);
        visit("steps", steps);
    }
};

/// w -= rate * (sign(beta1 * m + (1 - beta1) * gradient) + weight_decay * w), then
/// m = beta2 * m + (1 - beta2) * gradient; sign(0) = 0. Source: Chen et al., 2023, with the
/// authors' defaults.
template <class Parameters> struct lion {
    double rate = 0.0001;
    double beta1 = 0.9;
    double beta2 = 0.99;
    double weight_decay = 0;
    Parameters mean{};

    template <class T> auto begin() {
        detail::require_moments("Lion", rate, beta1, beta2, 0, weight_decay);
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [keep1 = static_cast<T>(beta1), keep2 = static_cast<T>(beta2),
             step = static_cast<T>(rate),
             keep = static_cast<T>(1 - rate * weight_decay)](auto& w, auto g, auto& m) {
                const lane direction = detail::decayed<T>(keep1, m, g);
                const lane signed_step =
                    math::choose(direction > lane(0), lane(step),
                                 math::choose(direction < lane(0), lane(-step), lane(0)));
                w = lane(keep) * w - signed_step;
                m = detail::decayed<T>(keep2, m, g);
            },
            mean.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("mean", mean);
    }
};

}  // namespace ctgrad::nn
