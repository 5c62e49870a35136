/// Strings of JSON (RFC 8259): reads them strictly, and writes them.
///
/// The only JSON here is the header of a safetensors file, three levels of a known form. A reader
/// for just that has no recursion to bound, refuses what the form does not have, names the byte,
/// and asks nobody to install a library: Boost.JSON came with Boost 1.75.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <ctgrad/io/scanner.hpp>

namespace ctgrad::io {

/// The string that comes next, without its quotes and escapes, as UTF-8. Requirement: the text is
/// UTF-8. Cost: linear. Errors: data_error for anything else, control characters in it, and escapes
/// that are none, half surrogates among them.
inline std::string read_json_string(scanner& in);

/// Appends a text as a string of JSON. Requirement: it is UTF-8.
inline void append_json_string(std::string& out, std::string_view text);

namespace detail {

inline void append_utf8(std::string& out, std::uint32_t code) {
    const auto append = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) return append(code);
    if (code < 0x800) append(0xc0 | code >> 6);
    else {
        if (code < 0x10000) append(0xe0 | code >> 12);
        else {
            append(0xf0 | code >> 18);
            append(0x80 | (code >> 12 & 63));
        }
        append(0x80 | (code >> 6 & 63));
    }
    append(0x80 | (code & 63));
}

inline std::uint32_t four_digits(scanner& in) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint32_t code = 0;
    for (int i = 0; i < 4; ++i) {
        char c = in.next();
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
        const auto value = digits.find(c);
        if (value == std::string_view::npos) in.refuse("\\u takes four hexadecimal digits");
        code = code << 4 | static_cast<std::uint32_t>(value);
    }
    return code;
}

inline void read_escape(scanner& in, std::string& out) {
    constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
    const char letter = in.next();
    if (const auto at = letters.find(letter); at != std::string_view::npos) {
        out += meanings[at];
        return;
    }
    if (letter != 'u') in.refuse("an escape that JSON does not have");
    std::uint32_t code = four_digits(in);
    if (code >> 10 == 0xd800u >> 10) {
        if (in.next() != '\\' || in.next() != 'u') in.refuse("half a surrogate pair");
        const std::uint32_t low = four_digits(in);
        if (low >> 10 != 0xdc00u >> 10) in.refuse("half a surrogate pair");
        code = 0x10000 + ((code & 0x3ff) << 10 | (low & 0x3ff));
    } else if (code >> 10 == 0xdc00u >> 10) in.refuse("half a surrogate pair");
    append_utf8(out, code);
}

}  // namespace detail

inline std::string read_json_string(scanner& in) {
    in.expect('"');
    std::string out;
    for (char c = in.next(); c != '"'; c = in.next()) {
        if (static_cast<unsigned char>(c) < ' ') in.refuse("a control character in a string");
        if (c == '\\') detail::read_escape(in, out);
        else out += c;
    }
    return out;
}

inline void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < ' ') {
            constexpr std::string_view digits = "0123456789abcdef";
            const auto code = static_cast<unsigned char>(c);
            out.append("\\u00").append(1, digits[code >> 4]).append(1, digits[code & 15u]);
        } else out += c;
    }
    out += '"';
}

}  // namespace ctgrad::io
