/// The derivative of a function of one number by finite differences, with an estimate of its error.
#pragma once

#include <utility>

#include <ctgrad/check/attempt.hpp>
#include <ctgrad/check/kink.hpp>

namespace ctgrad {

/// A numeric derivative. `uncertainty` estimates its error. `evaluations` of the function are what
/// the method takes; `probes` are those spent besides on kinks and on other steps.
template <class Real> struct numeric_result {
    Real value{};
    Real uncertainty{};
    bool at_kink = false;
    std::size_t evaluations = 0;
    std::size_t probes = 0;
};

namespace detail {

/// Whether the samples bend as no smooth function does on their scale: from point to point the
/// slope changes unevenly or, where there are only three points, at all.
template <class Real> bool bends(std::vector<sample<Real>> samples, Real x, Real value) {
    samples.push_back({x, value});
    std::sort(samples.begin(), samples.end());
    std::vector<Real> slopes, jumps;
    Real steepest = 0, size = 0, bend = 0, noise = 0;
    for (std::size_t k = 1; k < samples.size(); ++k) {
        const Real width = samples[k].point - samples[k - 1].point;
        slopes.push_back((samples[k].value - samples[k - 1].value) / width);
        steepest = std::max(steepest, std::abs(slopes.back()));
        size = std::max(size, std::abs(samples[k].value));
        noise = std::max(noise, 8 * std::numeric_limits<Real>::epsilon() * size / width);
    }
    for (std::size_t k = 1; k < slopes.size(); ++k) jumps.push_back(slopes[k] - slopes[k - 1]);
    if (jumps.size() == 1) bend = std::abs(jumps[0]);
    for (std::size_t k = 1; k < jumps.size(); ++k)
        bend = std::max(bend, std::abs(jumps[k] - jumps[k - 1]));
    return bend > std::max(noise, steepest / 200);
}

/// The unit in which the method makes the step that was chosen, or else suits it.
template <class Real> Real unit_of(const check_options& options, Real x) {
    const Real step = static_cast<Real>(options.step.value_or(0));
    if (options.method == difference::boost_order_6)
        return options.step ? step / boost_step<Real, 6>() : 1;
    if (options.method == difference::boost_order_8)
        return options.step ? step / boost_step<Real, 8>() : 1;
    const Real suitable = std::cbrt(3 * std::numeric_limits<Real>::epsilon());
    return options.step ? step : suitable * std::max(Real(1), std::abs(x));
}

/// Steps of other sizes, where the first was suspicious: the most accurate attempt. Smaller steps
/// help against truncation, larger ones against rounding. A value that still moves is as uncertain
/// as it moves, whatever the method says of itself: it may assume more smoothness than there is.
template <class Real>
attempt<Real> refined(attempt<Real> best, const std::function<Real(Real)>& function, Real x,
                      difference method, Real first_unit, Real target) {
    attempt<Real> last = best;
    for (const bool larger : {false, true}) {
        Real unit = first_unit;
        for (int k = 0; k < 10; ++k) {
            const bool rounded = last.finite() && 2 * last.rounding >= last.uncertainty;
            unit = larger ? unit * 8 : unit / 8;
            if (rounded != larger || (larger && unit > std::abs(x))) break;
            attempt<Real> next = attempt_with(function, x, method, unit);
            if (method == difference::central) estimate_truncation(next, function, x);
            if (last.finite())
                next.uncertainty =
                    std::max(next.uncertainty, std::abs(next.value - last.value) / 4);
            last = next;
            if (next.better_than(best)) best = std::move(next);
            if (best.uncertainty <= target) return best;
        }
    }
    return best;
}

/// A function that counts its evaluations.
template <class Real> struct counting {
    const std::function<Real(Real)>* function;
    std::size_t* count;
    Real operator()(Real point) const {
        ++*count;
        return (*function)(point);
    }
};

}  // namespace detail

/// What a numeric derivative is compared with: the value of the function and its derivative, and
/// the size below which differences of derivatives no longer matter.
template <class Real> struct expectation {
    Real value{};
    Real derivative{};
    Real scale{};
};

/// The derivative of `function` at x, to be compared with what is expected.
/// Only what looks suspicious costs more than the method's evaluations: a difference from the
/// expected one or an uncertainty beyond the tolerance, a bend. Then a kink is looked for among the
/// points used; if there is none, other steps are tried, unless one was chosen. The uncertainty of
/// central differences is that of rounding alone where nothing was suspicious.
template <class Real>
numeric_result<Real> numeric_derivative(const std::function<Real(Real)>& function, Real x,
                                        const expectation<Real>& expected,
                                        const check_options& options) {
    numeric_result<Real> result;
    const Real unit = detail::unit_of(options, x);
    detail::attempt<Real> made = detail::attempt_with(function, x, options.method, unit);
    result.evaluations = made.samples.size();
    const Real allowed =
        static_cast<Real>(options.tolerance) *
        std::max({std::abs(expected.derivative), std::abs(made.value), expected.scale});
    const bool suspicious = !(made.uncertainty <= allowed) ||
                            made.uncertainty - made.rounding > allowed / 64 ||
                            !(std::abs(expected.derivative - made.value) <= allowed);
    if (suspicious || detail::bends(made.samples, x, expected.value)) {
        using counting = detail::counting<Real>;
        const std::function<Real(Real)> probe = counting{&function, &result.probes};
        result.at_kink = has_kink(probe, x, made.reach(x));
        if (suspicious && !result.at_kink) {
            if (options.method == difference::central) detail::estimate_truncation(made, probe, x);
            if (!options.step)
                made =
                    detail::refined(std::move(made), probe, x, options.method, unit, allowed / 8);
        }
    }
    result.value = made.value;
    result.uncertainty = made.uncertainty;
    return result;
}

}  // namespace ctgrad
