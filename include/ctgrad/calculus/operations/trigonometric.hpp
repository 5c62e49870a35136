/// Trigonometric functions and their inverses, and what geometry needs of them.
#pragma once

#include <ctgrad/calculus/operations/power.hpp>

namespace ctgrad::operations {

struct cos;

struct sin : elementwise<"sin"> {
    static constexpr unsigned merges = merging::squares;
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::sin(u); }
    static constexpr node derivative(node u, node);
};

struct cos : elementwise<"cos"> {
    static constexpr unsigned merges = merging::squares;
    static constexpr symmetry parity = symmetry::even;
    template <class T> static constexpr T value(const T& u) { return math::cos(u); }
    static constexpr node derivative(node u, node) { return -apply<sin>(u); }
    static constexpr law_table<1> laws();
};

constexpr node sin::derivative(node u, node) { return apply<cos>(u); }

struct tan : elementwise<"tan"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::tan(u); }
    static constexpr node derivative(node, node y) { return 1 + square(y); }
    static constexpr law_table<1> laws();
};

/// Its derivatives keep their digits up to |u| = 1, as those of acos.
struct asin : elementwise<"asin"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::asin(u); }
    static constexpr node derivative(node u, node) { return 1 / sqrt(apply<one_minus_square>(u)); }
};

struct acos : elementwise<"acos"> {
    template <class T> static constexpr T value(const T& u) { return math::acos(u); }
    static constexpr node derivative(node u, node) { return -1 / sqrt(apply<one_minus_square>(u)); }
};

/// In double the derivatives of order 1, 2 and 3 are 0 beyond |u| = 1e154, 1e77 and 1e51.
struct atan : elementwise<"atan"> {
    static constexpr symmetry parity = symmetry::odd;
    template <class T> static constexpr T value(const T& u) { return math::atan(u); }
    static constexpr node derivative(node u, node) { return 1 / (1 + square(u)); }
};

/// The angle of the point (x, y), called atan2(y, x) as everywhere. Derivatives divide by the
/// square of the radius: in double they hold for one between 1e-153 and 1e154.
struct atan2 : elementwise<"atan2", 2> {
    template <class T> static constexpr T value(const T& y, const T& x) {
        return math::atan2(y, x);
    }
    static constexpr node derivative(int k, node y, node x, node) {
        const node squared_radius = square(x) + square(y);
        return k == 0 ? x / squared_radius : -y / squared_radius;
    }
};

/// sqrt(a^2 + b^2) without overflow. The second derivative by an operand cancels where the other
/// one is much smaller: it is absolutely accurate.
struct hypot : elementwise<"hypot", 2> {
    template <class T> static constexpr T value(const T& a, const T& b) {
        return math::hypot(a, b);
    }
    static constexpr node derivative(int k, node a, node b, node y) { return (k == 0 ? a : b) / y; }
};

}  // namespace ctgrad::operations
