/// What Adam and its relatives share: running means of the gradient and of its square.
#pragma once

#include <ctgrad/nn/optimisers/step.hpp>

namespace ctgrad::nn::detail {

/// The settings all of them have, checked; `name` is the optimiser's.
inline void require_moments(const char* name, double rate, double beta1, double beta2,
                            double epsilon, double weight_decay) {
    require_rate(rate);
    require_fraction(beta1, name, ": beta1");
    require_fraction(beta2, name, ": beta2");
    require_amount(epsilon, name, ": epsilon");
    require_amount(weight_decay, "the weight decay");
}

/// 1 - beta^steps: what a mean that started at zero has too little of.
inline double bias_correction(double beta, long steps) {
    return 1 - math::standard::pow(beta, static_cast<double>(steps));
}

/// The first two moments of the gradient, on a register.
template <class T> struct moments {
    T keep1, keep2;

    moments(double beta1, double beta2)
        : keep1(static_cast<T>(beta1)), keep2(static_cast<T>(beta2)) {}

    using lane = kernel::lane<T>;
    CTGRAD_INLINE void operator()(lane g, lane& mean, lane& square) const {
        mean = decayed<T>(keep1, mean, g);
        square = kernel::multiply_add<T>(lane(keep2), square, lane(T(1) - keep2) * g * g);
    }
};

/// rate * mean / (sqrt(square) + epsilon), with both corrected for their start at zero.
template <class T> struct adaptive_step {
    T step, correction, small;

    adaptive_step(double rate, double beta1, double beta2, double epsilon, long steps)
        : step(static_cast<T>(rate / bias_correction(beta1, steps))),
          correction(static_cast<T>(1 / math::standard::sqrt(bias_correction(beta2, steps)))),
          small(static_cast<T>(epsilon)) {}

    using lane = kernel::lane<T>;
    CTGRAD_INLINE lane operator()(lane mean, lane square) const {
        using math::standard::sqrt;
        return lane(step) * mean /
               kernel::multiply_add<T>(sqrt(square), lane(correction), lane(small));
    }
};

}  // namespace ctgrad::nn::detail
