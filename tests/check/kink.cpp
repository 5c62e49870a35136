#include <cmath>
#include <functional>

#include <boost/test/unit_test.hpp>
#include <ctgrad/check/kink.hpp>

namespace {

using function = std::function<double(double)>;

double relu(double u) { return u > 0 ? u : 0; }

bool kink(const function& f, double at, double reach = 1e-2) {
    return ctgrad::has_kink<double>(f, at, reach);
}

}  // namespace

BOOST_AUTO_TEST_CASE(kinks_wherever_they_are_within_reach) {
    for (const double at : {0.0, 1e-9, 1e-4, -3e-3, 5e-3, -9e-3}) {
        BOOST_TEST(kink(relu, at), "relu at " << at);
        BOOST_TEST(kink([](double u) { return std::abs(u); }, at), "abs at " << at);
        BOOST_TEST(kink([](double u) { return u + 1e-5 * relu(u); }, at), "small at " << at);
    }
    BOOST_TEST(kink([](double u) { return std::max(u, 1 - u); }, 0.5));
    BOOST_TEST(kink([](double u) { return std::floor(u); }, 1.0));
    BOOST_TEST(kink([](double u) { return std::sqrt(std::abs(u)); }, 0.0));
    BOOST_TEST(kink([](double u) { return 1e6 + relu(u); }, 1e-3));
}

BOOST_AUTO_TEST_CASE(no_kink_out_of_reach) {
    BOOST_TEST(!kink(relu, 0.02));
    BOOST_TEST(!kink(relu, -0.02));
    BOOST_TEST(!kink(relu, 1e-3, 1e-4));
}

BOOST_AUTO_TEST_CASE(smooth_functions_have_none) {
    const function smooth[] = {
        [](double u) { return std::sin(u); },
        [](double u) { return std::exp(u); },
        [](double u) { return u * u; },
        [](double u) { return u * u * u * u; },
        [](double u) { return std::tanh(1000 * u); },
        [](double u) { return std::log1p(std::exp(1e5 * u)); },
        [](double u) { return relu(u) * relu(u); },
        [](double u) { return 1e9 + std::cos(30 * u); },
        [](double) { return 3.0; },
    };
    for (const function& f : smooth)
        for (const double at : {0.0, 1e-4, -3e-3, 0.7})
            BOOST_TEST(!kink(f, at), "function " << &f - smooth << " at " << at);
}

BOOST_AUTO_TEST_CASE(poles_and_gaps_are_none) {
    BOOST_TEST(!kink([](double u) { return 1 / u; }, 1e-3));
    BOOST_TEST(!kink([](double u) { return std::log(u); }, 1e-3));
}

BOOST_AUTO_TEST_CASE(cost) {
    int count = 0;
    const auto counted = [&](auto f) {
        count = 0;
        ctgrad::has_kink<double>(
            [&](double u) {
                ++count;
                return f(u);
            },
            0.0, 1e-2);
        return count;
    };
    BOOST_TEST(counted([](double u) { return std::exp(u); }) <= 15);
    BOOST_TEST(counted(relu) <= 49);
}
