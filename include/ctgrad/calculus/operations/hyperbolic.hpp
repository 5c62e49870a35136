/// Hyperbolic functions and their inverses.
#pragma once

#include <ctgrad/calculus/operations/power.hpp>

namespace ctgrad::operations {

struct cosh;

struct sinh : elementwise<"sinh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::sinh(u); }
    static constexpr node derivative(node u, node);
};

struct cosh : elementwise<"cosh"> {
    static constexpr symmetry parity = symmetry::even;
    template <class T> static constexpr T value(const T& u) { return math::cosh(u); }
    static constexpr node derivative(node u, node) { return apply<sinh>(u); }
};

constexpr node sinh::derivative(node u, node) { return apply<cosh>(u); }

struct tanh : elementwise<"tanh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::tanh(u); }
    static constexpr node derivative(node, node y) { return 1 - square(y); }
};

struct asinh : elementwise<"asinh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::asinh(u); }
    static constexpr node derivative(node u, node) { return 1 / sqrt(1 + square(u)); }
};

/// The factors keep their digits near u = 1, where u^2 - 1 would cancel.
struct acosh : elementwise<"acosh"> {
    template <class T> static constexpr T value(const T& u) { return math::acosh(u); }
    static constexpr node derivative(node u, node) { return 1 / (sqrt(u - 1) * sqrt(u + 1)); }
};

/// The factors keep their digits near |u| = 1.
struct atanh : elementwise<"atanh"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::atanh(u); }
    static constexpr node derivative(node u, node) { return 1 / ((1 - u) * (1 + u)); }
};

}  // namespace ctgrad::operations
