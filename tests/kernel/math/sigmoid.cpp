#include <cmath>

#include <ctgrad/kernel/math/sigmoid.hpp>

#include "sweep.hpp"

namespace kernel = ctgrad::kernel;

static constexpr auto points = {16.6,       17.3286795, 36.7,       37.4,       87.3365447,
                                88.7228394, 103.972084, 708.396419, 709.782713, 745.133219};

BOOST_AUTO_TEST_CASE_TEMPLATE(sigmoid_over_its_domain, T, sweep::types) {
    const auto exact = [](auto u) {
        return u < 0 ? std::exp(u) / (1 + std::exp(u)) : 1 / (1 + std::exp(-u));
    };
    sweep::check<T>([](auto u) { return kernel::sigmoid(u); }, exact, 3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(softplus_over_its_domain, T, sweep::types) {
    const auto exact = [](auto u) {
        return u < 0 ? std::log1p(std::exp(u)) : u + std::log1p(std::exp(-u));
    };
    sweep::check<T>([](auto u) { return kernel::softplus(u); }, exact, 3, points);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(fast_forms_end_with_the_normal_numbers, T, sweep::types) {
    using limits = std::numeric_limits<T>;
    constexpr kernel::fast fast;
    for (T u = std::log(limits::min()) + 1; u < 50; u += T(0.37)) {
        const auto all = kernel::broadcast(u);
        BOOST_TEST(sweep::units<T>(kernel::sigmoid(all, fast)[0], kernel::sigmoid(all)[0]) <= 1);
        BOOST_TEST(sweep::units<T>(kernel::softplus(all, fast)[0], kernel::softplus(all)[0]) <= 1);
    }
    BOOST_TEST(kernel::sigmoid(kernel::broadcast(-limits::max()), fast)[0] == 0);
    BOOST_TEST(kernel::softplus(kernel::broadcast(-limits::max()), fast)[0] == 0);
}
