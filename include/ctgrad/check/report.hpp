/// What a gradient check found: per entry the symbolic and the numeric derivative, and the verdict.
#pragma once

#include <algorithm>
#include <cmath>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include <ctgrad/check/options.hpp>
#include <ctgrad/expr/variable.hpp>

namespace ctgrad {

/// The derivative by one entry of a variable, rows and columns counted from 0. The error is
/// |symbolic - numeric| relative to the larger of the two; it is not a number where one of them is
/// not finite. Where both are small it is relative to a thousandth of the variable's largest
/// derivative, and to what makes four times the numeric uncertainty as large as the tolerance.
struct gradient_entry {
    std::string variable;
    shape extent = scalar_shape;
    int row = 0;
    int column = 0;
    double symbolic = 0;
    double numeric = 0;
    double uncertainty = 0;  ///< estimated error of the numeric derivative
    double error = 0;
    bool at_kink = false;  ///< within the points used: then the numbers say nothing

    bool passed(double tolerance) const { return at_kink || error <= tolerance; }

    /// "x", "v[1]" or "W(1, 2)"
    std::string name() const;

    /// "d f / d W(1, 2): symbolic 0.5, numeric 0.75, relative error 0.33"
    std::string sentence() const;
};

/// A variable, and which of the report's entries are its.
struct checked_variable {
    std::string name;
    shape extent = scalar_shape;
    std::size_t first = 0;
    std::size_t checked = 0;

    std::size_t size() const { return static_cast<std::size_t>(extent.size()); }
};

/// The result of check_gradient. `evaluations` counts those of the function that the differences
/// took, exactly 2 per entry for central ones; `probes` counts those spent besides: one at the
/// point for each variable and, where an entry looked suspicious, those for kinks and for other
/// steps. Printable: `std::cout << report`.
struct gradient_report {
    std::string function;
    check_options options{};
    std::vector<checked_variable> variables{};
    std::vector<gradient_entry> entries{};  ///< by variable, row by row
    std::size_t evaluations = 0;
    std::size_t probes = 0;

    /// Whether no entry differs by more than the tolerance. Kinks are not held against it, numbers
    /// that are not finite are.
    bool passed(double tolerance) const { return wrong(tolerance).empty(); }
    bool passed() const { return passed(options.tolerance); }

    /// The entries that did not pass.
    std::vector<gradient_entry> wrong(double tolerance) const;
    std::vector<gradient_entry> wrong() const { return wrong(options.tolerance); }

    /// The entries with a kink within the step. A smaller step leaves fewer of them.
    std::vector<gradient_entry> kinks() const;

    /// All entries: first what is not finite, then by falling error, last the kinks.
    std::vector<gradient_entry> worst_first() const;

    /// The first of them. Error: std::logic_error if there are no entries.
    gradient_entry worst() const;

    /// The checked entries of one variable: `report[W]`; none if it was not checked.
    template <variable X> std::span<const gradient_entry> operator[](X) const {
        return of(detail::entry_of<X::id>.content.name);
    }
    std::span<const gradient_entry> of(std::string_view variable_name) const;

    /// The number of entries of all the variables, checked or not.
    std::size_t size() const;

    /// A table of at most `rows` entries, the worst first, between a head and a verdict.
    void print(std::ostream& out, std::size_t rows) const;
};

/// The table with 12 rows.
inline std::ostream& operator<<(std::ostream& out, const gradient_report& report) {
    report.print(out, 12);
    return out;
}

namespace detail {

/// Not finite before finite, large errors before small ones, kinks last.
inline bool worse(const gradient_entry& left, const gradient_entry& right) {
    if (left.at_kink != right.at_kink) return right.at_kink;
    if (std::isnan(left.error) != std::isnan(right.error)) return std::isnan(left.error);
    return left.error > right.error;
}

}  // namespace detail

inline std::vector<gradient_entry> gradient_report::wrong(double tolerance) const {
    std::vector<gradient_entry> found;
    for (const gradient_entry& entry : entries)
        if (!entry.passed(tolerance)) found.push_back(entry);
    return found;
}

inline std::vector<gradient_entry> gradient_report::kinks() const {
    std::vector<gradient_entry> found;
    for (const gradient_entry& entry : entries)
        if (entry.at_kink) found.push_back(entry);
    return found;
}

inline std::vector<gradient_entry> gradient_report::worst_first() const {
    std::vector<const gradient_entry*> order;
    for (const gradient_entry& entry : entries) order.push_back(&entry);
    std::sort(order.begin(), order.end(),
              [](const gradient_entry* left, const gradient_entry* right) {
                  if (detail::worse(*left, *right)) return true;
                  return !detail::worse(*right, *left) && left < right;
              });
    std::vector<gradient_entry> sorted;
    for (const gradient_entry* entry : order) sorted.push_back(*entry);
    return sorted;
}

inline gradient_entry gradient_report::worst() const {
    if (entries.empty()) throw std::logic_error("gradient_report: there are no entries");
    return *std::min_element(entries.begin(), entries.end(), detail::worse);
}

inline std::span<const gradient_entry> gradient_report::of(std::string_view variable_name) const {
    for (const checked_variable& checked : variables)
        if (checked.name == variable_name)
            return std::span(entries).subspan(checked.first, checked.checked);
    return {};
}

inline std::size_t gradient_report::size() const {
    std::size_t sum = 0;
    for (const checked_variable& checked : variables) sum += checked.size();
    return sum;
}

}  // namespace ctgrad

#include <ctgrad/check/report_text.hpp>
