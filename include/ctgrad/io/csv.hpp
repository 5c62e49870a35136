/// Reads tables of numbers from CSV text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctgrad/io/csv_options.hpp>
#include <ctgrad/io/csv_scanner.hpp>
#include <ctgrad/io/data_error.hpp>
#include <ctgrad/io/file.hpp>
#include <ctgrad/io/number.hpp>
#include <ctgrad/io/table.hpp>

namespace ctgrad::io {

/// The numbers in `text`; `name` is for messages. Blank lines are ignored; fields may be quoted and
/// surrounded by blanks; numbers read the same in every locale. Messages count from 1, rows
/// without the header. Cost: linear; at most one number per character, and one more.
/// Errors: data_error for a row that is longer or shorter than the first, for a field that is
/// missing, not a number, or outside the range of double (see csv_options), for a text without
/// rows, and those of csv_scanner; std::invalid_argument for an unusable separator.
inline table read_csv(std::string_view text, std::string_view name,
                      const csv_options& options = {});

/// The same for a file. Errors: also those of read_file.
inline table read_csv_file(const std::filesystem::path& path, const csv_options& options = {},
                           std::size_t limit = default_size_limit) {
    return read_csv(as_text(read_file(path, limit)), path.string(), options);
}

namespace detail {

inline bool is_number(const std::string& field) {
    const number_fault fault = parse_number(field).fault;
    return fault != number_fault::malformed && fault != number_fault::missing;
}

/// A single number makes the line one of data: a misprint in the first row is then an error,
/// rather than a row that disappears as a header.
inline bool looks_like_header(const std::vector<std::string>& fields) {
    const auto is_text = [](const std::string& field) {
        return parse_number(field).fault == number_fault::malformed;
    };
    return std::ranges::any_of(fields, is_text) && std::ranges::none_of(fields, is_number);
}

inline std::string reason(number_fault fault, std::string_view field) {
    switch (fault) {
    case number_fault::missing: return "the value is missing";
    case number_fault::out_of_range: return excerpt(field) + " is outside the range of double";
    case number_fault::not_finite: return excerpt(field) + " is not finite";
    default: return excerpt(field) + " is not a number";
    }
}

class csv_reader {
public:
    csv_reader(std::string_view text, std::string_view name, const csv_options& options)
        : scanner_(text, name, options), options_(options) {
        table_.source = name;
    }

    table read() {
        std::vector<std::string> fields;
        if (scanner_.next(fields)) {
            table_.columns = fields.size();
            if (is_header(fields)) {
                table_.names = fields;
            } else {
                append(fields);
            }
        }
        while (scanner_.next(fields)) { append(fields); }
        if (table_.rows == 0) {
            throw data_error(table_.source, "end of the text", "there are no rows of numbers");
        }
        return std::move(table_);
    }

private:
    [[nodiscard]] bool is_header(const std::vector<std::string>& fields) const {
        return options_.header == csv_header::present ||
               (options_.header == csv_header::automatic && looks_like_header(fields));
    }

    void append(const std::vector<std::string>& fields) {
        if (fields.size() != table_.columns) {
            throw data_error(table_.source, row_place(),
                             "expected " + std::to_string(table_.columns) + " columns, found " +
                                 std::to_string(fields.size()));
        }
        for (std::size_t column = 0; column < fields.size(); ++column) {
            table_.values.push_back(value(fields[column], column));
        }
        ++table_.rows;
    }

    [[nodiscard]] double value(const std::string& field, std::size_t column) const {
        const auto [value, fault] = parse_number(field);
        if (fault == number_fault::none ||
            (fault == number_fault::not_finite && options_.allow_not_finite)) {
            return value;
        }
        if (fault == number_fault::missing && options_.missing) { return *options_.missing; }
        throw data_error(table_.source, field_place(column), reason(fault, field));
    }

    [[nodiscard]] std::string row_place() const {
        return "row " + std::to_string(table_.rows + 1) + " (line " +
               std::to_string(scanner_.line()) + ")";
    }

    [[nodiscard]] std::string field_place(std::size_t column) const {
        std::string text = row_place() + ", column " + std::to_string(column + 1);
        return table_.names.empty() ? text : text + " (" + excerpt(table_.names[column]) + ")";
    }

    csv_scanner scanner_;
    csv_options options_;
    table table_;
};

}  // namespace detail

inline table read_csv(std::string_view text, std::string_view name, const csv_options& options) {
    return detail::csv_reader(text, name, options).read();
}

}  // namespace ctgrad::io
