// What the laws share: numeric derivatives of expressions, and lists of operations to run over.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

namespace laws {

using ctgrad::detail::build;
using ctgrad::detail::rule;

/// Central differences of sixth order.
template <class Function> long double slope(Function f, long double h = 1 / 1024.0L) {
    return (45 * (f(h) - f(-h)) - 9 * (f(2 * h) - f(-2 * h)) + f(3 * h) - f(-3 * h)) / (60 * h);
}

/// Equal but for a relative error, or an absolute one where both are small.
inline bool close(long double a, long double b, long double tolerance) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    if (std::isinf(a) || std::isinf(b)) return a == b;
    return std::abs(a - b) <= tolerance * std::max({1.0L, std::abs(a), std::abs(b)});
}

/// Numeric differences are good to about 10 digits, where the type has as many.
template <class T> long double tolerance() {
    return std::max(1e-9L, 32.0L * std::numeric_limits<T>::epsilon());
}

/// Fails with the formula and the place where two numbers differ.
inline void check_close(std::string_view formula, long double at, long double found,
                        long double expected, long double tolerance) {
    BOOST_TEST_CONTEXT(formula << " at " << at << " is " << found << ", expected " << expected)
    BOOST_TEST(close(found, expected, tolerance));
}

/// Applies a function to `Operation{}` for each operation of a list.
template <class... Operations, class Function>
void for_each(ctgrad::operations::operation_list<Operations...>, Function f) {
    (f(Operations{}), ...);
}

/// Checks the gradient of a scalar f by a vector or matrix x against differences, at `at`, which is
/// a tensor of long double; `others` binds the other variables.
template <class F, class X, class Tensor, class... Bindings>
void check_gradient(F f, X x, const Tensor& at, const Bindings&... others) {
    const auto gradient = ctgrad::gradient(f, x)(x = at, others...);
    for (std::size_t i = 0; i < at.size(); ++i) {
        const long double expected = slope([&](long double h) {
            Tensor moved = at;
            moved.data()[i] += h;
            return f(x = moved, others...);
        });
        check_close(ctgrad::text(f), static_cast<long double>(i), gradient[x].data()[i], expected,
                    1e-9L);
    }
}

/// Checks the Hessian of a scalar f by a vector x against differences of the gradient.
template <class F, class X, class Tensor, class... Bindings>
void check_hessian(F f, X x, const Tensor& at, const Bindings&... others) {
    const auto hessian = ctgrad::hessian(f, x)(x = at, others...);
    const auto gradient = ctgrad::gradient(f, x);
    const int n = static_cast<int>(at.size());
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < n; ++j) {
            const long double expected = slope([&](long double h) {
                Tensor moved = at;
                moved.data()[j] += h;
                return gradient(x = moved, others...)[x].data()[i];
            });
            check_close(ctgrad::text(f), i * n + j, hessian(i, j), expected, 1e-9L);
        }
}

}  // namespace laws
