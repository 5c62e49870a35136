#include <cmath>

#include <ctgrad/kernel/math/binary.hpp>

#include "sweep.hpp"

using namespace ctgrad::kernel;
using namespace ctgrad::kernel::detail;

BOOST_AUTO_TEST_CASE_TEMPLATE(signs, T, sweep::types) {
    BOOST_TEST(magnitude(broadcast(T(-2.5)))[0] == T(2.5));
    BOOST_TEST(!std::signbit(magnitude(broadcast(T(-0.0)))[0]));
    BOOST_TEST(with_sign_of(broadcast(T(-3)), broadcast(T(2)))[0] == -2);
    BOOST_TEST(with_sign_of(broadcast(T(3)), broadcast(T(2)))[0] == 2);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(products_of_leading_halves_are_exact, T, sweep::types) {
    const T u = T(1) / 3, v = T(-9) / 7;
    const T a = leading(broadcast(u))[0], b = leading(broadcast(v))[0];
    BOOST_TEST(std::abs(u - a) <= std::ldexp(u, 1 - std::numeric_limits<T>::digits / 2));
    BOOST_TEST(std::fma(a, b, -(a * b)) == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(products_with_what_they_lose, T, sweep::types) {
    for (int i = 1; i < 1000; ++i) {
        const T u = T(i) / 7, v = T(-9) / T(i), w = T(i) / 3;
        const pack<T> a = broadcast(u), b = broadcast(v);
        constexpr T unit = std::numeric_limits<T>::epsilon();
        const T lost = lost_by_product(a, b, as_written(a * b))[0];
        BOOST_TEST(std::abs(lost - std::fma(u, v, -(u * v))) <= unit * unit);
        BOOST_TEST(fused(a, b, broadcast(w))[0] == std::fma(u, v, w));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(limits, T, sweep::types) {
    const auto at = [](T u) { return limited(broadcast(u), T(-1), T(2))[0]; };
    BOOST_TEST(at(T(0.5)) == T(0.5));
    BOOST_TEST(at(-9) == -1);
    BOOST_TEST(at(std::numeric_limits<T>::infinity()) == 2);
    BOOST_TEST(std::isnan(at(std::numeric_limits<T>::quiet_NaN())));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(whole_numbers, T, sweep::types) {
    static_assert(power_of_two<T>(0) == 1 && power_of_two<T>(10) == 1024);
    static_assert(power_of_two<T>(-1) == T(0.5));
    for (const int n : {-1000, -2, -1, 0, 1, 7, 123456}) {
        const auto r = nearest(broadcast(T(n) / 4 + T(0.1)), T(4));
        BOOST_TEST(r.number()[0] == T(n));
        BOOST_TEST((r.integer(123456)[0] == static_cast<std::uint64_t>(n + 123456)));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(any_lane, T, sweep::types) {
    pack<T> u{};
    BOOST_TEST(!any(u > T(0)));
    for (int i = 0; i < lanes<T>; ++i) {
        u = pack<T>{};
        u[i] = 1;
        BOOST_TEST(any(u > T(0)));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(some_lanes_one_by_one, T, sweep::types) {
    pack<T> u{}, v = broadcast(T(3));
    u[1] = 2;
    const auto add = [](T a, T b) { return a + b; };
    const pack<T> y = one_by_one(u > T(0), add, broadcast(T(7)), u, v);
    for (int i = 0; i < lanes<T>; ++i) BOOST_TEST(y[i] == (i == 1 ? 5 : 7));
}
