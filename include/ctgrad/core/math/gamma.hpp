/// Derivatives of ln Gamma at run time, from Boost.Math: slow to compile, include it where needed.
#pragma once

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/polygamma.hpp>

#include <ctgrad/core/math/evaluate.hpp>

namespace ctgrad::math {

namespace detail {

/// A pole gives NaN and overflow infinity where Boost.Math would throw. Without exceptions, Boost
/// still wants the program to define `boost::throw_exception`.
using boost_policy = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;

}  // namespace detail

/// The first derivative of ln Gamma(x). For built-in types and Boost.Multiprecision.
template <real T>
T digamma(const T& x) noexcept(native<T>) {
    return boost::math::digamma(x, detail::boost_policy{});
}

/// The derivative of order n >= 0 of `digamma` at x, by Boost.Math.
template <real T>
T polygamma(int n, const T& x) noexcept(native<T>) {
    return boost::math::polygamma(n, x, detail::boost_policy{});
}

}  // namespace ctgrad::math
