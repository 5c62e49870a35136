#include <cmath>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math.hpp>

namespace math = ctgrad::math;

namespace other {

/// A type of a user: functions found by ADL, one of them returning a type of its own.
struct number {
    double value;
};
struct lazy_exp {
    double x;
    constexpr operator number() const { return {x + 1}; }
};
constexpr lazy_exp exp(const number& x) { return {x.value}; }
constexpr number pow(const number& x, const number& y) { return {x.value * 10 + y.value}; }

}  // namespace other

// ADL also works in constant expressions, where the type's own functions do.
static_assert(math::exp(other::number{2}).value == 3);
static_assert(math::pow(other::number{2}, {3}).value == 23);
static_assert(std::is_same_v<decltype(math::exp(other::number{2})), other::number>);
static_assert(std::is_same_v<decltype(math::exp(1.0F)), float>);
static_assert(std::is_same_v<decltype(math::pow(1.0L, 2)), long double>);

template <class T> concept has_exp = requires(T x) { math::exp(x); };
static_assert(has_exp<float> && !has_exp<int>);  // exp(1) cannot be an integer

// Everything evaluates in one constant expression, within the limits of the compilers.
constexpr double everything = [] {
    double sum = 0;
    for (double x = 0.05; x < 1; x += 0.1) {
        sum += math::exp(x) + math::expm1(x) + math::exp2(x) + math::log(x) + math::log1p(x) +
               math::log2(x) + math::log10(x) + math::sqrt(x) + math::cbrt(x) + math::sin(x) +
               math::cos(x) + math::tan(x) + math::asin(x) + math::acos(x) + math::atan(x) +
               math::atan2(x, x) + math::sinh(x) + math::cosh(x) + math::tanh(x) + math::asinh(x) +
               math::acosh(1 + x) + math::atanh(x) + math::erf(x) + math::erfc(x) +
               math::tgamma(x) + math::lgamma(x) + math::pow(x, x) + math::hypot(x, x) +
               math::abs(x) + math::floor(x) + math::digamma(x) - math::polygamma(0.0, x);
    }
    return sum;
}();

BOOST_AUTO_TEST_CASE(all_functions_in_one_constant_expression) {
    double sum = 0;
    for (double x = 0.05; x < 1; x += 0.1) {
        sum += std::exp(x) + std::expm1(x) + std::exp2(x) + std::log(x) + std::log1p(x) +
               std::log2(x) + std::log10(x) + std::sqrt(x) + std::cbrt(x) + std::sin(x) +
               std::cos(x) + std::tan(x) + std::asin(x) + std::acos(x) + std::atan(x) +
               std::atan2(x, x) + std::sinh(x) + std::cosh(x) + std::tanh(x) + std::asinh(x) +
               std::acosh(1 + x) + std::atanh(x) + std::erf(x) + std::erfc(x) + std::tgamma(x) +
               std::lgamma(x) + std::pow(x, x) + std::hypot(x, x) + std::abs(x) + std::floor(x);
    }
    BOOST_TEST(everything == sum, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(multiprecision_with_expression_templates) {
    using wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>,
                                               boost::multiprecision::et_on>;
    const wide x = wide(7) / 10;
    const auto close = [](const wide& a, const wide& b) { return abs(a - b) < 1e-48; };
    static_assert(std::is_same_v<decltype(math::exp(x)), wide>);
    BOOST_TEST(close(math::log(math::exp(x)), x));
    BOOST_TEST(close(math::log1p(math::expm1(x)), x));
    BOOST_TEST(close(math::log2(math::exp2(x)), x));
    BOOST_TEST(close(math::pow(wide(10), math::log10(x)), x));
    BOOST_TEST(close(math::sqrt(x) * math::sqrt(x), x));
    BOOST_TEST(close(math::pow(math::cbrt(x), wide(3)), x));
    BOOST_TEST(close(math::asin(math::sin(x)), x));
    BOOST_TEST(close(math::acos(math::cos(x)), x));
    BOOST_TEST(close(math::atan(math::tan(x)), x));
    BOOST_TEST(close(math::atan2(math::sin(x), math::cos(x)), x));
    BOOST_TEST(close(math::asinh(math::sinh(x)), x));
    BOOST_TEST(close(math::acosh(math::cosh(x)), x));
    BOOST_TEST(close(math::atanh(math::tanh(x)), x));
    BOOST_TEST(close(math::hypot(wide(3), wide(4)), 5));
    BOOST_TEST(math::abs(-x) == x);  // -x is an expression, not yet a number
    BOOST_TEST(math::floor(x) == 0);
}
