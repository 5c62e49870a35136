/// Powers with a constant rational exponent: reciprocals, squares and roots among them.
#pragma once

#include <ctgrad/calculus/operations/product.hpp>
#include <ctgrad/calculus/operations/sum.hpp>
#include <ctgrad/core/math.hpp>

namespace ctgrad {

namespace operations {

/// u^(p/q). Derivative: (p/q) u^(p/q - 1).
struct power : elementwise<"power"> {
    static constexpr core::text_view rule = "power rule";
    static constexpr role::code kind = role::power;

    template <std::int64_t P, std::int64_t Q, class T> static constexpr T value(const T& u) {
        if constexpr (P < 0) return T(1) / value<-P, Q>(u);
        else if constexpr (Q == 1 && P == 1) return u;
        else if constexpr (Q == 1 && P % 2 == 0) return value<P / 2, 1>(T(u * u));
        else if constexpr (Q == 1) return u * value<(P - 1) / 2, 1>(T(u * u));
        else if constexpr (Q == 2 && P == 1) return math::sqrt(u);
        else if constexpr (Q == 2 && P <= 9) return value<P / 2, 1>(u) * math::sqrt(u);
        else if constexpr (Q == 3) return value<P, 1>(math::cbrt(u));  // also for u < 0
        else return math::pow(u, T(P) / T(Q));
    }
    /// Of repeated squaring, and of a root, a division or std::pow where `value` has them.
    static constexpr operation_counts operations_per_entry(std::int64_t p, std::int64_t q) {
        operation_counts counts;
        if (p < 0) counts.divisions = 1, p = -p;
        if (q != 1) counts.functions = 1;
        if (q > 3 || (q == 2 && p > 9)) return counts;
        if (q == 2) counts.multiplications += p > 1, p /= 2;
        for (; p > 1; p /= 2) counts.multiplications += p % 2 == 0 ? 1 : 2;
        return counts;
    }
    static constexpr node derivative(node u, node y) {
        const rational e = y.content().value();
        return e * ctgrad::power(u, e - 1);
    }
};

/// 1 - u^2 by its factors, which keep its digits beside its zeros: what derivatives of inverse
/// functions that end at |u| = 1 are made of. Written as 1 - square(u) it loses them there, and
/// written as a product, in derivatives at 0.
struct one_minus_square : elementwise<"one_minus_square"> {
    static constexpr core::text_view rule = "derivative of 1 - u^2";
    static constexpr symmetry parity = symmetry::even;
    static constexpr operation_counts operations_per_entry{.additions = 2, .multiplications = 1};
    template <class T> static constexpr T value(const T& u) { return (T(1) - u) * (T(1) + u); }
    static constexpr node derivative(node u, node) { return -2 * u; }
};

}  // namespace operations

namespace detail {

constexpr std::int64_t exact_root(std::int64_t radicand, std::int64_t degree) {
    for (std::int64_t r = 0; r < 1024; ++r) {
        const rational p = power(rational(r), degree);
        if (!p.exact() || p.numerator > radicand) return -1;
        if (p.numerator == radicand) return r;
    }
    return -1;
}

/// c^e as a rational, or inexact.
constexpr rational exact_power(rational c, rational e) {
    if (e.integer()) return power(c, e.numerator);
    if (c.negative()) return rational::inexact();
    const std::int64_t p = exact_root(c.numerator, e.denominator);
    const std::int64_t q = exact_root(c.denominator, e.denominator);
    return p < 0 || q < 0 ? rational::inexact() : power(rational(p, q), e.numerator);
}

}  // namespace detail

namespace detail {

/// What a law makes of the power of an operation that merges powers, or of a power; or -1:
/// laws/pairs.hpp.
constexpr int merge_power(graph& g, int base, rational exponent);

}  // namespace detail

/// Over the reals: (u^a)^n = u^(a n) and (c u)^n = c^n u^n for integer n; (u v)^-1 = u^-1 v^-1.
constexpr int make_power(graph& g, int base, rational exponent) {
    using namespace detail;
    const record r = g.nodes.data[base];
    if (exponent.is(1)) return base;
    if (exponent.numerator == 0) return make_constant(g, 1, r.extent);
    if (r.op->kind == role::constant)
        if (const rational c = exact_power(r.value(), exponent); c.exact())
            return make_constant(g, c, r.extent);
    if ((r.op->merges & merging::powers) || (r.op->kind == role::power && !exponent.integer()))
        if (const int merged = merge_power(g, base, exponent); merged >= 0) return merged;
    if (exponent.integer()) {
        if (r.op->kind == role::power)
            if (const rational e = r.value() * exponent; e.exact()) {
                g.note("power of a power", "(u^a)^b = u^(a b)");
                return make_power(g, g.operand(base, 0), e);
            }
        if (const term t = split_coefficient(g, base);
            r.op->kind == role::product &&
            (t.rest != base || (exponent == rational(-1) && r.size <= largest_ordered))) {
            if (t.rest == base)
                return make_product(g, make_power(g, g.operand(base, 0), exponent),
                                    make_power(g, g.operand(base, 1), exponent));
            if (const rational c = exact_power(t.coefficient, exponent); c.exact())
                return fit(g, make_product(g, make_constant(g, c), make_power(g, t.rest, exponent)),
                           r.extent);
        }
    }
    return raw(g, descriptor<operations::power>, r.extent, base, -1, -1, exponent.numerator,
               exponent.denominator);
}

}  // namespace ctgrad
