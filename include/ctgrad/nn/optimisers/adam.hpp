/// Adam, AMSGrad and AdamW: steps of about the rate's size, whatever the size of the gradient.
#pragma once

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/nn/optimisers/moments.hpp>

namespace ctgrad::nn {

/// With g = gradient + weight_decay * w, means m of g and v of its square, corrected for their
/// start at zero: w -= rate * m / (sqrt(v) + epsilon). Source: Kingma and Ba, 2015.
template <class Parameters> struct adam {
    double rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    Parameters mean{};
    Parameters square{};
    long steps = 0;

    template <class T> auto begin() {
        detail::require_moments("Adam", rate, beta1, beta2, epsilon, weight_decay);
        ++steps;
        return detail::step_by<T>(
            [means = detail::moments<T>(beta1, beta2), decay = static_cast<T>(weight_decay),
             step = detail::adaptive_step<T>(rate, beta1, beta2, epsilon, steps)](
                auto& w, auto slope, auto& m, auto& v) {
                means(kernel::multiply_add<T>(kernel::lane<T>(decay), w, slope), m, v);
                w = w - step(m, v);
            },
            mean.data(), square.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("mean", mean);
        visit("square", square);
        visit("steps", steps);
    }
};

/// Adam that divides by the root of the largest v so far. Source: Reddi, Kale and Kumar, 2018.
template <class Parameters> struct amsgrad {
    double rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0;
    Parameters mean{};
    Parameters square{};
    Parameters largest{};
    long steps = 0;

    template <class T> auto begin() {
        detail::require_moments("AMSGrad", rate, beta1, beta2, epsilon, weight_decay);
        ++steps;
        return detail::step_by<T>(
            [means = detail::moments<T>(beta1, beta2), decay = static_cast<T>(weight_decay),
             step = detail::adaptive_step<T>(rate, beta1, beta2, epsilon, steps)](
                auto& w, auto slope, auto& m, auto& v, auto& most) {
                means(kernel::multiply_add<T>(kernel::lane<T>(decay), w, slope), m, v);
                most = math::choose(v > most, v, most);
                w = w - step(m, most);
            },
            mean.data(), square.data(), largest.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("mean", mean);
        visit("square", square);
        visit("largest", largest);
        visit("steps", steps);
    }
};

/// Adam with weight decay beside the gradient, not in it: w *= 1 - rate * weight_decay, then Adam's
/// step. Source: Loshchilov and Hutter, 2019.
template <class Parameters> struct adamw {
    double rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = 0.01;
    Parameters mean{};
    Parameters square{};
    long steps = 0;

    template <class T> auto begin() {
        detail::require_moments("AdamW", rate, beta1, beta2, epsilon, weight_decay);
        ++steps;
        return detail::step_by<T>(
            [means = detail::moments<T>(beta1, beta2),
             keep = static_cast<T>(1 - rate * weight_decay),
             step = detail::adaptive_step<T>(rate, beta1, beta2, epsilon, steps)](
                auto& w, auto slope, auto& m, auto& v) {
                means(slope, m, v);
                w = kernel::lane<T>(keep) * w - step(m, v);
            },
            mean.data(), square.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("mean", mean);
        visit("square", square);
        visit("steps", steps);
    }
};

}  // namespace ctgrad::nn
