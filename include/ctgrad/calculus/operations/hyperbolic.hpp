/// Hyperbolic functions and their inverses.
#pragma once

#include <ctgrad/calculus/operations/power.hpp>

namespace ctgrad::operations {

struct cosh;

struct sinh : elementwise<"sinh"> {
    static constexpr unsigned merges = merging::squares;
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::sinh(u); }
    static constexpr node derivative(node u, node);
    static constexpr law_table<1> laws();
};

struct cosh : elementwise<"cosh"> {
    static constexpr unsigned merges = merging::squares;
    static constexpr symmetry parity = symmetry::even;
    template <class T> static constexpr T value(const T& u) { return math::cosh(u); }
    static constexpr node derivative(node u, node) { return apply<sinh>(u); }
    static constexpr law_table<1> laws();
};

constexpr node sinh::derivative(node u, node) { return apply<cosh>(u); }

/// The derivative 1 - tanh(u)^2 costs no function, but it has only absolute accuracy: for |u| > 19,
/// where tanh(u) is rounded to 1, it is 0 in double. 1 / square(cosh(u)) has all digits.
struct tanh : elementwise<"tanh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::tanh(u); }
    static constexpr node derivative(node, node y) { return 1 - square(y); }
};

/// log(cosh(u)), computed without overflow and with all digits near 0: for e = exp(-|u|) - 1 the
/// argument of the logarithm is 1 + e^2 / (2 (1 + e)). Derivatives from the second on are as
/// accurate as those of tanh.
struct log_cosh : elementwise<"log_cosh"> {
    static constexpr core::text_view rule = "derivative of log cosh";
    static constexpr symmetry parity = symmetry::even;
    template <class T> static constexpr T value(const T& u) {
        const T size = math::abs(u), e = math::expm1(-size), half = T(1) / T(2);
        const T below = math::log1p(half * e * e / (T(1) + e));
        const T above = size + math::log1p(half * math::expm1(T(-2) * size));
        return math::choose(size < T(1), below, above);
    }
    static constexpr node derivative(node u, node) { return apply<tanh>(u); }
};

/// In double the derivatives of order 1, 2 and 3 are 0 beyond |u| = 1e154, 1e102 and 1e61.
struct asinh : elementwise<"asinh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::asinh(u); }
    static constexpr node derivative(node u, node) { return 1 / sqrt(1 + square(u)); }
    static constexpr law_table<1> laws();
};

/// The factors keep their digits near u = 1, where u^2 - 1 would cancel.
struct acosh : elementwise<"acosh"> {
    template <class T> static constexpr T value(const T& u) { return math::acosh(u); }
    static constexpr node derivative(node u, node) { return 1 / (sqrt(u - 1) * sqrt(u + 1)); }
};

/// Its derivatives keep their digits up to |u| = 1.
struct atanh : elementwise<"atanh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::atanh(u); }
    static constexpr node derivative(node u, node) { return 1 / apply<one_minus_square>(u); }
    static constexpr law_table<1> laws();
};

}  // namespace ctgrad::operations
