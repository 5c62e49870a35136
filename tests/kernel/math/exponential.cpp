#include <cmath>

#include <ctgrad/kernel/math/exponential.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

// Multiples of log(2) / 2, where the reduced argument is largest; both ends of the results.
static constexpr auto points = {0.34657359, 1.0397208,  17.3286795, 86.9,
                                87.3365447, 88.3762627, 88.7228394, 103.972084,
                                708.396419, 709.436139, 709.782713, 745.133219};

BOOST_AUTO_TEST_CASE_TEMPLATE(exp_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::exp(u); }, [](auto u) { return std::exp(u); }, 2,
                    points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(exp2_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::exp2(u); }, [](auto u) { return std::exp2(u); }, 2,
                    {0.5, 1.5, 126.0, 126.5, 127.0, 128.0, 149.0, 150.0, 1022.0, 1023.5, 1024.0,
                     1074.0, 1075.0});
    for (int n = -149; n < 128; ++n)
        BOOST_TEST(kernel::exp2(kernel::broadcast(T(n)))[0] == std::ldexp(T(1), n));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(expm1_over_its_domain, T, sweep::types) {
    sweep::check<T>([](auto u) { return kernel::expm1(u); }, [](auto u) { return std::expm1(u); },
                    3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(fast_exp_is_exp_but_for_the_ends, T, sweep::types) {
    using limits = std::numeric_limits<T>;
    const T least = std::log(limits::min()), most = std::log(limits::max() / 2);
    const auto limited = [=](auto u) {
        for (int i = 0; i < kernel::lanes_in<decltype(u)>; ++i)
            if (u[i] < least || u[i] > most) u[i] = 0;
        return kernel::exp(u, kernel::fast());
    };
    const auto exact = [=](auto u) { return u < least || u > most ? 1 : std::exp(u); };
    sweep::check<T>(limited, exact, 2, points);
    const auto at = [](T u) { return kernel::exp(kernel::broadcast(u), kernel::fast())[0]; };
    BOOST_TEST(at(-limits::infinity()) == 0);
    BOOST_TEST(at(-limits::max()) == 0);
    BOOST_TEST(at(least - 1) == 0);
    BOOST_TEST(at(most + 2) == limits::infinity());
    BOOST_TEST(at(limits::max()) == limits::infinity());
    BOOST_TEST(at(limits::infinity()) == limits::infinity());
}
