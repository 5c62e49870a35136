#include <ctgrad/plan/matrix_instruction.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr shape two = matrix_shape(2, 2);

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
