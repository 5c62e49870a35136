/// Reads one number from text, and writes one, alike in every locale.
#pragma once

#include <charconv>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

namespace ctgrad::io {

/// Why a text is not an ordinary number.
enum class number_fault {
    none,
    missing,       ///< empty, or blanks only
    malformed,     ///< not a number, or a number and something else
    out_of_range,  ///< a number whose size a double cannot hold
    not_finite,    ///< "nan" or "inf" as text; the value is set all the same
};

struct number {
    double value = 0;
    number_fault fault = number_fault::none;
};

/// The number that `text` consists of: decimal, with '.', and perhaps a sign and an exponent.
/// Spaces and tabs around it are allowed. Rounds correctly, does not depend on the locale.
/// A number too small for a double is out of range too; subnormal numbers are not.
inline number parse_number(std::string_view text) noexcept;

namespace detail {

/// The shortest text that reads as this number.
inline std::string shortest(double value) {
    char text[32];  // 24 characters are the most that a double needs
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

inline std::string_view without_blanks(std::string_view text) noexcept {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) { return {}; }
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// std::from_chars knows no leading '+', many writers of data do; "+-1" stays malformed.
inline std::string_view without_plus(std::string_view text) noexcept {
    const bool drop = text.size() > 1 && text[0] == '+' && text[1] != '-';
    return drop ? text.substr(1) : text;
}

/// The number at the start of a text, as std::from_chars gives it, and where it ends: nullptr where
/// there is none, infinity or 0 where a double cannot hold it.
struct number_read {
    double value = 0;
    const char* end = nullptr;
};

/// By the C library, which also takes blanks, '+' and hexadecimal numbers, and has the decimal
/// point of the locale. The whole text has to be a number.
inline number_read read_by_strtod(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-'));
    if (digits.empty() || std::string_view("0123456789.iInN").find(digits[0]) == digits.npos ||
        digits.starts_with("0x") || digits.starts_with("0X"))
        return {};
    const std::string_view point = std::localeconv()->decimal_point;
    if (point != "." && text.find(point) != text.npos) return {};
    std::string copy(text);
    if (const auto place = copy.find('.'); place != copy.npos) copy.replace(place, 1, point);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (end != copy.c_str() + copy.size()) return {};
    return {value, text.data() + text.size()};
}

inline number_read read_number(std::string_view text) {
#if defined(__cpp_lib_to_chars)
    number_read read;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, read.value);
    if (error == std::errc::result_out_of_range)
        read.value = std::numeric_limits<double>::infinity();
    if (error != std::errc::invalid_argument) read.end = end;
    return read;
#else  // as in libc++ 19, which has it for whole numbers alone
    return read_by_strtod(text);
#endif
}

/// Whether the digits before the exponent are all zero.
inline bool writes_zero(std::string_view text) noexcept {
    return text.substr(0, text.find_first_of("eE")).find_first_of("123456789") ==
           std::string_view::npos;
}

}  // namespace detail

inline number parse_number(std::string_view text) noexcept {
    text = detail::without_plus(detail::without_blanks(text));
    if (text.empty()) { return {0, number_fault::missing}; }
    const auto [value, end] = detail::read_number(text);
    if (end != text.data() + text.size()) { return {0, number_fault::malformed}; }
    const bool spelled_out = text.find_first_of("nN") != std::string_view::npos;  // nan, inf
    // Some libraries report out of range, others return infinity or zero: here it is all one.
    if ((std::isinf(value) && !spelled_out) || (value == 0 && !detail::writes_zero(text))) {
        return {0, number_fault::out_of_range};
    }
    return {value, std::isfinite(value) ? number_fault::none : number_fault::not_finite};
}

}  // namespace ctgrad::io
