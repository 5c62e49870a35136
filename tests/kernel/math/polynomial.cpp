#include <ctgrad/kernel/math/polynomial.hpp>

#include "sweep.hpp"

using namespace ctgrad::kernel;
using namespace ctgrad::kernel::detail;

BOOST_AUTO_TEST_CASE_TEMPLATE(a_polynomial_has_its_lowest_coefficient_first, T, sweep::types) {
    constexpr T c[] = {1, -2, 3};
    BOOST_TEST(polynomial(c, broadcast(T(2)))[0] == 9);
}
