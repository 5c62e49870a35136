/// How a gradient is checked: the finite differences, their step, what counts as an error.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace ctgrad {

/// Where numeric derivatives come from. Boost.Math's symmetric differences of order 6 take 8
/// evaluations per entry, those of order 8 take 10, and both estimate their own error. Central
/// differences (f(x + h) - f(x - h)) / 2h take 2: about ten correct digits in double.
enum class difference { boost_order_6, boost_order_8, central };

/// No limit on the entries of a variable that are checked.
inline constexpr std::size_t every_entry = std::numeric_limits<std::size_t>::max();

/// Options of check_gradient, to be named: `check_options{.method = difference::central}`.
struct check_options {
    difference method = difference::boost_order_6;

    /// Distance of neighbouring points. Without it, one that suits the type and, where the first
    /// attempt turns out inaccurate, the function; with it, exactly this one.
    std::optional<double> step{};

    double tolerance = 1e-6;  ///< largest relative error that passes

    std::size_t max_entries = every_entry;  ///< of one variable; which ones, the seed decides
    std::uint64_t seed = 1;

    /// Refuses what makes no sense: std::invalid_argument, one sentence.
    void validate() const;
};

namespace detail {

inline void require_positive(double number, const char* option) {
    if (number > 0 && std::isfinite(number)) return;
    std::ostringstream sentence;
    sentence << "check_options: the " << option << " must be a positive number, not " << number;
    throw std::invalid_argument(sentence.str());
}

}  // namespace detail

inline void check_options::validate() const {
    if (step) detail::require_positive(*step, "step");
    detail::require_positive(tolerance, "tolerance");
    if (max_entries == 0)
        throw std::invalid_argument("check_options: max_entries must be at least 1, not 0");
    if (method != difference::boost_order_6 && method != difference::boost_order_8 &&
        method != difference::central)
        throw std::invalid_argument("check_options: the method must be one that has a name");
}

}  // namespace ctgrad
