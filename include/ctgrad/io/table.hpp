/// A table of numbers with named columns, and its use as a data set.
#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/io/data_error.hpp>
#include <ctgrad/io/data_set.hpp>
#include <ctgrad/io/number.hpp>

namespace ctgrad::io {

/// `values` is row-major, rows x columns; `names` has one entry per column, or none at all;
/// `source` tells messages where the numbers came from. `categories` has the texts that the numbers
/// 0, 1, ... of a column of text stand for, for every column, or none at all.
struct table {
    std::size_t rows = 0, columns = 0;
    std::vector<double> values;
    std::vector<std::string> names;
    std::string source = "table";
    std::vector<std::vector<std::string>> categories{};

    /// The column of this name, counted from 0. Errors: data_error if there is none, or two.
    [[nodiscard]] std::size_t column(std::string_view name) const {
        const auto at = std::ranges::find(names, name);
        if (at == names.end()) {
            throw data_error(source, "columns", "there is none called " + excerpt(name));
        }
        if (std::find(at + 1, names.end(), name) != names.end()) {
            throw data_error(source, "columns", "two are called " + excerpt(name));
        }
        return static_cast<std::size_t>(at - names.begin());
    }

    /// Requirement: row < rows and column < columns, both counted from 0.
    [[nodiscard]] double operator()(std::size_t row, std::size_t column) const noexcept {
        return values[row * columns + column];
    }
};

/// The columns of these names, in this order. Errors: those of table::column.
inline table select(const table& all, const std::vector<std::string>& names);

/// The table as samples: the last column is the class, which must be whole and in 0..classes-1.
/// Shape of the result: rows x (columns - 1). Messages count rows and columns from 1.
/// Errors: data_error for a table of fewer than two columns, for a label that is no class, and for
/// a feature too large for T; std::invalid_argument if classes < 1.
template <std::floating_point T = double>
data_set<T> labelled(const table& numbers, int classes);

namespace detail {

/// "row 3, column 5" with both counted from 1, as people do, and the column's name if it has one.
inline std::string place(const table& numbers, std::size_t row, std::size_t column) {
    std::string text = "row " + std::to_string(row + 1) + ", column " + std::to_string(column + 1);
    return column < numbers.names.size() ? text + " (" + excerpt(numbers.names[column]) + ")"
                                         : text;
}

inline int label_at(const table& numbers, std::size_t row, int classes) {
    const std::size_t column = numbers.columns - 1;
    const double value = numbers(row, column);
    // Tested before the conversion, which is undefined outside int; false for NaN.
    if (value >= 0 && value < classes && value == std::floor(value)) {
        return static_cast<int>(value);
    }
    throw data_error(numbers.source, place(numbers, row, column),
                     "label " + shortest(value) + " is not a whole number in 0.." +
                         std::to_string(classes - 1));
}

template <class T>
T feature_at(const table& numbers, std::size_t row, std::size_t column) {
    const double value = numbers(row, column);
    if (std::isfinite(value) && std::abs(value) > std::numeric_limits<T>::max()) {
        throw data_error(numbers.source, place(numbers, row, column),
                         shortest(value) + " is too large for the type of the data set");
    }
    return static_cast<T>(value);
}

}  // namespace detail

inline table select(const table& all, const std::vector<std::string>& names) {
    std::vector<std::size_t> chosen;
    for (const std::string& name : names) { chosen.push_back(all.column(name)); }
    table result{all.rows, chosen.size(), {}, names, all.source};
    result.values.reserve(result.rows * result.columns);
    for (std::size_t row = 0; row < all.rows; ++row) {
        for (const std::size_t column : chosen) { result.values.push_back(all(row, column)); }
    }
    if (!all.categories.empty()) {
        for (const std::size_t column : chosen) {
            result.categories.push_back(all.categories[column]);
        }
    }
    return result;
}

template <std::floating_point T>
data_set<T> labelled(const table& numbers, int classes) {
    if (classes < 1) {
        throw std::invalid_argument("labelled(table, " + std::to_string(classes) +
                                    "): there must be at least one class");
    }
    if (numbers.columns < 2) {
        throw data_error(numbers.source, "columns",
                         "expected features and a label, found " + std::to_string(numbers.columns) +
                             " column(s)");
    }
    data_set<T> data{numbers.columns - 1, {}, {}};
    data.inputs.reserve(numbers.rows * data.features);
    data.labels.reserve(numbers.rows);
    for (std::size_t row = 0; row < numbers.rows; ++row) {
        for (std::size_t column = 0; column < data.features; ++column) {
            data.inputs.push_back(detail::feature_at<T>(numbers, row, column));
        }
        data.labels.push_back(detail::label_at(numbers, row, classes));
    }
    return data;
}

}  // namespace ctgrad::io
