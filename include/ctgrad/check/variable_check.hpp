/// The check of one variable's entries, the same code for all functions.
#pragma once

#include <random>
#include <utility>

#include <ctgrad/check/numeric_derivative.hpp>
#include <ctgrad/check/report.hpp>

namespace ctgrad::detail {

template <class Real> struct variable_check {
    std::string_view name;
    shape extent;
    Real* entries;  ///< where the function reads the variable
    std::vector<Real> symbolic;
    bool symmetric = false;  ///< entries (i, j) and (j, i) vary together

    int mirrored(int place) const {
        return symmetric ? place % extent.columns * extent.columns + place / extent.columns : place;
    }
    Real derivative(int place) const {
        const auto at = [&](int k) { return symbolic[static_cast<std::size_t>(k)]; };
        return mirrored(place) == place ? at(place) : at(place) + at(mirrored(place));
    }
};

/// The function of one entry, or of it and its equal; it leaves them as they were.
template <class Real> struct along_entry {
    Real* entry;
    Real* mirrored;
    const std::function<Real()>* value;

    Real operator()(Real other) const {
        const Real here = std::exchange(*entry, other);
        *mirrored = other;
        const Real result = (*value)();
        *entry = *mirrored = here;
        return result;
    }
};

/// The numbers 0 to size - 1, or `count` of them in ascending order.
inline std::vector<int> sampled(int size, std::size_t count, std::mt19937_64& random) {
    std::vector<int> chosen;
    for (int k = 0; k < size && chosen.size() < count; ++k)
        if (random() % static_cast<unsigned>(size - k) < count - chosen.size()) chosen.push_back(k);
    return chosen;
}

template <class Real>
void check_entry(gradient_entry& entry, const numeric_result<Real>& numeric, Real symbolic,
                 Real scale, double tolerance) {
    const bool finite = std::isfinite(symbolic) && std::isfinite(numeric.value);
    const Real certain = 4 * numeric.uncertainty / static_cast<Real>(tolerance);
    const Real difference_found = std::abs(symbolic - numeric.value);
    const Real size = std::max({std::abs(symbolic), std::abs(numeric.value), scale, certain});
    entry.symbolic = static_cast<double>(symbolic);
    entry.numeric = static_cast<double>(numeric.value);
    entry.uncertainty = static_cast<double>(numeric.uncertainty);
    entry.error = !finite                 ? std::numeric_limits<double>::quiet_NaN()
                  : difference_found == 0 ? 0
                                          : static_cast<double>(difference_found / size);
    entry.at_kink = finite && numeric.at_kink;
}

/// Adds a variable to the report. `value` gives the function for the present entries.
template <class Real>
void check_variable(gradient_report& report, const variable_check<Real>& checked,
                    const std::function<Real()>& value, std::mt19937_64& random) {
    const std::vector<int> places =
        sampled(checked.extent.size(), report.options.max_entries, random);
    report.variables.push_back(
        {std::string(checked.name), checked.extent, report.entries.size(), places.size()});
    Real scale = 0;
    for (Real derivative : checked.symbolic)
        if (std::isfinite(derivative)) scale = std::max(scale, std::abs(derivative) / 1000);
    const Real value_here = value();
    ++report.probes;
    for (int place : places) {
        Real& entry = checked.entries[place];
        const Real here = entry, symbolic = checked.derivative(place);
        if (report.options.step && here + static_cast<Real>(*report.options.step) == here)
            throw std::invalid_argument(
                "check_options: the step " + digits(*report.options.step, 3) + " is lost in " +
                std::string(checked.name) + " = " + digits(static_cast<double>(here), 3));
        const std::function<Real(Real)> along =
            along_entry<Real>{&entry, checked.entries + checked.mirrored(place), &value};
        const numeric_result<Real> numeric =
            numeric_derivative(along, here, {value_here, symbolic, scale}, report.options);
        report.evaluations += numeric.evaluations;
        report.probes += numeric.probes;
        report.entries.push_back({std::string(checked.name), checked.extent,
                                  place / checked.extent.columns, place % checked.extent.columns});
        check_entry(report.entries.back(), numeric, symbolic, scale, report.options.tolerance);
    }
}

}  // namespace ctgrad::detail
