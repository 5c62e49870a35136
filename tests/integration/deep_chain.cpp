// A deep chain of shared terms: no limit of a compiler is met, nothing explodes.

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

}  // namespace

BOOST_AUTO_TEST_CASE(deep) {
    constexpr auto f = chain<60>(x, 0.25_c);
    const auto found = value_and_gradient(f, x)(x = 0.125);
    BOOST_TEST(found.value == chain<60>(0.125, 0.25));
    const double h = 1e-6;
    const double slope = (chain<60>(0.125 + h, 0.25) - chain<60>(0.125 - h, 0.25)) / (2 * h);
    BOOST_TEST(std::abs(found.gradient[x] / slope - 1) < 1e-6);
}
