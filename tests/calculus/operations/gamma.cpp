#include <array>
#include <cmath>

#include <ctgrad/calculus/operations/gamma.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;
namespace {

constexpr auto x = scalar<"x">;
constexpr auto v = vector<"v", 2>;

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

/// Relative.
constexpr bool close(double a, double b) { return std::abs(a / b - 1) < 1e-15; }

}  // namespace

BOOST_AUTO_TEST_CASE(derivatives) {
    static_assert(same(diff(lgamma(x), x), digamma(x)));
    static_assert(same(diff(tgamma(x), x), digamma(x) * tgamma(x)));
    static_assert(same(diff(lgamma(x), x, x, x), polygamma(2_c, x)));
    static_assert(same(diff(polygamma(2_c, square(x)), x), 2_c * x * polygamma(3_c, square(x))));
    static_assert(same(polygamma(0_c, x), digamma(x)));
    static_assert(text(diff(digamma(x), x)) == "polygamma(1, x)");
}

// By mpmath.
BOOST_AUTO_TEST_CASE(values) {
    BOOST_TEST(close(diff(lgamma(x), x)(x = 1e-10), -10000000000.5772153));
    BOOST_TEST(close(diff(lgamma(x), x)(x = 1e10), 23.0258509298904568));
    BOOST_TEST(close(diff(tgamma(x), x)(x = 100.5), 4.29246602282833908e+157));
    BOOST_TEST(close(diff(tgamma(x), x, x)(x = 2.5), 1.30911715596267353));
    BOOST_TEST(close(diff(tgamma(x), x, x, x)(x = 2.5), 1.5232274810468571));
    BOOST_TEST(close(diff(tgamma(x), x)(x = -0.25), -14.2841390048673407));
    static_assert(close(diff(tgamma(x), x)(x = 1.0), -0.57721566490153286));
}

BOOST_AUTO_TEST_CASE(of_vectors) {
    const std::array at{0.5, 3.0};
    const auto found = gradient(sum(polygamma(1_c, v)) + sum(lgamma(v)), v)(v = at)[v];
    BOOST_TEST(close(found[0], polygamma(2_c, x)(x = 0.5) + digamma(x)(x = 0.5)));
    BOOST_TEST(close(found[1], polygamma(2_c, x)(x = 3.0) + digamma(x)(x = 3.0)));
}
