#include <cmath>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/numeric_derivative.hpp>

using namespace ctgrad;

namespace {

constexpr difference methods[] = {difference::boost_order_6, difference::boost_order_8,
                                  difference::central};

struct known {
    std::function<double(double)> function;
    std::function<double(double)> derivative;
    double at;
};

numeric_result<double> found(const known& k, const check_options& options) {
    return numeric_derivative<double>(k.function, k.at, {k.function(k.at), k.derivative(k.at), 0},
                                      options);
}

double rectified(double u) { return u > 0 ? u : 0; }

}  // namespace

/// Scales from 1e-9 to 1e9, steep and flat places, edges of domains.
BOOST_AUTO_TEST_CASE(smooth_functions) {
    const auto steep = [](double u) { return std::tanh(1000 * u); };
    const auto steep_derivative = [](double u) { return 1000 / std::pow(std::cosh(1000 * u), 2); };
    const auto log = [](double u) { return std::log(u); };
    const auto reciprocal = [](double u) { return 1 / u; };
    const auto reciprocal_derivative = [](double u) { return -1 / (u * u); };
    const auto square = [](double u) { return u * u; };
    const auto twice = [](double u) { return 2 * u; };
    const auto sine = [](double u) { return std::sin(u); };
    const auto cosine = [](double u) { return std::cos(u); };
    const known cases[] = {
        {sine, cosine, 0},
        {sine, cosine, 1},
        {sine, cosine, 1e6},
        {square, twice, 0},
        {square, twice, 1e-8},
        {square, twice, 1e8},
        {steep, steep_derivative, 0},
        {steep, steep_derivative, 5e-4},
        {steep, steep_derivative, 1e-2},
        {log, reciprocal, 1e-9},
        {log, reciprocal, 1e-3},
        {log, reciprocal, 1e9},
        {reciprocal, reciprocal_derivative, 1e-3},
        {[](double u) { return std::exp(u); }, [](double u) { return std::exp(u); }, -30},
        {[](double u) { return rectified(u) * rectified(u); },
         [](double u) { return 2 * rectified(u); }, 0},
    };
    for (const known& k : cases)
        for (const difference method : methods) {
            const auto result = found(k, {.method = method});
            const double error = std::abs(result.value - k.derivative(k.at));
            BOOST_TEST(!result.at_kink);
            BOOST_TEST(error <= 1e-6 * std::abs(k.derivative(k.at)) + 4 * result.uncertainty,
                       "case " << &k - cases << ", method " << static_cast<int>(method)
                               << ": error " << error << ", uncertainty " << result.uncertainty);
        }
}

BOOST_AUTO_TEST_CASE(kinks) {
    const known at_zero{rectified, [](double u) { return u > 0 ? 1.0 : 0.0; }, 0};
    const known beside{rectified, at_zero.derivative, 1e-3};
    const known even{[](double u) { return std::abs(u); }, [](double) { return 0.0; }, 0};
    for (const difference method : methods) {
        BOOST_TEST(found(at_zero, {.method = method}).at_kink);
        BOOST_TEST(found(even, {.method = method}).at_kink);
        BOOST_TEST(found(beside, {.method = method, .step = 2e-3}).at_kink);
        BOOST_TEST(!found(beside, {.method = method, .step = 1e-5}).at_kink);
    }
    BOOST_TEST(found(beside, {}).at_kink);
}

BOOST_AUTO_TEST_CASE(a_wrong_expectation_is_not_explained_away) {
    for (const difference method : methods) {
        const known wrong{[](double u) { return std::exp(u); },
                          [](double u) { return 1.00001 * std::exp(u); }, 0.3};
        const auto result = found(wrong, {.method = method});
        BOOST_TEST(!result.at_kink);
        BOOST_TEST(result.value == std::exp(0.3), boost::test_tools::tolerance(1e-9));
        BOOST_TEST(result.uncertainty < 1e-8);
    }
}

BOOST_AUTO_TEST_CASE(evaluations) {
    const known usual{[](double u) { return std::exp(u); }, [](double u) { return std::exp(u); },
                      0.3};
    const std::size_t counts[] = {8, 10, 2};
    for (const difference method : methods) {
        const auto result = found(usual, {.method = method});
        BOOST_TEST(result.evaluations == counts[static_cast<int>(method)]);
        BOOST_TEST(result.probes == 0u);
    }
}

BOOST_AUTO_TEST_CASE(long_double) {
    const std::function<long double(long double)> sine = [](long double u) { return std::sin(u); };
    const auto result =
        numeric_derivative<long double>(sine, 1.0L, {std::sin(1.0L), std::cos(1.0L), 0}, {});
    BOOST_TEST(std::abs(result.value - std::cos(1.0L)) < 1e-15L);
}
