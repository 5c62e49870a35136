/// Gradient descent, and stochastic gradient descent with momentum.
#pragma once

#include <ctgrad/nn/optimisers/step.hpp>

namespace ctgrad::nn {

/// w -= rate * gradient. Without state. Error (std::invalid_argument, as of every optimiser): a
/// learning rate that is not positive and finite.
struct gradient_descent {
    double rate = 0.01;

    template <class T> auto begin() {
        detail::require_rate(rate);
        return detail::step_by<T>([step = static_cast<T>(rate)](auto& w, auto g) {
            w = kernel::multiply_add<T>(kernel::lane<T>(-step), g, w);
        });
    }
    template <class Parameters> void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) { visit("rate", rate); }
};

/// With g = gradient + weight_decay * w:
///   v = momentum * v + (1 - dampening) * g     (v = g in the first step)
///   w -= rate * v,     with Nesterov: w -= rate * (g + momentum * v)
/// Source: Sutskever et al., "On the importance of initialization and momentum", 2013, as PyTorch's
/// SGD has it. Nesterov's form needs a momentum, and no dampening.
template <class Parameters> struct sgd {
    double rate = 0.001;
    double momentum = 0;
    double dampening = 0;
    double weight_decay = 0;
    bool nesterov = false;
    Parameters velocity{};
    long steps = 0;

    template <class T> auto begin() {
        detail::require_rate(rate);
        detail::require_fraction(momentum, "the momentum");
        detail::require_amount(dampening, "the dampening");
        detail::require_amount(weight_decay, "the weight decay");
        if (nesterov && (momentum == 0 || dampening != 0))
            core::throw_invalid_argument(
                {"Nesterov's momentum needs a momentum above 0, and no dampening"});
        const double fresh = steps++ == 0 ? 1 : 1 - dampening;
        using lane = kernel::lane<T>;
        return detail::step_by<T>(
            [step = static_cast<T>(rate), keep = static_cast<T>(momentum),
             fresh = static_cast<T>(fresh), decay = static_cast<T>(weight_decay),
             of_gradient = static_cast<T>(nesterov ? 1 : 0),
             of_velocity = static_cast<T>(nesterov ? momentum : 1)](auto& w, auto slope, auto& v) {
                const lane g = kernel::multiply_add<T>(lane(decay), w, slope);
                v = kernel::multiply_add<T>(lane(keep), v, lane(fresh) * g);
                const lane direction =
                    kernel::multiply_add<T>(lane(of_gradient), g, lane(of_velocity) * v);
                w = kernel::multiply_add<T>(lane(-step), direction, w);
            },
            velocity.data());
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("velocity", velocity);
        visit("steps", steps);
    }
};

}  // namespace ctgrad::nn
