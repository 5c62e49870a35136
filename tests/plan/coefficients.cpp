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

// Multiples of multiples: 6 a s is 2 (a (3 s)), and 3 s is there.
constexpr auto sine = sin(a);
constexpr auto cosine = cos(b);
constexpr auto tripled = exp(3_c * s);
constexpr auto alone = tan(2_c * sine + 6_c * cosine * s) + tripled;
constexpr auto behind = tan(c + 2_c * sine - 6_c * cosine * s) + tripled;
constexpr auto less = tan(-2_c * sine + 6_c * cosine * s) + tripled;
constexpr auto other = tan(2_c * sine + 7_c * cosine * s) + tripled;

constexpr auto squares =
    50_c * square(b - square(a)) + square(1_c - a) + 50_c * square(c - square(b)) + square(1_c - b);

}  // namespace

static_assert(cost(alone).multiplications == 3, "3 s, the cosine times that, twice the sum");
static_assert(cost(behind).multiplications == 3);
static_assert(cost(less).multiplications == 3);
static_assert(cost(other).multiplications == 4, "7 / 2 of s is not there");
static_assert(cost(value_and_gradient(squares, a, b, c)).multiplications <= 13);
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

BOOST_AUTO_TEST_CASE(multiples_of_multiples) {
    const auto close = boost::test_tools::tolerance(1e-14);
    const double p = 0.3, q = 1.7, w = -0.4;
    const double z = std::exp(w), x = std::sin(p), y = std::cos(q), t = std::exp(3 * z);
    const auto at = [&](auto e) { return e(a = p, b = q, c = w); };
    BOOST_TEST(at(alone) == std::tan(2 * x + 6 * y * z) + t, close);
    BOOST_TEST(at(behind) == std::tan(w + 2 * x - 6 * y * z) + t, close);
    BOOST_TEST(at(less) == std::tan(-2 * x + 6 * y * z) + t, close);
    BOOST_TEST(at(other) == std::tan(2 * x + 7 * y * z) + t, close);
    const auto slope = value_and_gradient(squares, a, b, c)(a = p, b = q, c = w);
    const double r = q - p * p, h = w - q * q;
    BOOST_TEST(slope.value == 50 * r * r + (1 - p) * (1 - p) + 50 * h * h + (1 - q) * (1 - q),
               close);
    BOOST_TEST(slope.gradient[a] == -200 * r * p - 2 * (1 - p), close);
    BOOST_TEST(slope.gradient[b] == 100 * r - 2 * (1 - q) - 200 * h * q, close);
    BOOST_TEST(slope.gradient[c] == 100 * h, close);
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
