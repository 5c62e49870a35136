/// The exception of all that read and write files: one sentence with the file, the place, and why.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace ctgrad::io {

/// Thrown for data that cannot be used or kept; `what()` reads "FILE: PLACE: reason".
/// Example: "train-labels: label 12 at item 345 (byte 353): labels must lie in 0..9".
struct data_error : std::runtime_error {
    data_error(std::string_view file, std::string_view place, std::string_view reason);
};

/// Foreign text, fit for a message: in double quotes, cut after 40 characters, and with everything
/// that is not printable ASCII written as \xNN, so that a hostile file cannot write to a terminal.
inline std::string excerpt(std::string_view text);

namespace detail {

inline std::string join(std::string_view file, std::string_view place, std::string_view reason) {
    std::string sentence;
    sentence.reserve(file.size() + place.size() + reason.size() + 4);
    return sentence.append(file).append(": ").append(place).append(": ").append(reason);
}

inline void append_printable(std::string& out, char character) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (character >= ' ' && character <= '~') {
        out += character;
        return;
    }
    const auto code = static_cast<unsigned char>(character);
    out.append("\\x").append(1, digits[code / 16u]).append(1, digits[code % 16u]);
}

}  // namespace detail

inline data_error::data_error(std::string_view file, std::string_view place,
                              std::string_view reason)
    : std::runtime_error(detail::join(file, place, reason)) {}

inline std::string excerpt(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::string out = "\"";
    for (const char character : text.substr(0, longest)) {
        detail::append_printable(out, character);
    }
    return out += text.size() > longest ? "...\"" : "\"";
}

}  // namespace ctgrad::io
