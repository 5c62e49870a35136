// Long sums and products.

#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;

template <int From, int Count> constexpr auto long_sum() {
    if constexpr (Count == 1) return pow(x, std::integral_constant<int, From>{}) / cos(x);
    else return long_sum<From, Count / 2>() + long_sum<From + Count / 2, Count - Count / 2>();
}

}  // namespace

BOOST_AUTO_TEST_CASE(long_and_flat) {
    constexpr auto v = vector<"v", 100>;
    constexpr auto f = prod(2_c + v);
    std::array<double, 100> values;
    values.fill(-1.0);
    BOOST_TEST(f(v = values) == 1.0);
    const auto gradient = diff(f, v)(v = values);
    BOOST_TEST(gradient[0] == 1.0);
    BOOST_TEST(gradient[99] == 1.0);
}

BOOST_AUTO_TEST_CASE(many_terms) {
    constexpr auto f = long_sum<1, 60>();
    const double u = 0.5;
    const auto found = value_and_gradient(f, x)(x = u);
    BOOST_TEST(std::abs(found.value * std::cos(u) - 1) < 1e-14);  // a geometric series
    BOOST_TEST(std::isfinite(found.gradient[x]));
}
