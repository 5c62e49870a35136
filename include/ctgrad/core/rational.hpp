/// Exact rational numbers p/q: the constants of an expression.
#pragma once

#include <cstdint>
#include <limits>

namespace ctgrad {

namespace detail {

constexpr std::int64_t greatest_common_divisor(std::int64_t a, std::int64_t b) {
    while (b != 0) {
        const std::int64_t remainder = a % b;
        a = b;
        b = remainder;
    }
    return a < 0 ? -a : a;
}

// Half of the range keeps every sum of two products of checked numbers free of overflow.
inline constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max() / 2;

// Of integers below this neither sum nor product needs a check: most are.
inline constexpr std::int64_t few = 1 << 30;

constexpr bool multiplies(std::int64_t a, std::int64_t b) {
    const std::int64_t bound = b < 0 ? -b : b;
    return b == 0 || ((a < 0 ? -a : a) <= largest / bound);
}

}  // namespace detail

/// A reduced fraction with positive denominator. A result that does not fit into 64 bits has
/// denominator 0; callers test `exact()` and keep the expression unfolded.
struct rational {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    constexpr rational() = default;
    constexpr rational(std::int64_t integer) : numerator(integer) {}
    constexpr rational(std::int64_t p, std::int64_t q) : numerator(p), denominator(q) {
        if (q == 1 || q == 0) return;
        const std::int64_t divisor = detail::greatest_common_divisor(p, q) * (q < 0 ? -1 : 1);
        numerator = p / divisor;
        denominator = q / divisor;
    }

    constexpr bool exact() const { return denominator != 0; }
    constexpr bool integer() const { return denominator == 1; }
    constexpr bool negative() const { return numerator < 0; }
    /// The same as == n, in one call: canonical forms ask it of every constant.
    constexpr bool is(std::int64_t n) const { return numerator == n && denominator == 1; }

    /// p / q, of which it is known that nothing can be cancelled.
    static constexpr rational reduced(std::int64_t p, std::int64_t q) { return {p, q, true}; }

    /// What does not fit into 64 bits.
    static constexpr rational inexact() { return reduced(0, 0); }

    // Friends are found by their operands, and not among the operators of anything else.
    friend constexpr bool operator==(const rational&, const rational&) = default;
    friend constexpr rational operator-(rational a) {
        a.numerator = -a.numerator;
        return a;
    }

    friend constexpr rational operator+(rational a, rational b) {
        using detail::few, detail::multiplies;
        if (a.denominator == 1 && b.denominator == 1 && a.numerator < few && a.numerator > -few &&
            b.numerator < few && b.numerator > -few) {
            a.numerator += b.numerator;
            return a;
        }
        if (!a.exact() || !b.exact() || !multiplies(a.numerator, b.denominator) ||
            !multiplies(b.numerator, a.denominator) || !multiplies(a.denominator, b.denominator))
            return inexact();
        return {a.numerator * b.denominator + b.numerator * a.denominator,
                a.denominator * b.denominator};
    }

    friend constexpr rational operator-(rational a, rational b) { return a + -b; }

    friend constexpr rational operator*(rational a, rational b) {
        using detail::few;
        if (a.denominator == 1 && b.denominator == 1 && a.numerator < few && a.numerator > -few &&
            b.numerator < few && b.numerator > -few) {
            a.numerator *= b.numerator;
            return a;
        }
        if (!a.exact() || !b.exact()) return inexact();
        // Cancelling first keeps the products small.
        const rational left(a.numerator, b.denominator);
        const rational right(b.numerator, a.denominator);
        if (!detail::multiplies(left.numerator, right.numerator) ||
            !detail::multiplies(left.denominator, right.denominator))
            return inexact();
        return {left.numerator * right.numerator, left.denominator * right.denominator};
    }

    /// Requires b != 0.
    friend constexpr rational operator/(rational a, rational b) {
        return a * rational(b.denominator, b.numerator);
    }

    friend constexpr bool operator<(rational a, rational b) { return (a - b).numerator < 0; }

private:
    constexpr rational(std::int64_t p, std::int64_t q, bool) : numerator(p), denominator(q) {}
};

/// a to an integer power; inexact for 0 to a negative power.
constexpr rational power(rational a, std::int64_t exponent) {
    if (exponent < 0) {
        if (a.numerator == 0) return rational::inexact();
        return power(rational(a.denominator, a.numerator), -exponent);
    }
    rational result = 1;
    for (; exponent > 0 && result.exact(); --exponent) {
        if (result == rational(1) && a == rational(1)) break;
        if (exponent > 128) return rational::inexact();
        result = result * a;
    }
    return result;
}

}  // namespace ctgrad
