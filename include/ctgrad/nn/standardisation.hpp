/// Columns of data with mean 0 and deviation 1, and back.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <ctgrad/core/config.hpp>

namespace ctgrad::nn {

/// Learnt from training data, applied to all data: z = (x - mean) / deviation, column by column. A
/// column whose numbers are all equal is only shifted. Means are summed in double. Errors
/// (std::invalid_argument): no rows, parts of rows, a number that is not finite, which is named
/// with row and column, counted from 0.
class standardisation {
public:
    template <class T> standardisation(std::span<const T> rows, std::size_t columns) {
        require_rows(rows.size(), columns);
        if (rows.empty()) CTGRAD_THROW(std::invalid_argument("standardisation: no rows"));
        const std::size_t count = rows.size() / columns;
        mean_.assign(columns, 0);
        deviation_.assign(columns, 0);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!std::isfinite(rows[i]))
                CTGRAD_THROW(std::invalid_argument("standardisation: the number in row " +
                                                   std::to_string(i / columns) + ", column " +
                                                   std::to_string(i % columns) + " is not finite"));
            mean_[i % columns] += static_cast<double>(rows[i]) / static_cast<double>(count);
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const double off = static_cast<double>(rows[i]) - mean_[i % columns];
            deviation_[i % columns] += off * off / static_cast<double>(count);
        }
        for (double& d : deviation_) d = d > 0 ? std::sqrt(d) : 1;
    }

    const std::vector<double>& mean() const { return mean_; }
    const std::vector<double>& deviation() const { return deviation_; }

    /// In place. Error (std::invalid_argument): parts of rows.
    template <class T> void apply(std::span<T> rows) const {
        each(rows, [](double x, double m, double d) { return (x - m) / d; });
    }
    /// The way back, in place.
    template <class T> void invert(std::span<T> rows) const {
        each(rows, [](double z, double m, double d) { return z * d + m; });
    }

private:
    static void require_rows(std::size_t numbers, std::size_t columns) {
        if (columns == 0 || numbers % columns != 0)
            CTGRAD_THROW(std::invalid_argument("standardisation: " + std::to_string(numbers) +
                                               " numbers are no whole rows of " +
                                               std::to_string(columns)));
    }
    template <class T, class Change> void each(std::span<T> rows, Change change) const {
        require_rows(rows.size(), mean_.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::size_t k = i % mean_.size();
            rows[i] = static_cast<T>(change(static_cast<double>(rows[i]), mean_[k], deviation_[k]));
        }
    }

    std::vector<double> mean_, deviation_;
};

}  // namespace ctgrad::nn
