#include <cmath>

#include <ctgrad/calculus/laws/exponentials.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto z = scalar<"z">;
constexpr auto s = scalar<"s">;
constexpr auto k = scalar<"k">;
constexpr auto r = scalar<"r">;
constexpr auto v = scalar<"v">;
constexpr auto t = scalar<"t">;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto normal(auto d) { return 0.5_c * erfc(-d / sqrt(2_c)); }

/// A European call by Black and Scholes.
constexpr auto deviation = v * sqrt(t);
constexpr auto d1 = (log(s / k) + (r + 0.5_c * square(v)) * t) / deviation;
constexpr auto call = s * normal(d1) - k * exp(-r * t) * normal(d1 - deviation);

}  // namespace

BOOST_AUTO_TEST_CASE(terms_whose_exponents_differ_by_logarithms) {
    static_assert(same(x * exp(y) - exp(y + log(x)), 0_c * x));
    static_assert(same(x * exp(y) + 2_c * exp(y + log(x)), 3_c * x * exp(y)));
    static_assert(same(exp(z * z + log(x) - log(y)) - x / y * exp(square(z)), 0_c * x));
    static_assert(same(square(x) * exp(sin(y)) - exp(2_c * log(x) + sin(y)), 0_c * x));
    static_assert(same(x * exp(square(log(x) - y)) -
                           exp(square(log(x)) - 2_c * y * log(x)) * x * exp(square(y)),
                       0_c * x));
    static_assert(same(exp(y + log(x)) + exp(y) * x + exp(z), 2_c * x * exp(y) + exp(z)));
    // of other exponents, or with a root of a logarithm's argument, which may be negative
    static_assert(!same(x * exp(y) - exp(y + log(z)), 0_c * x));
    static_assert(!same(exp(y + 0.5_c * log(x)) - sqrt(x) * exp(y), 0_c * x));
    static_assert(!same(x * exp(y) - exp(y + square(log(x))), 0_c * x));
}

BOOST_AUTO_TEST_CASE(values_of_merged_terms) {
    constexpr auto e = sin(z) - 0.5_c * square(log(x) - y);
    constexpr auto f = 3_c * x * y * exp(e) - 2_c * exp(e + log(x) - 2_c * log(y)) / square(y);
    constexpr auto g = 3_c * x * y * exp(e) - 2_c * exp(e + log(x) + log(y));
    static_assert(cost(g).functions < cost(f).functions);
    for (const double at : {0.25, 1.0, 3.0}) {
        const double u = std::sin(at) - 0.5 * std::pow(std::log(at) - 2 * at, 2);
        const double factor = std::exp(u) * at;
        const auto close = boost::test_tools::tolerance(1e-13);
        BOOST_TEST(f(x = at, y = 2 * at, z = at) == factor * (6 * at - 2 / std::pow(2 * at, 4)),
                   close);
        BOOST_TEST(g(x = at, y = 2 * at, z = at) == 2 * factor * at, close);
    }
}

BOOST_AUTO_TEST_CASE(derivatives_of_an_option) {
    static_assert(same(diff(call, s), normal(d1)));
    static_assert(same(diff(call, k), -exp(-r * t) * normal(d1 - deviation)));
    const auto g = value_and_gradient(call, s, k, r, v, t);
    for (const double spot : {50.0, 95.0, 105.0, 300.0}) {
        const auto found = g(s = spot, k = 100.0, r = 0.03, v = 0.2, t = 0.75);
        const double at = (std::log(spot / 100) + (0.03 + 0.02) * 0.75) / (0.2 * std::sqrt(0.75));
        const double density = spot * std::exp(-0.5 * at * at) * std::sqrt(0.125 / std::atan(1.0));
        const double owed = 100 * std::exp(-0.03 * 0.75) * 0.5 *
                            std::erfc((0.2 * std::sqrt(0.75) - at) / std::sqrt(2.0));
        const auto close = boost::test_tools::tolerance(1e-13);
        BOOST_TEST(found.gradient[s] == 0.5 * std::erfc(-at / std::sqrt(2.0)), close);
        BOOST_TEST(found.gradient[k] == -owed / 100, close);
        BOOST_TEST(found.gradient[r] == 0.75 * owed, close);
        BOOST_TEST(found.gradient[v] == density * std::sqrt(0.75), close);
        BOOST_TEST(found.gradient[t] == density * 0.1 / std::sqrt(0.75) + 0.03 * owed, close);
    }
}

BOOST_AUTO_TEST_CASE(differences_of_sigmoids) {
    static_assert(same(sigmoid(x) - sigmoid(-x), tanh(0.5_c * x)));
    static_assert(same(y * sigmoid(x) - y * sigmoid(-x), y * tanh(0.5_c * x)));
}
