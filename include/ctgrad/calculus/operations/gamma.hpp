/// The gamma function, its logarithm, and the derivatives of that: digamma and polygamma.
#pragma once

#include <ctgrad/calculus/operations/product.hpp>
#include <ctgrad/core/math/gamma_function.hpp>
#include <ctgrad/core/math/polygamma.hpp>

namespace ctgrad::operations {

struct digamma;

/// polygamma(n, u), the derivative of order n of digamma(u), for a whole constant n.
struct polygamma : elementwise<"polygamma", 2> {
    static constexpr bool by_number = true;
    static constexpr core::text_view rule = "derivative of the polygamma function";
    template <class T> static constexpr T value(const T& n, const T& u) {
        return math::polygamma(n, u);
    }
    static constexpr node derivative(int k, node n, node u, node) {
        return k == 0 ? n.number(0) : apply<polygamma>(n + 1, u);
    }
    static constexpr node simplify(node n, node u);  // polygamma(0, u) = digamma(u)
};

struct digamma : elementwise<"digamma"> {
    static constexpr bool by_number = true;
    static constexpr core::text_view rule = "derivative of the digamma function";
    template <class T> static constexpr T value(const T& u) { return math::digamma(u); }
    static constexpr node derivative(node u, node) { return apply<polygamma>(u.number(1), u); }
};

constexpr node polygamma::simplify(node n, node u) {
    return detail::is_constant(*n.owner, n.index, 0) ? apply<digamma>(u) : node{};
}

/// Gamma(u).
struct tgamma : elementwise<"tgamma"> {
    static constexpr bool by_number = true;
    static constexpr core::text_view rule = "derivative of the gamma function";
    template <class T> static constexpr T value(const T& u) { return math::tgamma(u); }
    static constexpr node derivative(node u, node y) { return y * apply<digamma>(u); }
};

/// ln |Gamma(u)|.
struct lgamma : elementwise<"lgamma"> {
    static constexpr bool by_number = true;
    static constexpr core::text_view rule = "derivative of the logarithm of the gamma function";
    template <class T> static constexpr T value(const T& u) { return math::lgamma(u); }
    static constexpr node derivative(node u, node) { return apply<digamma>(u); }
};

}  // namespace ctgrad::operations
