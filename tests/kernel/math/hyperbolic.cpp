#include <ctgrad/kernel/math/hyperbolic.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Branches, and where the result rounds to 1.
static constexpr auto points = {0.5, 0.8, 0.17328680, 9.0109134, 9.1, 19.0615475, 20.0, 44.5};

BOOST_AUTO_TEST_CASE_TEMPLATE(tanh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](kernel::pack<T> u) { return kernel::tanh(u); },
                    [](auto u) { return std::tanh(u); }, 3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(fast_tanh_over_its_domain, T, sweep::types) {
    sweep::check<T>([](kernel::pack<T> u) { return kernel::tanh(u, kernel::fast()); },
                    [](auto u) { return std::tanh(u); }, 7, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(tanh_is_never_beyond_1, T, sweep::types) {
    for (T u = T(0.1); u < 50; u = std::nextafter(u + T(0.001), T(100)))
        for (const kernel::pack<T> y : {kernel::tanh(kernel::broadcast(u)),
                                        kernel::tanh(kernel::broadcast(u), kernel::fast())})
            if (!(y[0] <= 1)) BOOST_TEST(y[0] <= 1, "tanh(" << u << ") is " << y[0]);
    BOOST_TEST(kernel::tanh(kernel::broadcast(T(50)))[0] == 1);
    BOOST_TEST(kernel::tanh(kernel::broadcast(T(-50)), kernel::fast())[0] == -1);
}
