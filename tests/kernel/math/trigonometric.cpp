#include <cmath>

#include <ctgrad/kernel/math/trigonometric.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Multiples of pi / 4; the bounds beyond which std:: takes over; numbers near multiples of pi / 2.
static constexpr auto points = {0.78539816, 1.57079633, 2.35619449, 3.14159265,
                                6.28318531, 710.0,      2048.0,     1253.2433,
                                21274.6148, 858102.471, 1048576.0,  6381956970095103.0 * 0x1p-20};

BOOST_AUTO_TEST_CASE_TEMPLATE(sin_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::sin(u); }, [](auto u) { return std::sin(u); }, 3,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(cos_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::cos(u); }, [](auto u) { return std::cos(u); }, 3,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tan_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::tan(u); }, [](auto u) { return std::tan(u); }, 4,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(multiples_of_half_pi, T, sweep::types) {
    using exact = sweep::exact_type<T>;
    const exact half_pi = std::acos(exact(0));
    double largest = 0, of_tangent = 0;
    for (int k = 1; k < (sizeof(T) == 4 ? 1300 : 667'000); k += sizeof(T) == 4 ? 1 : 13) {
        const T u = static_cast<T>(k * half_pi);
        const auto all = kernel::broadcast(u);
        largest = std::max({largest, sweep::units<T>(kernel::sin(all)[0], std::sin(exact(u))),
                            sweep::units<T>(kernel::cos(all)[0], std::cos(exact(u)))});
        of_tangent = std::max(of_tangent, sweep::units<T>(kernel::tan(all)[0], std::tan(exact(u))));
    }
    BOOST_TEST(largest <= 3);
    BOOST_TEST(of_tangent <= 4);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_lane_does_not_depend_on_its_neighbours, T, sweep::types) {
    kernel::pack<T> u = kernel::broadcast(T(1.25));
    u[kernel::lanes<T> - 1] = T(1e20);  // this one is left to std::
    for (int i = 0; i + 1 < kernel::lanes<T>; ++i) {
        BOOST_TEST(kernel::sin(u)[i] == kernel::sin(kernel::broadcast(T(1.25)))[i]);
        BOOST_TEST(kernel::cos(u)[i] == kernel::cos(kernel::broadcast(T(1.25)))[i]);
        BOOST_TEST(kernel::tan(u)[i] == kernel::tan(kernel::broadcast(T(1.25)))[i]);
    }
    BOOST_TEST(kernel::sin(u)[kernel::lanes<T> - 1] == std::sin(T(1e20)));
    BOOST_TEST(kernel::cos(u)[kernel::lanes<T> - 1] == std::cos(T(1e20)));
    BOOST_TEST(kernel::tan(u)[kernel::lanes<T> - 1] == std::tan(T(1e20)));
}
