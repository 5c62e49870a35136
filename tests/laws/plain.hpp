// Numbers in the clothes of expressions: a formula written once, as a generic lambda, is evaluated
// directly on these, and built of expressions by the library.
#pragma once

#include <cmath>

#include <ctgrad/ctgrad.hpp>

namespace laws {

struct plain {
    long double value;

    constexpr plain(long double v) : value(v) {}
    /// A literal such as 0.5_c.
    constexpr plain(ctgrad::expression auto literal) : value(literal()) {}

    friend plain operator+(plain a, plain b) { return a.value + b.value; }
    friend plain operator-(plain a, plain b) { return a.value - b.value; }
    friend plain operator*(plain a, plain b) { return a.value * b.value; }
    friend plain operator/(plain a, plain b) { return a.value / b.value; }
    friend plain operator-(plain a) { return -a.value; }
    friend plain pow(plain a, plain b) { return std::pow(a.value, b.value); }
    friend plain sqrt(plain a) { return std::sqrt(a.value); }
    friend plain cbrt(plain a) { return std::cbrt(a.value); }
    friend plain square(plain a) { return a.value * a.value; }
    friend plain exp(plain a) { return std::exp(a.value); }
    friend plain log(plain a) { return std::log(a.value); }
    friend plain sin(plain a) { return std::sin(a.value); }
    friend plain cos(plain a) { return std::cos(a.value); }
    friend plain tanh(plain a) { return std::tanh(a.value); }
    friend plain abs(plain a) { return std::abs(a.value); }
    friend plain max(plain a, plain b) { return a.value < b.value ? b.value : a.value; }
    friend plain operator<(plain a, plain b) { return a.value < b.value; }
    friend plain select(plain c, plain a, plain b) { return c.value != 0 ? a.value : b.value; }
};

}  // namespace laws
