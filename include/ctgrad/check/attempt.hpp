/// One numeric derivative of a function of one number, by Boost.Math's or central differences.
#pragma once

#include <algorithm>
#include <cmath>
#include <compare>
#include <functional>
#include <limits>
#include <vector>

#include <boost/math/differentiation/finite_difference.hpp>

#include <ctgrad/check/options.hpp>

namespace ctgrad::detail {

template <class Real> struct sample {
    Real point{};
    Real value{};
    auto operator<=>(const sample&) const = default;
};

/// The function as Boost.Math sees it, in units of `unit`; it remembers where it was asked.
template <class Real> struct scaled_function {
    const std::function<Real(Real)>* function;
    std::vector<sample<Real>>* samples;
    Real unit;

    Real operator()(Real position) const {
        const Real point = unit * position;
        samples->push_back({point, (*function)(point)});
        return samples->back().value;
    }
};

template <class Real> struct first_argument {
    Real* seen;
    Real operator()(Real argument) const {
        if (*seen == 0) *seen = argument;
        return 0;
    }
};

/// The step Boost.Math chooses beside 0.
template <class Real, std::size_t Order> Real boost_step() {
    Real seen = 0;
    boost::math::differentiation::finite_difference_derivative<first_argument<Real>, Real, Order>(
        first_argument<Real>{&seen}, Real(0));
    return seen;
}

/// One attempt: a derivative, its uncertainty, and the samples it was made from.
template <class Real> struct attempt {
    Real value{};
    Real uncertainty{};
    Real rounding{};  ///< the part of the uncertainty that a larger step makes smaller
    Real step{};
    std::vector<sample<Real>> samples{};

    bool finite() const { return std::isfinite(value) && std::isfinite(uncertainty); }
    /// Distance of the furthest sample.
    Real reach(Real x) const {
        Real found = 0;
        for (const sample<Real>& at : samples) found = std::max(found, std::abs(at.point - x));
        return found;
    }
    bool better_than(const attempt& other) const {
        return finite() && (!other.finite() || uncertainty < other.uncertainty);
    }
};

/// What rounding does to a difference over `step`: that of so many values, and of the points.
template <class Real> Real rounding_of(const attempt<Real>& made, Real x, int values) {
    Real size = 0;
    for (const sample<Real>& at : made.samples) size = std::max(size, std::abs(at.value));
    return std::numeric_limits<Real>::epsilon() *
           (static_cast<Real>(values) * size + std::abs(x * made.value)) / made.step;
}

template <class Real, std::size_t Order>
attempt<Real> boost_attempt(const std::function<Real(Real)>& function, Real x, Real unit) {
    using scaled = scaled_function<Real>;
    attempt<Real> made;
    made.step = unit * boost_step<Real, Order>();
    made.value = boost::math::differentiation::finite_difference_derivative<scaled, Real, Order>(
                     scaled{&function, &made.samples, unit}, x / unit, &made.uncertainty) /
                 unit;
    // Boost.Math's estimate has the rounding of values, but not that of all points.
    made.rounding = rounding_of(made, x, Order == 6 ? 10 : 14);
    made.uncertainty = made.uncertainty / unit + rounding_of(made, x, 0);
    return made;
}

template <class Real>
attempt<Real> central_attempt(const std::function<Real(Real)>& function, Real x, Real step) {
    const Real left = x - step, right = x + step;
    const Real below = function(left), above = function(right);
    attempt<Real> made;
    made.value = (above - below) / (right - left);
    made.step = step;
    made.samples = {{left, below}, {right, above}};
    made.uncertainty = made.rounding = rounding_of(made, x, 2);
    return made;
}

/// Adds what the truncation error must be, judging from half the step.
template <class Real>
void estimate_truncation(attempt<Real>& made, const std::function<Real(Real)>& function, Real x) {
    const Real finer = central_attempt(function, x, made.step / 2).value;
    made.uncertainty += 4 * std::abs(finer - made.value) / 3;
}

template <class Real>
attempt<Real> attempt_with(const std::function<Real(Real)>& function, Real x, difference method,
                           Real unit) {
    if (method == difference::boost_order_6) return boost_attempt<Real, 6>(function, x, unit);
    if (method == difference::boost_order_8) return boost_attempt<Real, 8>(function, x, unit);
    return central_attempt(function, x, unit);
}

}  // namespace ctgrad::detail
