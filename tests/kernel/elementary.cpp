#include <ctgrad/kernel/elementary.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

namespace kernel = ctgrad::kernel;

namespace {

/// The value in lane 0; the same must stand in all others.
template <class F> float value(F f, float u) {
    const kernel::pack<float> y = f(kernel::broadcast(u));
    for (int i = 1; i < kernel::lanes<float>; ++i)
        if (y[i] == y[i] && y[i] != y[0]) return std::numeric_limits<float>::quiet_NaN();
    return y[0];
}

/// Largest error in units in the last place between two bounds.
template <class F, class G> double largest_error(F f, G exact, float from, float to) {
    double largest = 0;
    for (int i = 0; i <= 200000; ++i) {
        const float u = from + (to - from) * static_cast<float>(i) / 200000;
        const double expected = exact(static_cast<double>(u));
        const auto nearest = std::abs(static_cast<float>(expected));
        const double unit = std::nextafter(nearest, 1e30f) - nearest;
        const double error = std::abs(static_cast<double>(value(f, u)) - expected) / unit;
        largest = std::max(largest, std::isnan(error) ? 1e30 : error);
    }
    return largest;
}

constexpr auto exponential = [](kernel::pack<float> u) { return kernel::exp(u); };
constexpr auto tangent = [](kernel::pack<float> u) { return kernel::tanh(u); };
constexpr auto logistic = [](kernel::pack<float> u) { return kernel::sigmoid(u); };
constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

}  // namespace

BOOST_AUTO_TEST_CASE(accuracy) {
    const auto sigmoid = [](double u) { return 1 / (1 + std::exp(-u)); };
    BOOST_TEST(largest_error(exponential, [](double u) { return std::exp(u); }, -86.5f, 88.7f) < 2);
    BOOST_TEST(largest_error(tangent, [](double u) { return std::tanh(u); }, -10, 10) < 3);
    BOOST_TEST(largest_error(tangent, [](double u) { return std::tanh(u); }, -1e-3f, 1e-3f) < 2);
    BOOST_TEST(largest_error(logistic, sigmoid, -80, 20) < 4);
}

BOOST_AUTO_TEST_CASE(limits) {
    BOOST_TEST(value(exponential, 0) == 1);
    BOOST_TEST(value(exponential, 89) == infinity);
    BOOST_TEST(value(exponential, infinity) == infinity);
    BOOST_TEST(value(exponential, -200) == 0);
    BOOST_TEST(value(exponential, -infinity) == 0);
    BOOST_TEST(value(tangent, 0) == 0);
    BOOST_TEST(value(tangent, 50) == 1);
    BOOST_TEST(value(tangent, -infinity) == -1);
    BOOST_TEST(value(logistic, 0) == 0.5f);
    BOOST_TEST(value(logistic, infinity) == 1);
    BOOST_TEST(value(logistic, -infinity) < 1e-37f);
}

BOOST_AUTO_TEST_CASE(not_a_number_stays) {
    BOOST_TEST(std::isnan(value(exponential, not_a_number)));
    BOOST_TEST(std::isnan(value(tangent, not_a_number)));
    BOOST_TEST(std::isnan(value(logistic, not_a_number)));
}
