// Determinants, inverses and solutions of linear systems have the derivatives that differences say.

#include <boost/test/unit_test.hpp>

#include "structural.hpp"

using namespace laws;

namespace {

// Square matrices of all variables, far from singular.
constexpr auto S = outer(v, sin(v)) + diagonal(exp(v)) + B * A;
constexpr auto R = A * diagonal(exp(v)) * B;

}  // namespace

BOOST_AUTO_TEST_CASE(by_a_vector_twice) {
    check_by_v(determinant(S));
    check_by_v(solve(S, cos(v)));
    check_by_v(log(abs(determinant(R))));
    check_by_v(inverse(R));
    check_by_v(solve(R, A));
}

BOOST_AUTO_TEST_CASE(by_a_matrix) {
    check_by_A(determinant(S));
    check_by_A(inverse(R));
    check_by_A(solve(S, v));
    check_by_A(solve(R, A));
    check_by_B(solve(S, B));
    check_by_B(solve(transpose(R), transpose(B)));
}
