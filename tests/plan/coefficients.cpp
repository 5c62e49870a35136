#include <ctgrad/plan/coefficients.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto a = scalar<"a">;
constexpr auto b = scalar<"b">;
constexpr auto c = scalar<"c">;
constexpr auto s = exp(c);
constexpr auto f = sin(2_c * a * s) + cos(2_c * b * s) + tan(-2_c * s) + s;
constexpr auto g = cos(a) - exp(-a * sin(b)) * cos(c) / 3_c;
constexpr auto together = tanh(sin(3_c * sin(a) - 3_c * sin(b)) + c);

}  // namespace

static_assert(cost(f).multiplications == 3, "2 s once");
static_assert(cost(together).multiplications == 1, "3 (sin(a) - sin(b))");
static_assert(cost(cos(a) - sin(b) * sin(c)).additions == 1, "no change of sign");

BOOST_AUTO_TEST_CASE(values_stay) {
    const auto close = boost::test_tools::tolerance(1e-15);
    const double u = 0.3, v = 1.7, w = -0.4, e = std::exp(w);
    BOOST_TEST(f(a = u, b = v, c = w) ==
                   std::sin(2 * u * e) + std::cos(2 * v * e) + std::tan(-2 * e) + e,
               close);
    BOOST_TEST(g(a = u, b = v, c = w) == std::cos(u) - std::exp(-u * std::sin(v)) * std::cos(w) / 3,
               close);
    BOOST_TEST(together(a = u, b = v, c = w) ==
                   std::tanh(std::sin(3 * std::sin(u) - 3 * std::sin(v)) + w),
               close);
}

// Signs that meet sums, differences, products, quotients, odd and even powers, and results.
BOOST_AUTO_TEST_CASE(signs_on_their_way) {
    constexpr auto m = -sin(a);
    constexpr auto n = -cos(b);
    constexpr auto all =
        concat(concat(m, m + n, m - n, m * n, m / n), concat(pow(m, 3_c), square(n)),
               concat(exp(m) - n, tan(m * c) - m * n * c, m / c + n / c - s));
    const double u = 0.3, v = 1.7, w = -0.4, p = -std::sin(u), q = -std::cos(v);
    const double expected[] = {p,
                               p + q,
                               p - q,
                               p * q,
                               p / q,
                               p * p * p,
                               q * q,
                               std::exp(p) - q,
                               std::tan(p * w) - p * q * w,
                               p / w + q / w - std::exp(w)};
    const auto found = all(a = u, b = v, c = w);
    for (std::size_t i = 0; i < 10; ++i)
        BOOST_TEST(found[i] == expected[i], boost::test_tools::tolerance(1e-14));
}
