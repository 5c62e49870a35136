/// Reads tables of numbers from CSV text.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
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
/// without the header. Cost: linear; at most one number per character, and one more; n log n in
/// the different values of columns of text.
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

/// A field as a number, by the options.
inline number number_in(const std::string& field, const csv_options& options) {
    const std::string_view text = without_blanks(field);
    if (std::ranges::find(options.missing_words, text) != options.missing_words.end()) {
        return {0, number_fault::missing};
    }
    number found{0, number_fault::malformed};
    if (options.decimal == '.') {
        found = parse_number(text);
    } else if (text.find('.') == std::string_view::npos) {
        std::string with_point(text);
        std::ranges::replace(with_point, options.decimal, '.');
        found = parse_number(with_point);
    }
    const bool is_nan = found.fault == number_fault::not_finite && std::isnan(found.value);
    return is_nan && options.missing ? number{0, number_fault::missing} : found;
}

/// A single number makes the line one of data: a misprint in the first row is then an error,
/// rather than a row that disappears as a header.
inline bool looks_like_header(const std::vector<std::string>& fields, const csv_options& options) {
    bool any_text = false;
    for (const std::string& field : fields) {
        const number_fault fault = number_in(field, options).fault;
        if (fault == number_fault::malformed) {
            any_text = true;
        } else if (fault != number_fault::missing) {
            return false;
        }
    }
    return any_text;
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
        number_texts();
        return std::move(table_);
    }

private:
    [[nodiscard]] bool is_header(const std::vector<std::string>& fields) const {
        return options_.header == csv_header::present ||
               (options_.header == csv_header::automatic && looks_like_header(fields, options_));
    }

    void append(const std::vector<std::string>& fields) {
        if (fields.size() != table_.columns) {
            throw data_error(table_.source, row_place(),
                             "expected " + std::to_string(table_.columns) + " columns, found " +
                                 std::to_string(fields.size()));
        }
        if (table_.rows == 0 && options_.text_columns) { find_text(fields); }
        for (std::size_t column = 0; column < fields.size(); ++column) {
            table_.values.push_back(number_or_text(fields[column], column));
        }
        ++table_.rows;
    }

    /// A column of text: the numbers of its values, in the order in which they came, row by row.
    struct text_column {
        std::map<std::string, std::size_t, std::less<>> known;
        std::vector<std::size_t> found;
    };
    static constexpr std::size_t none = static_cast<std::size_t>(-1);  ///< is missing

    void find_text(const std::vector<std::string>& fields) {
        for (std::size_t column = 0; column < fields.size(); ++column) {
            if (number_in(fields[column], options_).fault == number_fault::malformed) {
                text_[column];
            }
        }
    }

    [[nodiscard]] double number_or_text(const std::string& field, std::size_t column) {
        const auto text = text_.find(column);
        if (text == text_.end()) { return value(field, column); }
        if (number_in(field, options_).fault == number_fault::missing) {
            text->second.found.push_back(none);
            return value(field, column);
        }
        auto& known = text->second.known;
        const auto at = known.try_emplace(std::string(without_blanks(field)), known.size()).first;
        text->second.found.push_back(at->second);
        return 0;  // until all are known
    }

    void number_texts() {
        if (!text_.empty()) { table_.categories.resize(table_.columns); }
        for (const auto& [column, all] : text_) {
            std::vector<double> place(all.known.size());
            for (const auto& [text, number] : all.known) {
                place[number] = static_cast<double>(table_.categories[column].size());
                table_.categories[column].push_back(text);
            }
            for (std::size_t row = 0; row < table_.rows; ++row) {
                if (all.found[row] != none) {
                    table_.values[row * table_.columns + column] = place[all.found[row]];
                }
            }
        }
    }

    [[nodiscard]] double value(const std::string& field, std::size_t column) const {
        const auto [value, fault] = number_in(field, options_);
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
    std::map<std::size_t, text_column> text_;
};

}  // namespace detail

inline table read_csv(std::string_view text, std::string_view name, const csv_options& options) {
    return detail::csv_reader(text, name, options).read();
}

}  // namespace ctgrad::io
