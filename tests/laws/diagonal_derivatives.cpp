// Diagonals and traces have the derivatives that differences say.

#include <boost/test/unit_test.hpp>

#include "structural.hpp"

using namespace laws;

BOOST_AUTO_TEST_CASE(diagonals) {
    check_by_v(diagonal(v));
    check_by_v(diagonal(outer(v, exp(v))));
    check_by_v(diagonal(exp(v)) * v);
    check_by_A(diagonal(A));
    check_by_B(trace(A * B));
    check_by_A(diagonal(transpose(A) * A));
}
