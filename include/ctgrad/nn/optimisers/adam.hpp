/// Adam, AMSGrad and AdamW: steps of about the rate's size, whatever the size of the gradient.
#pragma once

#include <type_traits>

#include <ctgrad/core/math/choose.hpp>
#include <ctgrad/nn/optimisers/moments.hpp>

namespace ctgrad::nn {

namespace detail {

enum class adam_form : unsigned char { plain, largest_square, separate_decay };

struct no_state {};

/// All of Adam's forms: they differ in one line each.
template <class Parameters, adam_form Form> struct adam_with {
    static constexpr bool keeps_largest = Form == adam_form::largest_square;
    static constexpr bool separate = Form == adam_form::separate_decay;

    double rate = 0.001;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    double weight_decay = separate ? 0.01 : 0;
    Parameters mean{};
    Parameters square{};
    std::conditional_t<keeps_largest, Parameters, no_state> largest{};  ///< of all squares so far
    long steps = 0;

    template <class T> auto begin() {
        require_moments(separate        ? "AdamW"
                        : keeps_largest ? "AMSGrad"
                                        : "Adam",
                        rate, beta1, beta2, epsilon, weight_decay);
        ++steps;
        const moments<T> means(beta1, beta2);
        const adaptive_step<T> step(rate, beta1, beta2, epsilon, steps);
        using lane = kernel::lane<T>;
        if constexpr (separate)
            return step_by<T>(
                [means, step, keep = static_cast<T>(1 - rate * weight_decay)](auto& w, auto slope,
                                                                              auto& m, auto& v) {
                    means(slope, m, v);
                    w = lane(keep) * w - step(m, v);
                },
                mean.data(), square.data());
        else if constexpr (keeps_largest)
            return step_by<T>(
                [means, step, decay = static_cast<T>(weight_decay)](auto& w, auto slope, auto& m,
                                                                    auto& v, auto& most) {
                    means(kernel::multiply_add<T>(lane(decay), w, slope), m, v);
                    most = math::choose(v > most, v, most);
                    w = w - step(m, most);
                },
                mean.data(), square.data(), largest.data());
        else
            return step_by<T>(
                [means, step, decay = static_cast<T>(weight_decay)](auto& w, auto slope, auto& m,
                                                                    auto& v) {
                    means(kernel::multiply_add<T>(lane(decay), w, slope), m, v);
                    w = w - step(m, v);
                },
                mean.data(), square.data());
    }
    void update(Parameters& w, const Parameters& gradient) { update_all(*this, w, gradient); }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("rate", rate);
        visit("mean", mean);
        visit("square", square);
        if constexpr (keeps_largest) visit("largest", largest);
        visit("steps", steps);
    }
};

}  // namespace detail

/// With g = gradient + weight_decay * w, means m of g and v of its square, corrected for their
/// start at zero: w -= rate * m / (sqrt(v) + epsilon). Source: Kingma and Ba, 2015.
template <class Parameters> using adam = detail::adam_with<Parameters, detail::adam_form::plain>;

/// Adam that divides by the root of the largest v so far. Source: Reddi, Kale and Kumar, 2018.
template <class Parameters>
using amsgrad = detail::adam_with<Parameters, detail::adam_form::largest_square>;

/// Adam with weight decay beside the gradient, not in it: w *= 1 - rate * weight_decay, then Adam's
/// step. Source: Loshchilov and Hutter, 2019.
template <class Parameters>
using adamw = detail::adam_with<Parameters, detail::adam_form::separate_decay>;

}  // namespace ctgrad::nn
