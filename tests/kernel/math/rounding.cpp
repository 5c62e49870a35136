#include <cmath>

#include <ctgrad/kernel/math/rounding.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

BOOST_AUTO_TEST_CASE_TEMPLATE(sqrt_is_rounded_correctly, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::sqrt(u); }, [](auto u) { return std::sqrt(u); },
                    0.5, {2, 4});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(floor_is_exact, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::floor(u); }, [](auto u) { return std::floor(u); },
                    0, {0.5, 2, 3, 1000, 8388608, 16777216, 4503599627370496, 9007199254740992});
}
