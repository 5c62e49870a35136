/// Splits a CSV text (RFC 4180) into records of fields.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/io/csv_options.hpp>
#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// Walks over the records of a text. Lines end with LF or CRLF, the last perhaps with neither; a
/// byte order mark is skipped. A quoted field may hold separators, line ends, and "" for a quote;
/// blanks around its quotes do not count.
/// Cost: linear in the text; holds one record at a time. The text must outlive the scanner.
/// Errors: data_error for a NUL, a lone CR, a quote that is not closed or is followed by text, a
/// field longer than options.longest_field, and more fields than options.most_columns.
class csv_scanner {
public:
    csv_scanner(std::string_view text, std::string_view name, const csv_options& options)
        : text_(text), name_(name), options_(options) {
        check(options);
        refuse_nul();
        if (text_.starts_with("\xEF\xBB\xBF")) { position_ = 3; }
        for (std::size_t i = 0; i < options.skip_lines; ++i) { skip_line(); }
    }

    /// Reads the next record that is not blank into `fields`; false at the end of the text.
    bool next(std::vector<std::string>& fields) {
        while (position_ < text_.size()) {
            if (read_record(fields)) { return true; }
        }
        return false;
    }

    /// The line on which the record read last begins, counted from 1.
    [[nodiscard]] std::size_t line() const noexcept { return record_line_; }

private:
    bool read_record(std::vector<std::string>& fields) {
        record_line_ = line_;
        column_ = 0;
        if (options_.comment != '\0' && peek() == options_.comment) {
            skip_line();
            return false;
        }
        if (options_.in_columns) { skip_separators(); }
        bool any_quotes = false;
        do {
            if (++column_ > options_.most_columns) {
                refuse("there are more than " + std::to_string(options_.most_columns) + " columns");
            }
            if (column_ > fields.size()) { fields.emplace_back(); }
            any_quotes = read_field(fields[column_ - 1]) || any_quotes;
        } while (skip_separator());
        skip_line_end();
        fields.resize(column_);  // earlier records may have been longer
        const bool blank =
            column_ == 1 && !any_quotes && fields[0].find_first_not_of(" \t") == std::string::npos;
        return !blank;
    }

    /// True if the field is in quotes.
    bool read_field(std::string& out) {
        out.clear();
        if (const std::size_t quote = behind_blanks(); peek(quote) == '"') {
            position_ += quote;
            read_quoted(out);
            return true;
        }
        const std::size_t begin = position_;
        while (!at_field_end()) { ++position_; }
        require_length(position_ - begin);
        out.assign(text_, begin, position_ - begin);
        if (out.find('\r') != std::string::npos) {
            refuse("a carriage return (CR) without a line feed (LF)");
        }
        return false;
    }

    void read_quoted(std::string& out) {
        for (++position_; !closing_quote(); ++position_) {
            if (position_ >= text_.size()) { refuse("the quote is not closed"); }
            line_ += peek() == '\n' ? 1 : 0;
            out += peek();
            require_length(out.size());
        }
        ++position_;
        position_ += behind_blanks();
        if (!at_field_end()) { refuse("text follows the closing quote"); }
    }

    /// A doubled quote is none that closes: then the first of the two is skipped.
    bool closing_quote() noexcept {
        if (peek() != '"') { return false; }
        if (peek(1) == '"') {
            ++position_;
            return false;
        }
        return true;
    }

    /// Beyond the end there are NULs, which the text itself does not contain.
    [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
        return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
    }

    [[nodiscard]] bool at_line_end() const noexcept {
        const char last = peek() == '\r' ? peek(1) : peek();
        return last == '\n' || last == '\0';
    }

    [[nodiscard]] bool at_field_end() const noexcept {
        return peek() == options_.separator || at_line_end();
    }

    /// How many blanks come next that separate nothing.
    [[nodiscard]] std::size_t behind_blanks() const noexcept {
        std::size_t count = 0;
        while ((peek(count) == ' ' || peek(count) == '\t') && peek(count) != options_.separator) {
            ++count;
        }
        return count;
    }

    /// In columns, those at the end of a line separate nothing.
    bool skip_separator() noexcept {
        if (options_.in_columns) { return skip_separators() && !at_line_end(); }
        const bool found = peek() == options_.separator;
        position_ += found ? 1 : 0;
        return found;
    }
    bool skip_separators() noexcept {
        const std::size_t begin = position_;
        while (peek() == options_.separator) { ++position_; }
        return position_ > begin;
    }
    void skip_line() noexcept {
        const std::size_t end = text_.find('\n', position_);
        position_ = end == std::string_view::npos ? text_.size() : end + 1;
        ++line_;
    }

    void skip_line_end() noexcept {
        position_ += peek() == '\r' ? 2 : 1;
        ++line_;
    }

    void refuse_nul() const {
        const std::size_t at = text_.find('\0');
        if (at != std::string_view::npos) {
            const auto line = std::ranges::count(text_.substr(0, at), '\n') + 1;
            throw data_error(name_,
                             "line " + std::to_string(line) + " (byte " + std::to_string(at) + ")",
                             "a NUL character; the text must be ASCII or UTF-8");
        }
    }

    void require_length(std::size_t length) const {
        if (length > options_.longest_field) {
            refuse("the field is longer than " + std::to_string(options_.longest_field) +
                   " characters");
        }
    }

    [[noreturn]] void refuse(std::string_view reason) const {
        throw data_error(
            name_, "line " + std::to_string(record_line_) + ", column " + std::to_string(column_),
            reason);
    }

    std::string_view text_, name_;
    csv_options options_;
    std::size_t position_ = 0, line_ = 1, record_line_ = 1, column_ = 0;
};

}  // namespace ctgrad::io
