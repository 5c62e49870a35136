/// Optimisers: from a gradient to new parameters, with PyTorch's definitions and defaults.
///
/// `optimiser.update(parameters, gradient)` makes one step over the whole buffer, after the whole
/// backward pass. State has the parameters' layout and is allocated when the optimiser is made.
#pragma once

#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include <ctgrad/eval/parameters.hpp>

namespace ctgrad::nn {

namespace detail {

inline void require_rate(double rate) {
    if (!(rate > 0) || !std::isfinite(rate))
        CTGRAD_THROW(std::invalid_argument("the learning rate must be positive and finite"));
}

inline void require_fraction(double value, const char* sentence) {
    if (!(value >= 0) || !(value < 1)) CTGRAD_THROW(std::invalid_argument(sentence));
}

}  // namespace detail

/// w -= rate * gradient
struct gradient_descent {
    double rate = 0.01;

    template <class Parameters> void update(Parameters& w, const Parameters& gradient) {
        using T = typename Parameters::value_type;
        detail::require_rate(rate);
        T* const at = w.data();
        const T* const slope = gradient.data();
        const T step = static_cast<T>(rate);
        for (std::size_t i = 0; i < Parameters::size(); ++i) at[i] = at[i] - step * slope[i];
    }
};

/// Stochastic gradient descent with momentum: v = momentum * v + gradient, w -= rate * v.
template <class Parameters> struct sgd {
    double rate = 0.01;
    double momentum = 0.9;
    Parameters velocity{};

    void update(Parameters& w, const Parameters& gradient) {
        using T = typename Parameters::value_type;
        detail::require_rate(rate);
        detail::require_fraction(momentum, "the momentum must lie in [0, 1)");
        T* const at = w.data();
        T* const v = velocity.data();
        const T* const slope = gradient.data();
        const T step = static_cast<T>(rate), keep = static_cast<T>(momentum);
        for (std::size_t i = 0; i < Parameters::size(); ++i) {
            v[i] = keep * v[i] + slope[i];
            at[i] = at[i] - step * v[i];
        }
    }
};

/// Adam (Kingma and Ba, 2015): means m of the gradient and v of its square, corrected for their
/// start at zero; w -= rate * m / (sqrt(v) + epsilon).
template <class Parameters> struct adam {
    double rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    Parameters mean{};
    Parameters square{};
    long steps = 0;

    void update(Parameters& w, const Parameters& gradient) {
        using T = typename Parameters::value_type;
        using std::sqrt;
        detail::require_rate(rate);
        detail::require_fraction(beta1, "Adam: beta1 must lie in [0, 1)");
        detail::require_fraction(beta2, "Adam: beta2 must lie in [0, 1)");
        if (!(epsilon >= 0) || !std::isfinite(epsilon))
            CTGRAD_THROW(std::invalid_argument("Adam: epsilon must be at least 0 and finite"));
        ++steps;
        const double exponent = static_cast<double>(steps);
        const T step = static_cast<T>(rate / (1 - std::pow(beta1, exponent)));
        const T correction = static_cast<T>(1 / std::sqrt(1 - std::pow(beta2, exponent)));
        const T keep1 = static_cast<T>(beta1), keep2 = static_cast<T>(beta2);
        const T small = static_cast<T>(epsilon);
        T* const at = w.data();
        T* const m = mean.data();
        T* const v = square.data();
        const T* const slope = gradient.data();
        for (std::size_t i = 0; i < Parameters::size(); ++i) {
            m[i] = keep1 * m[i] + (T(1) - keep1) * slope[i];
            v[i] = keep2 * v[i] + (T(1) - keep2) * slope[i] * slope[i];
            at[i] = at[i] - step * m[i] / (sqrt(v[i]) * correction + small);
        }
    }
};

}  // namespace ctgrad::nn
