/// The text of a gradient report: a table, and sentences for single entries.
#pragma once

#include <iomanip>

#include <ctgrad/check/report.hpp>

namespace ctgrad {

namespace detail {

inline std::string digits(double number, int count) {
    if (std::isnan(number)) return "nan";  // some libraries print a sign, which says nothing
    std::ostringstream out;
    out << std::setprecision(count) << number + 0.0;  // 0 also for -0
    return out.str();
}

inline const char* words_for(difference method) {
    return method == difference::central         ? "central differences"
           : method == difference::boost_order_6 ? "differences of order 6"
                                                 : "differences of order 8";
}

inline std::string plural(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

inline std::string verdict(const gradient_entry& entry, double tolerance) {
    if (entry.at_kink) return "kink within the step";
    if (std::isnan(entry.error)) return "WRONG: not a finite number";
    return entry.error <= tolerance ? "" : "WRONG";
}

inline void print_row(std::ostream& out, std::size_t width, const std::string (&cells)[6]) {
    std::ostringstream row;
    row << std::left << std::setw(static_cast<int>(width)) << cells[0] << std::right;
    for (int k = 1; k < 5; ++k) row << "  " << std::setw(k < 3 ? 15 : 9) << cells[k];
    out << row.str() << (cells[5].empty() ? "" : "  ") << cells[5] << '\n';
}

inline void print_head(std::ostream& out, const gradient_report& report) {
    out << "gradient of " << report.function << "\n";
    for (const checked_variable& checked : report.variables)
        out << "  by " << checked.name << ": " << checked.checked << " of "
            << plural(checked.size(), "entry", "entries") << " checked\n";
    out << "  by " << words_for(report.options.method) << ": "
        << plural(report.evaluations, "evaluation", "evaluations") << " and "
        << plural(report.probes, "probe", "probes") << '\n';
}

inline void print_verdict(std::ostream& out, const gradient_report& report) {
    const std::size_t wrong = report.wrong().size(), kinks = report.kinks().size();
    const std::string tolerance = digits(report.options.tolerance, 3);
    out << (wrong > 0 ? "failed: " + plural(wrong, "entry differs", "entries differ") +
                            " by more than the tolerance " + tolerance
                      : "passed: tolerance " + tolerance);
    if (kinks > 0)
        out << "; "
            << plural(kinks, "entry with a kink within the step was",
                      "entries with a kink within the step were")
            << " not judged";
    out << '\n';
}

}  // namespace detail

inline void gradient_report::print(std::ostream& out, std::size_t rows) const {
    detail::print_head(out, *this);
    std::vector<gradient_entry> shown = worst_first();
    const std::size_t left = shown.size() - std::min(rows, shown.size());
    shown.resize(shown.size() - left);
    std::size_t width = 5;
    for (const gradient_entry& entry : shown) width = std::max(width, entry.name().size());
    if (!shown.empty())
        detail::print_row(out, width, {"entry", "symbolic", "numeric", "+-", "error", ""});
    for (const gradient_entry& entry : shown)
        detail::print_row(out, width,
                          {entry.name(), detail::digits(entry.symbolic, 9),
                           detail::digits(entry.numeric, 9), detail::digits(entry.uncertainty, 2),
                           detail::digits(entry.error, 2),
                           detail::verdict(entry, options.tolerance)});
    if (left > 0) out << "... and " << left << " more\n";
    detail::print_verdict(out, *this);
}

inline std::string gradient_entry::name() const {
    if (extent.rank == 0) return variable;
    if (extent.rank == 1) return variable + "[" + std::to_string(row) + "]";
    return variable + "(" + std::to_string(row) + ", " + std::to_string(column) + ")";
}

inline std::string gradient_entry::sentence() const {
    const std::string numbers = "d f / d " + name() + ": symbolic " + detail::digits(symbolic, 9) +
                                ", numeric " + detail::digits(numeric, 9);
    if (at_kink) return numbers + ", a kink within the step";
    if (std::isnan(error)) return numbers + ": not a finite number";
    return numbers + ", relative error " + detail::digits(error, 2);
}

}  // namespace ctgrad
