// Products of matrices have the derivatives that differences say.

#include <boost/test/unit_test.hpp>

#include "structural.hpp"

using namespace laws;

BOOST_AUTO_TEST_CASE(products_of_matrices) {
    check_by_v(A * v);
    check_by_A(A * v);
    check_by_A(A * B);
    check_by_B(A * B);
    check_by_B(B * A * v);
}

BOOST_AUTO_TEST_CASE(transposed) {
    check_by_A(transpose(A));
    check_by_A(transpose(A) * A);
    check_by_v(transpose(v) * B);
    check_by_B(transpose(transpose(v) * B));
}
