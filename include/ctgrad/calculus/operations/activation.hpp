/// Activation functions of neural networks that are not ordinary functions already.
#pragma once

#include <ctgrad/calculus/operations/comparison.hpp>
#include <ctgrad/calculus/operations/exponential.hpp>

namespace ctgrad::operations {

/// max(u, 0); derivative 0 at 0. NaN passes through.
struct relu : elementwise<"relu"> {
    static constexpr bool light = true;
    static constexpr operation_counts operations_per_entry{.comparisons = 1};
    template <class T> static constexpr T value(const T& u) {
        return math::choose(u < T(0), T(0), u);
    }
    static constexpr node derivative(node u, node) { return apply<less>(u.number(0), u); }
};

/// u for u > 0, else slope * u; the slope is the second operand (PyTorch's default is 0.01).
struct leaky_relu : elementwise<"leaky_relu", 2> {
    static constexpr operation_counts operations_per_entry{.multiplications = 1, .comparisons = 1};
    template <class T> static constexpr T value(const T& u, const T& slope) {
        return math::choose(u > T(0), u, T(slope * u));
    }
    static constexpr node derivative(int k, node u, node slope, node) {
        const node positive = apply<less>(u.number(0), u);
        if (k == 0) return apply<select>(positive, u.number(1), slope);
        return apply<select>(positive, u.number(0), u);
    }
};

/// u for u > 0, else exp(u) - 1. The derivative there is exp(u), not 1 + y, which for u < -37 is 0
/// (in batches it is, to save an exponential); the choice stands inside, where nothing overflows.
struct elu : elementwise<"elu"> {
    static constexpr operation_counts operations_per_entry{.comparisons = 1, .functions = 1};
    template <class T> static constexpr T value(const T& u) {
        return math::choose(u > T(0), u, T(math::expm1(u)));
    }
    static constexpr node derivative(node u, node y) {
        const node positive = apply<less>(u.number(0), u);
        if (y.owner->by_outputs) return apply<select>(positive, u.number(1), 1 + y);
        return apply<exp>(apply<select>(positive, u.number(0), u));
    }
};

/// u limited to [-1, 1]; derivative 0 on the bounds.
struct hard_tanh : elementwise<"hard_tanh"> {
    static constexpr symmetry parity = symmetry::odd;
    static constexpr operation_counts operations_per_entry{.comparisons = 2};
    template <class T> static constexpr T value(const T& u) {
        return math::choose(u < T(-1), T(-1), math::choose(T(1) < u, T(1), u));
    }
    static constexpr node derivative(node u, node) {
        return apply<less>(u.number(-1), u) * apply<less>(u, u.number(1));
    }
};

/// 1 / (1 + exp(-u)), computed without overflow on either side. The derivative is y sigmoid(-u),
/// not y (1 - y), which for u > 37 is 0 (in batches it is, to save an exponential). The second is
/// -y sigmoid(-u) tanh(u / 2) (laws/pairs.hpp). Relatively accurate, the third but beside its zeros
/// at |u| = 1.317.
struct sigmoid : elementwise<"sigmoid"> {
    static constexpr unsigned merges = merging::terms;
    template <class T> static constexpr T value(const T& u) {
        const T small = math::exp(math::choose(u < T(0), u, T(-u)));
        return math::choose(u < T(0), small, T(1)) / (T(1) + small);
    }
    static constexpr node derivative(node u, node y) {
        return y * (y.owner->by_outputs ? 1 - y : apply<sigmoid>(-u));
    }
};

/// log(1 + exp(u)), computed without overflow. Its derivatives are those of sigmoid, with all
/// digits in both tails and beside the third one's zero.
struct softplus : elementwise<"softplus"> {
    template <class T> static constexpr T value(const T& u) {
        const T tail = math::log1p(math::exp(math::choose(u < T(0), u, T(-u))));
        return math::choose(u < T(0), tail, T(u + tail));
    }
    static constexpr node derivative(node u, node) { return apply<sigmoid>(u); }
};

/// u / (1 + |u|). The derivative is 1 / (1 + |u|)^2; by the quotient's rule it would cancel.
struct softsign : elementwise<"softsign"> {
    static constexpr symmetry parity = symmetry::odd;
    static constexpr operation_counts operations_per_entry{
        .additions = 1, .divisions = 1, .comparisons = 1};
    template <class T> static constexpr T value(const T& u) { return u / (T(1) + math::abs(u)); }
    static constexpr node derivative(node u, node) { return 1 / ctgrad::square(1 + apply<abs>(u)); }
};

}  // namespace ctgrad::operations
