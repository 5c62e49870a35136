/// Reads the short structured texts at the beginning of files, character by character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// Where the first byte is that is no UTF-8 (RFC 3629: nothing overlong, no surrogates); npos if
/// all of the text is.
inline std::size_t first_not_utf8(std::string_view text) noexcept;

/// A position in a text, and what may come next there. The text must outlive the scanner. `start`
/// is the place of the text in its file, which is called `source` in messages.
/// Errors: data_error with the byte where the text is not as it must be.
class scanner {
public:
    scanner(std::string_view text, std::string_view source, std::size_t start)
        : text_(text), source_(source), start_(start) {}

    /// The next character; NUL at the end.
    [[nodiscard]] char peek() const noexcept { return at_end() ? '\0' : text_[position_]; }
    [[nodiscard]] bool at_end() const noexcept { return position_ == text_.size(); }

    char next() {
        if (at_end()) refuse("the text ends too early");
        return text_[position_++];
    }
    void skip_blanks() noexcept {
        while (!at_end() && blanks.find(text_[position_]) != std::string_view::npos) ++position_;
    }
    /// Skips blanks, and the character if it is next.
    bool accept(char wanted) {
        skip_blanks();
        if (at_end() || text_[position_] != wanted) return false;
        ++position_;
        return true;
    }
    void expect(char wanted) {
        if (!accept(wanted)) refuse("expected '" + std::string(1, wanted) + "', found " + found());
    }
    bool accept(std::string_view word) {
        skip_blanks();
        if (!text_.substr(position_).starts_with(word)) return false;
        position_ += word.size();
        return true;
    }

    /// A whole number without sign, as JSON and Python write it: no zeros in front.
    std::size_t whole_number() {
        skip_blanks();
        if (peek() == '-') refuse("a negative number");
        const bool leading_zero = peek() == '0';
        std::size_t value = 0, digits = 0;
        for (; peek() >= '0' && peek() <= '9'; ++position_, ++digits) {
            const auto digit = static_cast<std::size_t>(peek() - '0');
            if (value > (std::numeric_limits<std::size_t>::max() - digit) / 10)
                refuse("the number is too large");
            value = 10 * value + digit;
        }
        if (digits == 0) refuse("expected a whole number, found " + found());
        if (leading_zero && digits > 1) refuse("a number that begins with 0");
        if (peek() == '.' || peek() == 'e' || peek() == 'E') refuse("a number that is not whole");
        return value;
    }

    /// What comes next, for a message.
    [[nodiscard]] std::string found() const {
        return at_end() ? "the end" : excerpt(text_.substr(position_, 1));
    }
    [[noreturn]] void refuse(std::string_view reason) const {
        throw data_error(source_, "header (byte " + std::to_string(start_ + position_) + ")",
                         reason);
    }

private:
    static constexpr std::string_view blanks = " \t\r\n";
    std::string_view text_, source_;
    std::size_t start_, position_ = 0;
};

inline std::size_t first_not_utf8(std::string_view text) noexcept {
    // By the length of a sequence: the smallest code point that needs it.
    constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80       ? 1
                                   : first >> 5 == 6  ? 2
                                   : first >> 4 == 14 ? 3
                                                      : 4;
        if ((length == 4 && first >> 3 != 30) || length > text.size() - i) return i;
        std::uint32_t code = length == 1 ? first : first & (0x7fu >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto byte = static_cast<unsigned char>(text[i + k]);
            if (byte >> 6 != 2) return i;
            code = code << 6 | (byte & 63u);
        }
        if (code < smallest[length] || code > 0x10ffff || (code >> 11) == 27) return i;
        i += length;
    }
    return std::string_view::npos;
}

}  // namespace ctgrad::io
