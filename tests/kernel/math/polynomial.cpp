#include <ctgrad/kernel/math/polynomial.hpp>

#include "sweep.hpp"

using namespace ctgrad::kernel;
using namespace ctgrad::kernel::detail;

BOOST_AUTO_TEST_CASE_TEMPLATE(a_polynomial_has_its_lowest_coefficient_first, T, sweep::types) {
    constexpr T c[] = {1, -2, 3};
    BOOST_TEST(polynomial(c, broadcast(T(2)))[0] == 9);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(in_pairs_as_one_by_one, T, sweep::types) {
    constexpr T three[] = {7, 1, 3}, six[] = {1, -2, 3, 1, 2, -1},
                nine[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    BOOST_TEST(polynomial_in_pairs(three, broadcast(T(2)))[0] == 21);
    BOOST_TEST(polynomial_in_pairs(six, broadcast(T(2)))[0] == 17);
    BOOST_TEST(polynomial_in_pairs(nine, broadcast(T(2)))[0] == 4097);
}

namespace {
/// u (4 + u^2) / (1 + 4 u^2) up to 3.
template <class T> struct example {
    static constexpr T most = 3;
    static constexpr T p[] = {4, 1}, q[] = {1, 4};
};
}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(an_odd_rational_function, T, sweep::types) {
    const auto at = [](T u) { return odd_rational<example<T>, T>(broadcast(u))[0]; };
    BOOST_TEST(at(2) == T(16) / T(17));
    BOOST_TEST(at(-2) == -T(16) / T(17));
    BOOST_TEST(at(1000) == 1);
    BOOST_TEST(at(std::numeric_limits<T>::infinity()) == 1);
    BOOST_TEST(at(T(0.5)) == 1);  // 17 / 16 is beyond
    BOOST_TEST(std::signbit(at(T(-0.0))));
    BOOST_TEST(std::isnan(at(std::numeric_limits<T>::quiet_NaN())));
}
