#include <ctgrad/kernel/math/inverse_trigonometric.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Branches.
static constexpr auto points = {0.41421356, 2.4142135, 0.5, 1e20, 1e-20};

BOOST_AUTO_TEST_CASE_TEMPLATE(atan_over_its_domain, T, sweep::types) {
    sweep::check<T>([](kernel::pack<T> u) { return kernel::atan(u); },
                    [](auto u) { return std::atan(u); }, 3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(asin_over_its_domain, T, sweep::types) {
    sweep::check<T>([](kernel::pack<T> u) { return kernel::asin(u); },
                    [](auto u) { return std::asin(u); }, 3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(acos_over_its_domain, T, sweep::types) {
    sweep::check<T>([](kernel::pack<T> u) { return kernel::acos(u); },
                    [](auto u) { return std::acos(u); }, 3, points);
}
