#include <ctgrad/plan/matrix_instruction.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr shape two = matrix_shape(2, 2), three = matrix_shape(3, 3);

/// Cofactors of a 3 x 3 matrix (p = 1: transposed) less what the minors say; the largest.
double wrong_by(const double (&a)[9], int transposed) {
    double y[9];
    if (transposed == 0) operations::cofactors::evaluate<layout{three, three}>(y, a);
    else operations::cofactors::evaluate<layout{three, three, {}, 1}>(y, a);
    double largest = 0;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) {
            const auto at = [&](int r, int c) { return a[(i + r) % 3 * 3 + (j + c) % 3]; };
            const double minor = at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1);
            const double found = transposed == 0 ? y[i * 3 + j] : y[j * 3 + i];
            largest = std::max(largest, std::abs(found - minor));
        }
    return largest;
}

}  // namespace

BOOST_AUTO_TEST_CASE(scaled) {
    const double u[] = {2, 3}, b[] = {1, 2, 3, 4};
    double y[4];
    operations::scaled_rows::evaluate<layout{two, vector_shape(2), two}>(y, u, b);
    BOOST_TEST((y[1] == 4 && y[2] == 9));
    operations::scaled_rows::evaluate<layout{two, vector_shape(2), two, 2}>(y, u, b);
    BOOST_TEST((y[1] == 6 && y[2] == 6));
    operations::scaled_columns::evaluate<layout{two, two, vector_shape(2)}>(y, b, u);
    BOOST_TEST((y[1] == 6 && y[2] == 6));
    operations::scaled_columns::evaluate<layout{two, two, vector_shape(2), 1}>(y, b, u);
    BOOST_TEST((y[1] == 9 && y[2] == 4));
    operations::add_to_diagonal::evaluate<layout{two, two, vector_shape(2)}>(y, b, u);
    BOOST_TEST((y[0] == 3 && y[1] == 2 && y[2] == 3 && y[3] == 7));
    operations::diagonal_of_product::evaluate<layout{vector_shape(2), two, two, 1}>(y, b, b);
    BOOST_TEST((y[0] == 10 && y[1] == 20));
}

BOOST_AUTO_TEST_CASE(cofactors_of_any_rank) {
    BOOST_TEST(wrong_by({2, 1, -1, -3, -1, 2, -2, 1, 2}, 0) < 1e-14);
    BOOST_TEST(wrong_by({2, 1, -1, -3, -1, 2, -2, 1, 2}, 1) < 1e-14);
    BOOST_TEST(wrong_by({1, 2, 3, 4, 5, 6, 7, 8, 9}, 0) < 1e-13);
    BOOST_TEST(wrong_by({0, 0, 1, 0, 0, 2, 3, 4, 5}, 1) < 1e-14);
    BOOST_TEST(wrong_by({0, 2, 1, 0, 1, 3, 0, 3, 1}, 0) < 1e-14);
    BOOST_TEST(wrong_by({1, 2, 3, 2, 4, 6, 3, 6, 9}, 0) < 1e-14);
    BOOST_TEST(wrong_by({}, 0) == 0);
    double y = 0;
    const double a = 7;
    operations::cofactors::evaluate<layout{matrix_shape(1, 1), matrix_shape(1, 1)}>(&y, &a);
    BOOST_TEST(y == 1);
}
