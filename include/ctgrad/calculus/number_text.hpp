/// Rational numbers in notation: 3, -0.25, 1 / 3.
#pragma once

#include <ctgrad/core/rational.hpp>
#include <ctgrad/core/text.hpp>

namespace ctgrad::detail {

/// Digits after the point of a fraction with this denominator; -1 if they do not end.
constexpr int decimals(std::int64_t denominator) {
    if (denominator == 1) return 0;
    int twos = 0, fives = 0;
    for (; denominator % 2 == 0; denominator /= 2) ++twos;
    for (; denominator % 5 == 0; denominator /= 5) ++fives;
    const int digits = twos > fives ? twos : fives;
    return denominator == 1 && digits <= 18 ? digits : -1;
}

/// As a decimal number if its digits end, else as a fraction.
template <class Buffer> constexpr void write_number(Buffer& out, rational value) {
    if (value.denominator == 1) return void(out << value.numerator);
    const int digits = decimals(value.denominator);
    if (digits < 0) {
        out << value.numerator << " / " << value.denominator;
        return;
    }
    if (value.numerator < 0) out << '-';
    const std::int64_t p = value.numerator < 0 ? -value.numerator : value.numerator;
    out << p / value.denominator << '.';
    const auto q = static_cast<std::uint64_t>(value.denominator);
    std::uint64_t rest = static_cast<std::uint64_t>(p) % q;
    for (int i = 0; i < digits; ++i, rest = rest * 10 % q)
        out << static_cast<char>('0' + rest * 10 / q);
}

}  // namespace ctgrad::detail
