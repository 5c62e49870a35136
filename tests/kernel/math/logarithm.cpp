#include <cmath>

#include <ctgrad/kernel/math/logarithm.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Where the exponent changes: sqrt(1/2) times powers of 2; for log(1 + u), that less 1.
static constexpr auto points = {0.70710678, 1.4142136,  0.35355339, 2.8284271,
                                0.41421356, 0.29289322, 1.8284271,  0.64644661,
                                0.5,        2.0,        16777216.0, 9e15};

BOOST_AUTO_TEST_CASE_TEMPLATE(log_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::log(u); }, [](auto u) { return std::log(u); }, 1,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(log1p_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::log1p(u); }, [](auto u) { return std::log1p(u); },
                    2, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(log2_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::log2(u); }, [](auto u) { return std::log2(u); }, 1,
                    points);
    for (int n = -120; n <= 120; ++n)
        BOOST_TEST(kernel::log2(kernel::broadcast(std::ldexp(T(1), n)))[0] == n);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(log10_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::log10(u); }, [](auto u) { return std::log10(u); },
                    1, points);
    T power = 1;
    for (int n = 0; n <= (sizeof(T) == 4 ? 10 : 22); ++n, power *= 10)
        BOOST_TEST(kernel::log10(kernel::broadcast(power))[0] == n);
}
