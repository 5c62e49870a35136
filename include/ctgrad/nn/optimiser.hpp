/// Optimisers: from a gradient to new parameters, with PyTorch's definitions and defaults.
///
/// `optimiser.update(parameters, gradient)` makes one step over the whole buffer, after the whole
/// backward pass. State has the parameters' layout and is allocated when the optimiser is made.
/// `optimiser.begin<T>()` begins a step that is made in parts, as a batch's gradient becomes
/// complete: what it returns is called with (parameters, gradient, place in the buffer, count).
#pragma once

#include <cmath>
#include <cstdlib>
#include <stdexcept>

#include <ctgrad/eval/parameters.hpp>
#include <ctgrad/kernel/lane.hpp>

namespace ctgrad::nn {

namespace detail {

inline void require_rate(double rate) {
    if (!(rate > 0) || !std::isfinite(rate))
        CTGRAD_THROW(std::invalid_argument("the learning rate must be positive and finite"));
}

inline void require_fraction(double value, const char* sentence) {
    if (!(value >= 0) || !(value < 1)) CTGRAD_THROW(std::invalid_argument(sentence));
}

/// Calls apply(i, read, write) for every register of `count` numbers from i on: read(p + i) gives
/// the numbers at p, write(p + i, y) changes them. A part of the last register reads zeros behind.
template <class T, class Apply> CTGRAD_INLINE void for_registers(std::size_t count, Apply apply) {
    using lane = kernel::lane<T>;
    constexpr auto step = static_cast<std::size_t>(kernel::lanes<T>);
    std::size_t i = 0;
    for (; i + step <= count; i += step)
        apply(
            i, [](const T* at) { return kernel::load_lane(at); },
            [](T* at, const lane& y) { kernel::store_lane<T>(at, y); });
    if (const int rest = static_cast<int>(count - i); rest > 0)
        apply(
            i, [rest](const T* at) { return kernel::load_lane_part(at, rest); },
            [rest](T* at, const lane& y) { kernel::store_lane_part<T>(at, y, rest); });
}

template <class Optimiser, class Parameters>
void update_all(Optimiser& optimiser, Parameters& w, const Parameters& gradient) {
    optimiser.template begin<typename Parameters::value_type>()(w.data(), gradient.data(), 0,
                                                                Parameters::size());
}

}  // namespace detail

/// w -= rate * gradient
struct gradient_descent {
    double rate = 0.01;

    template <class T> auto begin() {
        detail::require_rate(rate);
        return
            [step = static_cast<T>(rate)](T* w, const T* gradient, std::size_t, std::size_t count) {
                const kernel::lane<T> minus(-step);
                detail::for_registers<T>(count, [&](std::size_t i, auto read, auto write) {
                    write(w + i, kernel::multiply_add<T>(minus, read(gradient + i), read(w + i)));
                });
            };
    }
    template <class Parameters> void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
};

/// Stochastic gradient descent with momentum: v = momentum * v + gradient, w -= rate * v.
template <class Parameters> struct sgd {
    double rate = 0.01;
    double momentum = 0.9;
    Parameters velocity{};

    template <class T> auto begin() {
        detail::require_rate(rate);
        detail::require_fraction(momentum, "the momentum must lie in [0, 1)");
        return [step = static_cast<T>(rate), keep = static_cast<T>(momentum),
                v = velocity.data()](T* w, const T* gradient, std::size_t at, std::size_t count) {
            const kernel::lane<T> minus(-step), kept(keep);
            detail::for_registers<T>(count, [&](std::size_t i, auto read, auto write) {
                const auto next =
                    kernel::multiply_add<T>(kept, read(v + at + i), read(gradient + i));
                write(v + at + i, next);
                write(w + i, kernel::multiply_add<T>(minus, next, read(w + i)));
            });
        };
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
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

    template <class T> auto begin() {
        detail::require_rate(rate);
        detail::require_fraction(beta1, "Adam: beta1 must lie in [0, 1)");
        detail::require_fraction(beta2, "Adam: beta2 must lie in [0, 1)");
        if (!(epsilon >= 0) || !std::isfinite(epsilon))
            CTGRAD_THROW(std::invalid_argument("Adam: epsilon must be at least 0 and finite"));
        ++steps;
        const double exponent = static_cast<double>(steps);
        const T step = static_cast<T>(rate / (1 - std::pow(beta1, exponent)));
        const T correction = static_cast<T>(1 / std::sqrt(1 - std::pow(beta2, exponent)));
        return [step, correction, keep1 = static_cast<T>(beta1), keep2 = static_cast<T>(beta2),
                small = static_cast<T>(epsilon), m = mean.data(),
                v = square.data()](T* w, const T* gradient, std::size_t at, std::size_t count) {
            using std::sqrt;
            using lane = kernel::lane<T>;
            detail::for_registers<T>(count, [&](std::size_t i, auto read, auto write) {
                const lane slope = read(gradient + i);
                const lane first = kernel::multiply_add<T>(lane(keep1), read(m + at + i),
                                                           lane(T(1) - keep1) * slope);
                const lane second = kernel::multiply_add<T>(lane(keep2), read(v + at + i),
                                                            lane(T(1) - keep2) * slope * slope);
                write(m + at + i, first);
                write(v + at + i, second);
                const lane scale =
                    kernel::multiply_add<T>(sqrt(second), lane(correction), lane(small));
                write(w + i, read(w + i) - lane(step) * first / scale);
            });
        };
    }
    void update(Parameters& w, const Parameters& gradient) {
        detail::update_all(*this, w, gradient);
    }
};

}  // namespace ctgrad::nn
