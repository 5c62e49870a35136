/// Finding kinks: points where the one-sided derivatives of a function disagree.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace ctgrad {

namespace detail {

/// Five equidistant points, from the left to the right end of an interval.
template <class Real> struct kink_window {
    Real centre{};
    Real spacing{};
    Real values[5]{};

    /// Difference of the slopes to the right and to the left of an inner point.
    Real jump(int point) const {
        return std::abs(values[point + 1] - 2 * values[point] + values[point - 1]) / spacing;
    }
    int steepest() const {
        int found = 2;  // the centre, unless another one is clearly worse
        for (int point : {1, 3})
            if (jump(point) > Real(1.01) * jump(found)) found = point;
        return found;
    }
    Real size() const {
        Real found = 0;
        for (int k = 0; k < 5; ++k) found = std::max(found, std::abs(values[k]));
        return found;
    }
    bool finite() const {
        bool all = true;
        for (int k = 0; k < 5; ++k) all = all && std::isfinite(values[k]);
        return all;
    }
    /// What rounding of values and points alone may do to a jump.
    Real noise() const {
        Real change = 0;
        for (int k = 0; k < 4; ++k) change = std::max(change, std::abs(values[k + 1] - values[k]));
        const Real moved = std::abs(centre) * change / spacing;
        return 8 * std::numeric_limits<Real>::epsilon() * (size() + moved) / spacing;
    }
};

/// The half of a window around one of its inner points.
template <class Real>
void zoom(kink_window<Real>& window, int point, const std::function<Real(Real)>& function) {
    const kink_window<Real> whole = window;
    window.centre += static_cast<Real>(point - 2) * whole.spacing;
    window.spacing /= 2;
    for (int k = 0; k < 3; ++k) window.values[2 * k] = whole.values[point - 1 + k];
    window.values[1] = function(window.centre - window.spacing);
    window.values[3] = function(window.centre + window.spacing);
}

}  // namespace detail

/// Whether the function has a kink, or a jump, between x - reach and x + reach. The disagreement of
/// its one-sided differences is followed to where it is largest, and halved in width: that of a
/// smooth function, however steep, comes to halve as well, that of a kink does not. What bends
/// within a millionth of `reach` counts as a kink. A pole is none, nor is there one in a function
/// that is not a finite number everywhere in between. Cost: 5 evaluations, and 2 more per halving:
/// five for a function that is smooth on the scale of `reach`, twenty-two for a kink.
template <class Real>
bool has_kink(const std::function<Real(Real)>& function, Real x, Real reach) {
    detail::kink_window<Real> window{x, reach / 2, {}};
    for (int k = 0; k < 5; ++k)
        window.values[k] = function(x + static_cast<Real>(k - 2) * window.spacing);
    const Real size = window.size();
    Real highest = 0;
    for (int halvings = 0; halvings < 22; ++halvings) {
        if (!window.finite() || window.size() > 1000 * size) return false;
        const int point = window.steepest();
        const Real jump = window.jump(point);
        highest = std::max(highest, jump);
        if (jump <= highest / 16) return false;
        if (jump < 4 * window.noise()) return halvings > 4 && jump > highest / 4;
        detail::zoom(window, point, function);
    }
    return true;
}

}  // namespace ctgrad
