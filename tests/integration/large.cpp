// Long sums and deep chains: no limit of a compiler is met, nothing explodes.

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;

/// x <- x * x / 4 + sin(x), `Levels` times: a tree of 2^Levels nodes, a graph of 4 Levels.
template <int Levels, class T, class Quarter> constexpr auto chain(T u, Quarter quarter) {
    using std::sin;
    if constexpr (Levels == 0) return u;
    else return chain<Levels - 1>(quarter * u * u + sin(u), quarter);
}

template <int From, int Count> constexpr auto long_sum() {
    if constexpr (Count == 1) return pow(x, std::integral_constant<int, From>{}) / cos(x);
    else return long_sum<From, Count / 2>() + long_sum<From + Count / 2, Count - Count / 2>();
}

}  // namespace

BOOST_AUTO_TEST_CASE(deep) {
    constexpr auto f = chain<60>(x, 0.25_c);
    const auto found = value_and_gradient(f, x)(x = 0.125);
    BOOST_TEST(found.value == chain<60>(0.125, 0.25));
    const double h = 1e-6;
    const double slope = (chain<60>(0.125 + h, 0.25) - chain<60>(0.125 - h, 0.25)) / (2 * h);
    BOOST_TEST(std::abs(found.gradient[x] / slope - 1) < 1e-6);
}

BOOST_AUTO_TEST_CASE(long_and_flat) {
    constexpr auto v = vector<"v", 500>;
    constexpr auto f = prod(2_c + v);
    std::array<double, 500> values;
    values.fill(-1.0);
    BOOST_TEST(f(v = values) == 1.0);
    const auto gradient = diff(f, v)(v = values);
    BOOST_TEST(gradient[0] == 1.0);
    BOOST_TEST(gradient[499] == 1.0);
}

BOOST_AUTO_TEST_CASE(many_terms) {
    constexpr auto f = long_sum<1, 100>();
    const double u = 0.5;
    const auto found = value_and_gradient(f, x)(x = u);
    BOOST_TEST(std::abs(found.value * std::cos(u) - 1) < 1e-14);  // a geometric series
    BOOST_TEST(std::isfinite(found.gradient[x]));
}
