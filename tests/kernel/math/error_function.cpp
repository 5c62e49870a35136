#include <cmath>

#include <ctgrad/kernel/math/error_function.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Branches, and where the result rounds to 1.
static constexpr auto points = {0.85, 1.0, 3.8325069, 3.9192059, 3.95, 5.8635847, 5.9215872, 6.0};

BOOST_AUTO_TEST_CASE_TEMPLATE(erf_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::erf(u); }, [](auto u) { return std::erf(u); },
                    sizeof(T) == 4 ? 5 : 4, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(erf_is_never_beyond_1, T, sweep::types) {
    for (T u = T(0.1); u < 10; u = std::nextafter(u + T(0.001), T(100)))
        if (const T y = kernel::erf(kernel::broadcast(u))[0]; !(y <= 1))
            BOOST_TEST(y <= 1, "erf(" << u << ") is " << y);
    BOOST_TEST(kernel::erf(kernel::broadcast(T(-7)))[0] == -1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(erfc_down_to_subnormal_numbers, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::erfc(u); }, [](auto u) { return std::erfc(u); },
                    sizeof(T) == 4 ? 6 : 9,
                    {9.19, 10.05, 10.2, 26.54, 27.22, 27.4, -3.8325069, -5.8635847});
}
