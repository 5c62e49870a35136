// Parts of vectors and matrices have the derivatives that differences say.

#include <boost/test/unit_test.hpp>

#include "structural.hpp"

using namespace laws;

BOOST_AUTO_TEST_CASE(parts) {
    check_by_v(slice<1, 2>(exp(v)));
    check_by_v(concat(v, sin(v), sum(v)));
    check_by_B(slice<1, 2>(exp(B)));
    check_by_B(slice<2, 1>(B * A) * B);
    check_by_A(concat(A, transpose(B)));
    check_by_A(element<1, 0>(A * B));
    check_by_B(element<0, 1>(A * B));
    check_by_B(concat(A * B, B));
}
