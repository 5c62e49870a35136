/// Exact numbers in a type: `2_c`, `0.5_c`, `1e-3_c`, and integral constants.
#pragma once

#include <ctgrad/expr/expression.hpp>

namespace ctgrad {

namespace detail {

constexpr record constant_record(rational value) {
    const operation& op = descriptor<operations::constant>;
    const std::int64_t p = value.numerator, q = value.denominator;
    return leaf_record(op, head_identity(op, scalar_shape, p, q), {}, p, q, scalar_shape);
}

template <std::int64_t P, std::int64_t Q>
inline constexpr record constant_definition = constant_record(rational(P, Q));

template <std::int64_t P, std::int64_t Q> constexpr auto constant_expression() {
    constexpr identity id = constant_definition<P, Q>.id;
    static_assert(sizeof(defining<id, leaf_entry(constant_definition<P, Q>)>) > 0,
                  "it is registered");
    return expression_of<id>{};
}

/// A decimal number with optional fraction and exponent; digit separators are skipped.
constexpr rational parse_decimal(const char* text, int size) {
    rational value = 0, scale = 1;
    bool fraction = false;
    int i = 0;
    for (; i < size && text[i] != 'e' && text[i] != 'E'; ++i) {
        if (text[i] == '\'') continue;
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') return rational::inexact();
        value = value * rational(10) + rational(text[i] - '0');
        if (fraction) scale = scale * rational(10);
    }
    if (i == size) return value * (rational(1) / scale);
    const bool negative = text[++i] == '-';
    if (text[i] == '-' || text[i] == '+') ++i;
    std::int64_t exponent = 0;
    for (; i < size && exponent < 100; ++i) exponent = exponent * 10 + (text[i] - '0');
    return value * (rational(1) / scale) * power(rational(10), negative ? -exponent : exponent);
}

}  // namespace detail

namespace literals {

/// An exact rational number. Error: more digits than a fraction of 64-bit integers holds.
template <char... Characters> constexpr auto operator""_c() {
    constexpr char text[] = {Characters...};
    constexpr rational value = detail::parse_decimal(text, sizeof...(Characters));
    if constexpr (!value.exact()) {
        fail<"a literal is decimal with at most 18 digits",
             std::integral_constant<char, Characters>...>();
        return detail::constant_expression<0, 1>();
    } else return detail::constant_expression<value.numerator, value.denominator>();
}

}  // namespace literals

/// The expression that stands for an operand: itself, or the literal of an integral constant.
template <operand T> constexpr auto as_expression(T value) {
    if constexpr (expression<T>) return value;
    else if constexpr (std::is_same_v<T, symbol>) {
        fail<"the derivative of a function is made of functions that work entry by entry", T>();
        return detail::constant_expression<0, 1>();
    } else return detail::constant_expression<static_cast<std::int64_t>(T::value), 1>();
}

}  // namespace ctgrad
