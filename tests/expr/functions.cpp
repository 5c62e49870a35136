#include <cmath>

#include <ctgrad/expr/functions.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

template <class A, class B> constexpr bool same(A, B) { return std::is_same_v<A, B>; }

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto A = matrix<"A", 2, 3>;

}  // namespace

BOOST_AUTO_TEST_CASE(of_one_argument) {
    const double u = 0.4;
    const auto close = [](double a, double b) { return std::abs(a - b) < 1e-15; };
    BOOST_TEST(close(sqrt(x)(x = u), std::sqrt(u)));
    BOOST_TEST(close(cbrt(x)(x = u), std::cbrt(u)));
    BOOST_TEST(close(square(x)(x = u), u * u));
    BOOST_TEST(close(exp(x)(x = u), std::exp(u)));
    BOOST_TEST(close(expm1(x)(x = u), std::expm1(u)));
    BOOST_TEST(close(exp2(x)(x = u), std::exp2(u)));
    BOOST_TEST(close(log(x)(x = u), std::log(u)));
    BOOST_TEST(close(log1p(x)(x = u), std::log1p(u)));
    BOOST_TEST(close(log2(x)(x = u), std::log2(u)));
    BOOST_TEST(close(log10(x)(x = u), std::log10(u)));
    BOOST_TEST(close(sin(x)(x = u), std::sin(u)));
    BOOST_TEST(close(cos(x)(x = u), std::cos(u)));
    BOOST_TEST(close(tan(x)(x = u), std::tan(u)));
    BOOST_TEST(close(asin(x)(x = u), std::asin(u)));
    BOOST_TEST(close(acos(x)(x = u), std::acos(u)));
    BOOST_TEST(close(atan(x)(x = u), std::atan(u)));
    BOOST_TEST(close(sinh(x)(x = u), std::sinh(u)));
    BOOST_TEST(close(cosh(x)(x = u), std::cosh(u)));
    BOOST_TEST(close(tanh(x)(x = u), std::tanh(u)));
    BOOST_TEST(close(asinh(x)(x = u), std::asinh(u)));
    BOOST_TEST(close(acosh(x)(x = 1 + u), std::acosh(1 + u)));
    BOOST_TEST(close(atanh(x)(x = u), std::atanh(u)));
    BOOST_TEST(close(erf(x)(x = u), std::erf(u)));
    BOOST_TEST(close(erfc(x)(x = u), std::erfc(u)));
    BOOST_TEST(close(tgamma(x)(x = u), std::tgamma(u)));
    BOOST_TEST(close(lgamma(x)(x = u), std::lgamma(u)));
    BOOST_TEST(close(digamma(x)(x = u + 1), digamma(x)(x = u) + 1 / u));
    BOOST_TEST(ceil(x)(x = u) == 1.0);
    BOOST_TEST(ceil(x)(x = -u) == 0.0);
    BOOST_TEST(abs(x)(x = -u) == u);
    BOOST_TEST(sign(x)(x = -u) == -1.0);
    BOOST_TEST(floor(x)(x = -u) == -1.0);
    BOOST_TEST(exactly(x)(x = u) == u);
}

BOOST_AUTO_TEST_CASE(of_several_arguments) {
    BOOST_TEST(pow(x, y)(x = 2.0, y = 0.5) == std::sqrt(2.0));
    BOOST_TEST(atan2(x, y)(x = 1.0, y = -1.0) == std::atan2(1.0, -1.0));
    BOOST_TEST(hypot(x, y)(x = 3.0, y = 4.0) == 5.0);
    BOOST_TEST(min(x, y)(x = 3.0, y = 4.0) == 3.0);
    BOOST_TEST(max(x, y)(x = 3.0, y = 4.0) == 4.0);
    BOOST_TEST(clamp(x, 0_c, y)(x = 9.0, y = 4.0) == 4.0);
    BOOST_TEST(select(x < y, x, 0_c)(x = 3.0, y = 4.0) == 3.0);
    BOOST_TEST(leaky_relu(x, y)(x = -3.0, y = 0.5) == -1.5);
}

BOOST_AUTO_TEST_CASE(on_any_shape) {
    static_assert(exp(A).extent() == matrix_shape(2, 3));
    static_assert(max(x, v).extent() == vector_shape(3));
    static_assert(select(x < y, v, x).extent() == vector_shape(3));
    static_assert(clamp(v, -1_c, 1_c).extent() == vector_shape(3));
    static_assert(gelu(A).extent() == matrix_shape(2, 3));
}

BOOST_AUTO_TEST_CASE(beside_plain_functions) {
    using std::exp, std::max, std::pow;
    BOOST_TEST(exp(1.0) == std::exp(1.0));
    BOOST_TEST(pow(2.0, 3.0) == 8.0);
    BOOST_TEST(max(1.0, 2.0) == 2.0);
    static_assert(same(exp(x), ctgrad::exp(x)));
}
