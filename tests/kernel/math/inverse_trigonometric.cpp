#include <cmath>

#include <ctgrad/kernel/math/inverse_trigonometric.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Branches.
static constexpr auto points = {0.41421356, 2.4142135, 0.5, 1e20, 1e-20};

BOOST_AUTO_TEST_CASE_TEMPLATE(atan_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::atan(u); }, [](auto u) { return std::atan(u); }, 3,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(asin_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::asin(u); }, [](auto u) { return std::asin(u); }, 3,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(acos_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::acos(u); }, [](auto u) { return std::acos(u); }, 3,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(atan2_over_its_domain, T, sweep::types) {
    for (const T other : {T(1), T(-2.5e-5), T(-0.0)}) {
        const sweep::exact_type<T> second = other;
        const auto factor = std::abs(other) > 0 ? std::abs(static_cast<double>(other)) : 1;
        sweep::check<T>(
            [=](auto u) { return kernel::atan2(u, kernel::broadcast<decltype(u)>(other)); },
            [=](auto u) { return std::atan2(u, second); }, 3,
            {0.41421356 * factor, factor, 2.4142135 * factor});
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(atan2_of_special_numbers, T, sweep::types) {
    using limits = std::numeric_limits<T>;
    for (const T v : {T(0), limits::denorm_min(), limits::min(), T(1), T(3), limits::max() / 3,
                      limits::max(), limits::infinity(), limits::quiet_NaN()})
        for (const T u : {T(0), limits::denorm_min(), limits::min(), T(1), T(3), limits::max() / 3,
                          limits::max(), limits::infinity(), limits::quiet_NaN()})
            for (const T y : {v, -v})
                for (const T x : {u, -u}) {
                    using exact = sweep::exact_type<T>;
                    const T found = kernel::atan2(kernel::broadcast(y), kernel::broadcast(x))[0];
                    BOOST_TEST(sweep::units<T>(found, std::atan2(exact(y), exact(x))) <= 3,
                               "atan2(" << y << ", " << x << ") is " << found);
                }
}
