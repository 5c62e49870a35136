#include <cmath>

#include <ctgrad/kernel/math/hyperbolic.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Where the power of two changes: odd multiples of log(2) / 4; and where the result rounds to 1.
static constexpr auto points = {0.17328680, 0.51986039, 0.86643398, 4.50545664, 9.0109134,
                                9.1,        19.0615475, 19.1,       20.0,       44.5};

BOOST_AUTO_TEST_CASE_TEMPLATE(tanh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::tanh(u); }, [](auto u) { return std::tanh(u); }, 3,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tanh_has_no_other_form, T, sweep::types) {
    const kernel::pack<T> u = kernel::broadcast(T(0.3));
    BOOST_TEST(kernel::tanh(u, kernel::fast())[0] == kernel::tanh(u)[0]);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tanh_is_never_beyond_1, T, sweep::types) {
    for (T u = T(0.1); u < 50; u = std::nextafter(u + T(0.001), T(100)))
        if (const T y = kernel::tanh(kernel::broadcast(u))[0]; !(y <= 1))
            BOOST_TEST(y <= 1, "tanh(" << u << ") is " << y);
    BOOST_TEST(kernel::tanh(kernel::broadcast(T(50)))[0] == 1);
    BOOST_TEST(kernel::tanh(kernel::broadcast(T(-50)))[0] == -1);
}

// Where the power of two changes: odd multiples of log(2) / 2; the ends of the results.
static constexpr auto ends = {0.34657359, 1.0397208,  1.7328680,  17.3286795, 45.0, 88.3762627,
                              89.4159863, 709.782713, 710.475860, 711.0,      1e-4, 1e-8};

BOOST_AUTO_TEST_CASE_TEMPLATE(sinh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::sinh(u); }, [](auto u) { return std::sinh(u); }, 3,
                    ends);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(cosh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::cosh(u); }, [](auto u) { return std::cosh(u); }, 3,
                    ends);
}
