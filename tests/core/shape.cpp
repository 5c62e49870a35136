#include <ctgrad/core/shape.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

BOOST_AUTO_TEST_CASE(sizes) {
    static_assert(scalar_shape.size() == 1);
    static_assert(vector_shape(3).size() == 3);
    static_assert(matrix_shape(2, 3).size() == 6);
}

BOOST_AUTO_TEST_CASE(one_entry_is_not_one_shape) {
    static_assert(scalar_shape != vector_shape(1));
    static_assert(vector_shape(1) != matrix_shape(1, 1));
    static_assert(matrix_shape(2, 3) != matrix_shape(3, 2));
}

BOOST_AUTO_TEST_CASE(square_matrices) {
    static_assert(square_matrix(matrix_shape(2, 2)) && square_matrix(matrix_shape(1, 1)));
    static_assert(!square_matrix(matrix_shape(2, 3)) && !square_matrix(scalar_shape));
    static_assert(!square_matrix(vector_shape(1)));
}

BOOST_AUTO_TEST_CASE(broadcasting) {
    static_assert(broadcastable(scalar_shape, vector_shape(3)));
    static_assert(broadcastable(matrix_shape(2, 3), scalar_shape));
    static_assert(!broadcastable(vector_shape(3), vector_shape(4)));
    static_assert(!broadcastable(vector_shape(1), vector_shape(3)));
    static_assert(broadcast(scalar_shape, vector_shape(3)) == vector_shape(3));
    static_assert(broadcast(matrix_shape(2, 3), scalar_shape) == matrix_shape(2, 3));
}
