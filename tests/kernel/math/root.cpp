#include <cmath>

#include <ctgrad/kernel/math/root.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

BOOST_AUTO_TEST_CASE_TEMPLATE(cbrt_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::cbrt(u); }, [](auto u) { return std::cbrt(u); }, 2,
                    {0.35355339, 0.70710678, 1.4142136, 2.8284271, 5.6568542, 8.0, 27.0});
    for (int a = -200; a <= 200; ++a)
        BOOST_TEST(kernel::cbrt(kernel::broadcast(T(a * a * a)))[0] == a);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(hypot_over_its_domain, T, sweep::types) {
    for (const T other : {T(0), T(-1), T(1e18), T(1e-25), std::numeric_limits<T>::max()}) {
        const sweep::exact_type<T> second = other;
        sweep::check<T>(
            [=](auto u) { return kernel::hypot(u, kernel::broadcast<decltype(u)>(other)); },
            [=](auto u) { return std::hypot(u, second); }, 2, {1e-19, 1e19});
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(hypot_of_infinity, T, sweep::types) {
    const auto infinity = kernel::broadcast(-std::numeric_limits<T>::infinity());
    const auto none = kernel::broadcast(std::numeric_limits<T>::quiet_NaN());
    BOOST_TEST(kernel::hypot(infinity, none)[0] == -infinity[0]);
    BOOST_TEST(kernel::hypot(none, infinity)[0] == -infinity[0]);
    BOOST_TEST(std::isnan(kernel::hypot(none, kernel::broadcast(T(1)))[0]));
}
