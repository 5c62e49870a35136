#include <ctgrad/ctgrad.hpp>
#include <ctgrad/eval/side_by_side.hpp>

#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 13>;

template <class T> bool close(T a, T b) {
    return std::abs(a - b) <= 8 * std::numeric_limits<T>::epsilon() * (1 + std::abs(b));
}

/// Every function that has calls side by side: 17 of each, which is no whole number of registers.
template <int... I> constexpr auto calls(const auto& f, std::integer_sequence<int, I...>) {
    return (f(x + y / std::integral_constant<int, I + 2>{}) + ...);
}
constexpr auto seventeen = std::make_integer_sequence<int, 17>{};

template <class T> void check_functions() {
    const auto check = [](auto f, auto by_std) {
        T expected = 0;
        for (int i = 0; i < 17; ++i) expected += by_std(T(0.4) + T(0.9) / T(i + 2));
        const T found = calls(f, seventeen)(x = T(0.4), y = T(0.9));
        BOOST_TEST(close(found, expected), found << " is not " << expected);
    };
    check([](auto u) { return exp(u); }, [](T u) { return std::exp(u); });
    check([](auto u) { return log(u); }, [](T u) { return std::log(u); });
    check([](auto u) { return sin(u); }, [](T u) { return std::sin(u); });
    check([](auto u) { return cos(u); }, [](T u) { return std::cos(u); });
    check([](auto u) { return tanh(u); }, [](T u) { return std::tanh(u); });
    check([](auto u) { return sigmoid(u); }, [](T u) { return 1 / (1 + std::exp(-u)); });
    check([](auto u) { return erfc(u); }, [](T u) { return std::erfc(u); });
}

}  // namespace

static_assert(detail::runs_as_written<long double>());
static_assert(detail::runs_as_written<double>() == (kernel::lanes<double> < 4));
static_assert(!detail::runs_as_written<kernel::wide<double>>(), "a pack is side by side itself");

BOOST_AUTO_TEST_CASE(values) {
    check_functions<float>();
    check_functions<double>();
    check_functions<long double>();
}

// Five of each are a register of four in double, and one.
BOOST_AUTO_TEST_CASE(more_values) {
    const auto check = [](auto f) {
        double expected = 0;
        for (int i = 0; i < 5; ++i) expected += f(0.4 + 0.5 / (i + 2));
        const double found = calls(f, std::make_integer_sequence<int, 5>())(x = 0.4, y = 0.5);
        BOOST_TEST(close(found, expected), found << " is not " << expected);
    };
    using std::exp2, std::log2, std::log10, std::tan, std::asin, std::acos, std::atan, std::sinh,
        std::cosh, std::asinh, std::acosh, std::atanh;
    check([](auto u) { return exp2(u); });
    check([](auto u) { return log2(u); });
    check([](auto u) { return log10(u); });
    check([](auto u) { return tan(u); });
    check([](auto u) { return asin(u); });
    check([](auto u) { return acos(u); });
    check([](auto u) { return atan(u); });
    check([](auto u) { return sinh(u); });
    check([](auto u) { return cosh(u); });
    check([](auto u) { return asinh(u); });
    check([](auto u) { return acosh(u + std::integral_constant<int, 1>()); });
    check([](auto u) { return atanh(u); });
}

// More entries than a program on numbers has steps for: an array, a register after the other.
BOOST_AUTO_TEST_CASE(entries_of_arrays) {
    double u[13];
    for (int i = 0; i < 13; ++i) u[i] = 0.2 * i - 1;
    const auto e = (exp(v) + expm1(v) * x)(v = u, x = 0.0);
    for (std::size_t i = 0; i < 13; ++i) BOOST_TEST(close(e[i], std::exp(u[i])));
}

BOOST_AUTO_TEST_CASE(outside_the_domain) {
    constexpr auto f = log(x) + log(y) * log(x * y);
    BOOST_TEST(std::isnan(f(x = -1.0, y = 2.0)));
    constexpr auto g = exp(x) - exp(y);
    BOOST_TEST(g(x = 800.0, y = 1.0) == std::numeric_limits<double>::infinity());
    BOOST_TEST(std::isnan(g(x = std::numeric_limits<double>::quiet_NaN(), y = 1.0)));
}

// A constant expression has no registers.
constexpr double constant = (sin(x) * sin(y) + sin(x * y))(x = 0.5, y = 0.25);
BOOST_AUTO_TEST_CASE(constant_expressions) {
    BOOST_TEST(close(constant, std::sin(0.5) * std::sin(0.25) + std::sin(0.125)));
}
