#include <ctgrad/calculus/operations/diagonal_form.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

/// left A right less the diagonal, and the numbers of the diagonal that are not 0.
template <int N> void check(const double (&a)[N * N], int rank) {
    const operations::diagonal_form<N, double> form(a);
    double y[N * N];
    form.transform(a, y);
    for (int i = 0; i < N * N; ++i) {
        const double expected = i % (N + 1) == 0 ? form.d[i / N] : 0;
        BOOST_TEST(std::abs(y[i] - expected) < 1e-14);
    }
    for (int i = 0; i < N; ++i) BOOST_TEST((std::abs(form.d[i]) > 1e-14) == (i < rank));
    double determinant = form.sign;
    for (double d : form.d) determinant *= d;
    BOOST_TEST(form.without(0, 0, 0) * form.d[0] * form.sign == determinant);
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_any_rank) {
    check<3>({2, 1, -1, -3, -1, 2, -2, 1, 2}, 3);
    check<3>({1, 2, 3, 2, 4, 6, 1, 0, 1}, 2);
    check<3>({1, 2, 3, 2, 4, 6, 3, 6, 9}, 1);
    check<3>({}, 0);
    check<4>({0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0}, 3);
    check<1>({7}, 1);
}

BOOST_AUTO_TEST_CASE(the_way_back) {
    const double a[] = {2, 1, -1, -3, -1, 2, -2, 1, 2}, one[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    const operations::diagonal_form<3, double> form(a);
    double y[9], z[9];
    const double entries[] = {3, 4, 5}, matrix[] = {3, 0, 0, 0, 4, 0, 0, 0, 5};
    form.transform_back(matrix, y);
    form.transform_back_diagonal(entries, z);
    for (int i = 0; i < 9; ++i) BOOST_TEST(y[i] == z[i]);
    // sign left^T right^T of a matrix of determinant 1 has determinant 1, too
    form.transform_back(one, y);
    const double determinant = y[0] * (y[4] * y[8] - y[5] * y[7]) -
                               y[1] * (y[3] * y[8] - y[5] * y[6]) +
                               y[2] * (y[3] * y[7] - y[4] * y[6]);
    BOOST_TEST(std::abs(std::abs(determinant) - 1) < 1e-14);
}

BOOST_AUTO_TEST_CASE(products_without_some) {
    const double a[] = {2, 0, 0, 0, 3, 0, 0, 0, 5};
    const operations::diagonal_form<3, double> form(a);
    BOOST_TEST((form.without(0, 0, 0) == 6 && form.without(0, 1, 1) == 2));
    BOOST_TEST(form.without(2, 1, 0) == 1);
}
