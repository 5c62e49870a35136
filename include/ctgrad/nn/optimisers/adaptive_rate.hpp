/// Optimisers whose rate adapts to every parameter's gradients: Adagrad, Adadelta, RMSProp.
#pragma once

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/nn/optimisers/step.hpp>

namespace ctgrad::nn {

/// With g = gradient + weight_decay * w, in step t = 1, 2, ...:
///   s += g^2,   w -= rate / (1 + (t - 1) * rate_decay) * g / (sqrt(s) + epsilon)
/// where s starts at initial_sum. Source: Duchi, Hazan and Singer, 2011.
template <class Parameters> struct adagrad {
    double rate = 0.01;
    double rate_decay = 0;
    double weight_decay = 0;
    double initial_sum = 0;
    double epsilon = 1e-10;
    Parameters sum{};  ///< of squares, without initial_sum
    long steps = 0;

    template <class T> auto begin() {
        detail::require_rate(rate);
        detail::require_amount(rate_decay, "Adagrad: the decay of the rate");
        detail::require_amount(weight_decay, "the weight decay");
        detail::require_amount(initial_sum, "Adagrad: the initial sum");
        detail::require_amount(epsilon, "Adagrad: epsilon");
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [step = static_cast<T>(rate / (1 + static_cast<double>(steps++) * rate_decay)),
             decay = static_cast<T>(weight_decay), start = static_cast<T>(initial_sum),
             small = static_cast<T>(epsilon)](auto& w, auto slope, auto& s) {
                using math::standard::sqrt;
                const lane g = kernel::multiply_add<T>(lane(decay), w, slope);
                s = kernel::multiply_add<T>(g, g, s);
                w = w - lane(step) * g / (sqrt(s + lane(start)) + lane(small));
            },
            sum.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("sum", sum);
        visit("steps", steps);
    }
};

/// With g = gradient + weight_decay * w and running means s of g^2 and d of the steps' squares:
///   s = rho * s + (1 - rho) * g^2,   step = sqrt(d + epsilon) / sqrt(s + epsilon) * g,
///   d = rho * d + (1 - rho) * step^2,   w -= rate * step
/// Source: Zeiler, 2012.
template <class Parameters> struct adadelta {
    double rate = 1;
    double rho = 0.9;
    double epsilon = 1e-6;
    double weight_decay = 0;
    Parameters square{};
    Parameters squared_step{};

    template <class T> auto begin() {
        detail::require_rate(rate);
        detail::require_fraction(rho, "Adadelta: rho");
        detail::require_amount(epsilon, "Adadelta: epsilon");
        detail::require_amount(weight_decay, "the weight decay");
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [size = static_cast<T>(rate), keep = static_cast<T>(rho),
             small = static_cast<T>(epsilon),
             decay = static_cast<T>(weight_decay)](auto& w, auto slope, auto& s, auto& d) {
                using math::standard::sqrt;
                const lane g = kernel::multiply_add<T>(lane(decay), w, slope);
                s = detail::decayed<T>(keep, s, g * g);
                const lane step = sqrt(d + lane(small)) / sqrt(s + lane(small)) * g;
                d = detail::decayed<T>(keep, d, step * step);
                w = kernel::multiply_add<T>(lane(-size), step, w);
            },
            square.data(), squared_step.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("square", square);
        visit("squared_step", squared_step);
    }
};

/// With g = gradient + weight_decay * w and running means s of g^2 and m of g:
///   u = g / (sqrt(s) + epsilon),     centred: g / (sqrt(s - m^2) + epsilon), the deviation
///   v = momentum * v + u,   w -= rate * v
/// Source: Hinton, "Neural networks for machine learning", lecture 6; centred: Graves, 2013. Where
/// rounding makes s - m^2 negative it counts as 0.
template <class Parameters> struct rmsprop {
    double rate = 0.01;
    double alpha = 0.99;
    double epsilon = 1e-8;
    double weight_decay = 0;
    double momentum = 0;
    bool centred = false;
    Parameters square{};
    Parameters mean{};
    Parameters velocity{};

    template <class T> auto begin() {
        detail::require_rate(rate);
        detail::require_fraction(alpha, "RMSProp: alpha");
        detail::require_amount(epsilon, "RMSProp: epsilon");
        detail::require_amount(weight_decay, "the weight decay");
        detail::require_fraction(momentum, "the momentum");
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [step = static_cast<T>(rate), keep = static_cast<T>(alpha),
             small = static_cast<T>(epsilon), decay = static_cast<T>(weight_decay),
             kept = static_cast<T>(momentum), of_mean = static_cast<T>(centred ? 1 : 0)](
                auto& w, auto slope, auto& s, auto& m, auto& v) {
                using math::standard::sqrt;
                const lane g = kernel::multiply_add<T>(lane(decay), w, slope);
                s = detail::decayed<T>(keep, s, g * g);
                m = detail::decayed<T>(keep, m, g);
                const lane variance = s - lane(of_mean) * m * m;
                const lane spread = math::choose(variance > lane(0), variance, lane(0));
                v = kernel::multiply_add<T>(lane(kept), v, g / (sqrt(spread) + lane(small)));
                w = kernel::multiply_add<T>(lane(-step), v, w);
            },
            square.data(), mean.data(), velocity.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("square", square);
        visit("mean", mean);
        visit("velocity", velocity);
    }
};

}  // namespace ctgrad::nn
