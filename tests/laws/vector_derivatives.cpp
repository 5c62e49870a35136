// Reductions and products of vectors have the derivatives that differences say.

#include <boost/test/unit_test.hpp>

#include "structural.hpp"

using namespace laws;

BOOST_AUTO_TEST_CASE(reductions) {
    check_by_v(sum(v));
    check_by_v(mean(exp(v)));
    check_by_v(prod(v));
    check_by_v(norm(v));
    check_by_v(log_sum_exp(v));
    check_by_v(softmax(v));
    check_by_v(log_softmax(v));
}

BOOST_AUTO_TEST_CASE(products_of_vectors) {
    check_by_v(dot(v, sin(v)));
    check_by_v(outer(v, exp(v)));
    check_by_v(hadamard(v, v) / (2_c + sum(v)));
}
