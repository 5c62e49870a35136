#include <ctgrad/kernel/math/inverse_hyperbolic.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Where log(1 + v) changes its exponent, and where the square of an argument is left out.
static constexpr auto points = {0.17157288, 0.35355339, 0.5,         0.75,   1.0606602, 1.5,
                                33554432.0, 67108864.0, 134217728.0, 0x1p54, 0x1p55};

BOOST_AUTO_TEST_CASE_TEMPLATE(asinh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::asinh(u); }, [](auto u) { return std::asinh(u); },
                    3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(acosh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::acosh(u); }, [](auto u) { return std::acosh(u); },
                    3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(atanh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::atanh(u); }, [](auto u) { return std::atanh(u); },
                    3, points);
}
